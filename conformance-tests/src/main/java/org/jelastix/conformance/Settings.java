package org.jelastix.conformance;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.jelastix.api.parameter.ParameterMap;

/**
 * What the kit should know about one component: parameters to make it with, where it differs from
 * the rest of its kind, and which checks it may fail, with the reason. Immutable.
 *
 * <p>Written as lines of {@code META-INF/jelastix/conformance.properties} in the jar, or with the
 * {@code with…} methods in a test. Each key starts with kind and name:
 *
 * <pre>{@code
 * Metric.MyMetric.dimensions = 2 3
 * Metric.MyMetric.parameter.NumberOfHistogramBins = 16
 * Metric.MyMetric.transform = BSplineTransform
 * Metric.MyMetric.waive.gradient.differences = The derivative is an approximation by design: see …
 * }</pre>
 */
public final class Settings {
  /** Where settings are looked for. */
  public static final String RESOURCE = "META-INF/jelastix/conformance.properties";

  private static final String PARAMETER = "parameter.";
  private static final String WAIVE = "waive.";

  private final String subject;
  private final Map<String, String> entries;

  private Settings(String subject, Map<String, String> entries) {
    this.subject = subject;
    this.entries = Collections.unmodifiableMap(new TreeMap<>(entries));
  }

  /**
   * No settings.
   *
   * @param subject kind and name: {@code Metric.MyMetric}
   */
  public static Settings of(String subject) {
    return new Settings(subject, Map.of());
  }

  /**
   * The settings of one component in all {@value #RESOURCE} files that a class loader sees.
   *
   * @param subject kind and name: {@code Metric.MyMetric}
   * @param loader where to look
   */
  public static Settings load(String subject, ClassLoader loader) {
    Map<String, String> found = new TreeMap<>();
    String prefix = subject + ".";
    try {
      Enumeration<URL> files = loader.getResources(RESOURCE);
      while (files.hasMoreElements()) {
        collect(read(files.nextElement()), prefix, found);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Settings(subject, found);
  }

  /**
   * All lines of the kit's own list, which says what the components of jelastix need and may fail.
   */
  static Map<String, String> ownList() {
    URL file = Settings.class.getResource("/" + RESOURCE);
    Map<String, String> all = new TreeMap<>();
    collect(read(file), "", all);
    return all;
  }

  private static Properties read(URL file) {
    Properties properties = new Properties();
    try (Reader reader = new InputStreamReader(file.openStream(), StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties;
  }

  private static void collect(Properties from, String prefix, Map<String, String> to) {
    for (String key : from.stringPropertyNames()) {
      if (key.startsWith(prefix)) {
        to.put(key.substring(prefix.length()), from.getProperty(key).strip());
      }
    }
  }

  /** Kind and name: {@code Metric.MyMetric}. */
  public String subject() {
    return subject;
  }

  /**
   * With one more entry.
   *
   * @param key without kind and name
   * @param value its text
   */
  public Settings with(String key, String value) {
    Map<String, String> more = new TreeMap<>(entries);
    more.put(key, value);
    return new Settings(subject, more);
  }

  /**
   * With a parameter to make the component with.
   *
   * @param name as in parameter files
   * @param values without spaces
   */
  public Settings withParameter(String name, String... values) {
    return with(PARAMETER + name, String.join(" ", values));
  }

  /**
   * Only to be tested in these dimensions.
   *
   * @param dimensions some of 2, 3 and 4
   */
  public Settings withDimensions(int... dimensions) {
    return with("dimensions", Arrays.toString(dimensions).replaceAll("[\\[\\],]", ""));
  }

  /**
   * Accepts that a check fails.
   *
   * @param checkId the check
   * @param reason one sentence, shown in reports
   */
  public Settings waive(String checkId, String reason) {
    return with(WAIVE + checkId, reason);
  }

  /**
   * One entry.
   *
   * @param key without kind and name
   */
  public Optional<String> find(String key) {
    return Optional.ofNullable(entries.get(key));
  }

  /**
   * One entry as a number.
   *
   * @param key without kind and name
   * @param otherwise if it is absent
   */
  public double number(String key, double otherwise) {
    return find(key).map(Double::parseDouble).orElse(otherwise);
  }

  /**
   * One entry as a yes or no.
   *
   * @param key without kind and name
   * @param otherwise if it is absent
   */
  public boolean flag(String key, boolean otherwise) {
    return find(key).map(Boolean::parseBoolean).orElse(otherwise);
  }

  /**
   * The dimensions to test in.
   *
   * @param otherwise if the settings do not say
   */
  public List<Integer> dimensions(Integer... otherwise) {
    return find("dimensions")
        .map(text -> Arrays.stream(text.split("[ ,]+", -1)).map(Integer::valueOf).toList())
        .orElse(List.of(otherwise));
  }

  /**
   * The parameters to make the component with.
   *
   * @param base other parameters, which those of the settings replace
   */
  public ParameterMap parameters(ParameterMap base) {
    return parameters(PARAMETER, base);
  }

  /**
   * Parameters of one situation on top of the usual ones: entries {@code situation.parameter.Name}.
   *
   * @param situation for example {@code quadratic}
   * @param base other parameters, which those of the settings replace
   */
  public ParameterMap parametersFor(String situation, ParameterMap base) {
    return parameters(situation + "." + PARAMETER, parameters(base));
  }

  private ParameterMap parameters(String prefix, ParameterMap base) {
    ParameterMap.Builder map = base.toBuilder();
    entries.forEach(
        (key, value) -> {
          if (key.startsWith(prefix)) {
            map.put(key.substring(prefix.length()), List.of(value.split(" +", -1)));
          }
        });
    return map.build();
  }

  /** The checks that may fail, each with its reason. */
  public Map<String, String> waivers() {
    Map<String, String> waivers = new TreeMap<>();
    entries.forEach(
        (key, value) -> {
          if (key.startsWith(WAIVE)) {
            waivers.put(key.substring(WAIVE.length()), value);
          }
        });
    return waivers;
  }
}
