package org.jelastix.conformance.facts;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.jelastix.api.JelastixException;
import org.jelastix.api.parameter.Parameter;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.ComponentProvider;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.conformance.Check;
import org.jelastix.conformance.Findings;

/** Checks of a provider and of what it declares. */
public final class FactChecks {
  private static final int LONGEST_SUMMARY = 200;

  private final ComponentProvider<?, ?> provider;
  private final List<ComponentType> types;

  private FactChecks(ComponentProvider<?, ?> provider, List<ComponentType> types) {
    this.provider = provider;
    this.types = types;
  }

  /**
   * The checks of one provider.
   *
   * @param provider to look at
   * @param types the kinds that it may declare, by the interfaces that it implements
   */
  public static List<Check> of(ComponentProvider<?, ?> provider, ComponentType... types) {
    FactChecks facts = new FactChecks(provider, List.of(types));
    return List.of(
        new Check("facts.class", "the provider is a public stateless class", facts::classShape),
        new Check(
            "facts.info", "info() is the same every time, and of the right kind", facts::info),
        new Check(
            "facts.documentation", "summary and every parameter are documented", facts::documented),
        new Check(
            "facts.parameters", "names of parameters are unique and plain", facts::parameterNames),
        new Check(
            "facts.defaults", "defaults parse, and lie in the allowed range", facts::defaults));
  }

  /**
   * The check that malformed and forbidden values are refused in words.
   *
   * @param info what is declared
   * @param create makes the component with these parameters on top of the usual ones
   */
  public static Check refusals(ComponentInfo info, Consumer<ParameterMap> create) {
    return new Check(
        "facts.refusals",
        "malformed values of parameters are refused by name",
        findings -> refuse(findings, info, create));
  }

  private void classShape(Findings findings) {
    Class<?> type = provider.getClass();
    findings.expect(
        Modifier.isPublic(type.getModifiers()), () -> type.getName() + " is not public");
    findings.expect(
        hasPublicConstructor(type),
        () -> type.getName() + " has no public constructor without arguments");
    for (Field field : type.getDeclaredFields()) {
      boolean ours = !field.isSynthetic() && !field.getName().startsWith("$");
      if (ours && !Modifier.isFinal(field.getModifiers())) {
        findings.add(
            "field "
                + field.getName()
                + " of "
                + type.getName()
                + " can change: providers keep no state");
      }
    }
  }

  private static boolean hasPublicConstructor(Class<?> type) {
    for (Constructor<?> constructor : type.getConstructors()) {
      if (constructor.getParameterCount() == 0) {
        return true;
      }
    }
    return false;
  }

  private void info(Findings findings) {
    ComponentInfo first = provider.info();
    ComponentInfo second = provider.info();
    findings.expect(
        types.contains(first.type()),
        () -> "is declared as " + first.type() + ", but implements the provider of " + types);
    findings.expect(
        first.name().equals(second.name())
            && first.aliases().equals(second.aliases())
            && names(first).equals(names(second)),
        () -> "info() differs from one call to the next");
    Set<String> names = new HashSet<>(Set.of(first.name()));
    for (String alias : first.aliases()) {
      findings.expect(
          alias.matches("[A-Za-z][A-Za-z0-9]*"),
          () -> "alias \"" + alias + "\" must be a letter followed by letters and digits");
      findings.expect(names.add(alias), () -> "alias \"" + alias + "\" is given twice");
    }
  }

  private static List<String> names(ComponentInfo info) {
    return info.parameters().stream().map(Parameter::name).toList();
  }

  private void documented(Findings findings) {
    ComponentInfo info = provider.info();
    String summary = info.summary().strip();
    findings.expect(!summary.isEmpty(), () -> "the summary is empty");
    findings.expect(
        !summary.contains("\n") && summary.length() <= LONGEST_SUMMARY,
        () -> "the summary must be one line of at most " + LONGEST_SUMMARY + " characters");
    for (Parameter<?> p : info.parameters()) {
      findings.expect(
          p.doc().strip().length() >= 10, () -> "parameter " + p.name() + " has no documentation");
      findings.expect(
          p.defaultValue().isEmpty() || !p.defaultText().isEmpty() || isEmptyText(p),
          () -> "parameter " + p.name() + " has a default that is not shown");
    }
  }

  private static boolean isEmptyText(Parameter<?> p) {
    return p.defaultValue().map(v -> v.toString().isEmpty()).orElse(true);
  }

  private void parameterNames(Findings findings) {
    Set<String> seen = new HashSet<>();
    for (Parameter<?> p : provider.info().parameters()) {
      List<String> all = new ArrayList<>(p.aliases());
      all.add(p.name());
      for (String name : all) {
        findings.expect(
            name.matches("[A-Za-z][A-Za-z0-9_<>]*"),
            () -> "parameter name \"" + name + "\" is not letters, digits and _");
        findings.expect(seen.add(name), () -> "parameter " + name + " is declared twice");
      }
    }
  }

  private void defaults(Findings findings) {
    for (Parameter<?> p : provider.info().parameters()) {
      checkDefault(findings, p);
    }
  }

  private static <T> void checkDefault(Findings findings, Parameter<T> p) {
    if (p.defaultValue().isEmpty()) {
      return;
    }
    T value = p.defaultValue().get();
    T parsed = p.type().parse(String.valueOf(value));
    findings.expect(
        value.equals(parsed),
        () ->
            "the default "
                + value
                + " of "
                + p.name()
                + " is not "
                + p.type().accepts()
                + " when written to a file");
    findings.expect(
        p.allows(value),
        () -> "the default " + value + " of " + p.name() + " is not " + p.rangeText());
  }

  private static void refuse(Findings findings, ComponentInfo info, Consumer<ParameterMap> create) {
    int tried = 0;
    int refused = 0;
    for (Parameter<?> p : info.parameters()) {
      String type = p.type().name();
      boolean anyText = type.equals("string") && p.type().parse("no such thing") != null;
      if (anyText || p.name().contains("<")) {
        continue;
      }
      tried++;
      ParameterMap map =
          ParameterMap.builder().source("conformance.txt").put(p.name(), "no such thing").build();
      try {
        create.accept(map);
      } catch (JelastixException e) {
        refused++;
        String message = String.valueOf(e.getMessage());
        findings.expect(
            message.contains(p.name()) && !message.strip().contains("\n"),
            () ->
                "a malformed "
                    + p.name()
                    + " is refused without naming it in one line: "
                    + message);
      } catch (RuntimeException e) {
        findings.unexpected("a malformed " + p.name(), e);
      }
    }
    int all = tried;
    findings.expect(
        tried == 0 || refused > 0,
        () ->
            String.format(
                Locale.ROOT,
                "none of %d parameters with a malformed value was refused: are they read?",
                all));
  }
}
