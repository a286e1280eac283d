package org.jelastix.optimizers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jelastix.api.component.OptimizationResult;
import org.jelastix.api.parameter.Parameter;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.OptimizerProvider;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class ProvidersTest {
  private static final Set<String> NAMES =
      Set.of(
          "AdaGrad",
          "AdaptiveStochasticGradientDescent",
          "AdaptiveStochasticLBFGS",
          "AdaptiveStochasticVarianceReducedGradient",
          "CMAEvolutionStrategy",
          "ConjugateGradient",
          "ConjugateGradientFRPR",
          "FiniteDifferenceGradientDescent",
          "FullSearch",
          "Powell",
          "PreconditionedStochasticGradientDescent",
          "QuasiNewtonLBFGS",
          "RSGDEachParameterApart",
          "RegularStepGradientDescent",
          "Simplex",
          "SimultaneousPerturbation",
          "StandardGradientDescent");

  @Test
  void allAreServices() {
    assertEquals(NAMES, infos().keySet());
  }

  @Test
  void declarationsAreCompleteSentences() {
    for (ComponentInfo info : infos().values()) {
      Set<String> names = new HashSet<>();
      for (Parameter<?> parameter : info.parameters()) {
        assertTrue(names.add(parameter.name()), info.name() + " twice " + parameter.name());
        assertFalse(parameter.doc().isEmpty(), info.name() + " " + parameter.name());
        assertTrue(parameter.doc().endsWith("."), info.name() + " " + parameter.name());
      }
    }
  }

  @Test
  void declarationsAreThoseOfElastix() throws IOException {
    Path list = sharedFolder().resolve("reference/components.json");
    Assumptions.assumeTrue(
        Files.exists(list), "skipped: the list of elastix's parameters is not beside the project");
    String json = Files.readString(list, StandardCharsets.UTF_8).replaceAll("\\s+", " ");
    Matcher component =
        Pattern.compile("\"type\": \"Optimizer\", \"name\": \"([A-Za-z]+)\"").matcher(json);
    int seen = 0;
    while (component.find()) {
      String rest = json.substring(component.end());
      int end = rest.indexOf("\"type\": \"");
      String body = end < 0 ? rest : rest.substring(0, end);
      check(infos().get(component.group(1)), body);
      seen++;
    }
    assertEquals(NAMES.size(), seen);
  }

  private static void check(ComponentInfo info, String json) {
    Map<String, Parameter<?>> declared = new HashMap<>();
    for (Parameter<?> parameter : info.parameters()) {
      declared.put(parameter.name(), parameter);
      parameter.aliases().forEach(alias -> declared.put(alias, parameter));
    }
    Matcher entry =
        Pattern.compile(
                "\"name\": \"([A-Za-z_<>]+)\", \"valueType\": \"([a-z]+)\", \"perResolution\":"
                    + " (true|false), \"perDimension\": (?:true|false), \"default\": \"([^\"]*)\"")
            .matcher(json);
    int seen = 0;
    while (entry.find()) {
      String name = entry.group(1).replace("<level>", "0");
      String where = info.name() + " " + name;
      if (name.equals("ResultImageFormat")) {
        continue; // of the image that FullSearch does not write
      }
      Parameter<?> parameter = declared.get(name);
      assertTrue(parameter != null, where + " is not declared");
      seen++;
      if (entry.group(2).equals("list")) {
        assertEquals(Parameter.Arity.LIST, parameter.arity(), where);
        continue;
      }
      assertEquals(entry.group(2), parameter.type().name(), where);
      boolean perResolution = Boolean.parseBoolean(entry.group(3));
      assertEquals(
          perResolution ? Parameter.Arity.PER_RESOLUTION : Parameter.Arity.SINGLE,
          parameter.arity(),
          where);
      if (parameter.defaultValue().isPresent()) {
        Object expected = parameter.type().parse(entry.group(4));
        assertEquals(expected, parameter.defaultValue().get(), where);
      }
    }
    assertTrue(seen > 0, info.name() + " has no parameters in the list");
  }

  /** A parameter file need not say anything: defaults work on a smooth function. */
  @Test
  void defaultsRun() {
    for (OptimizerProvider provider : ServiceLoader.load(OptimizerProvider.class)) {
      String name = provider.info().name();
      TestListener listener = new TestListener();
      OptimizationResult result =
          provider
              .create(
                  TestContext.of(
                      "MaximumNumberOfIterations 5; FullSearchSpace0 a 0 -1 1 0.5",
                      TestTransform.translation(2),
                      new double[] {1, 1}))
              .optimize(
                  TestCost.quadratic(new double[] {1, 3}, new double[] {0.5, -0.5}),
                  new double[] {1, 1},
                  listener);
      assertTrue(Double.isFinite(result.parameters()[0]), name);
      assertTrue(Double.isFinite(result.value()), name);
      assertTrue(result.stopCondition().endsWith("."), name);
      assertFalse(listener.rows.isEmpty(), name);
      assertEquals(new TreeSet<>(listener.columns()).stream().toList(), listener.columns(), name);
      for (int i = 0; i < listener.rows.size(); i++) {
        assertEquals(i, listener.rows.get(i).number(), name);
      }
    }
  }

  private static Map<String, ComponentInfo> infos() {
    Map<String, ComponentInfo> infos = new HashMap<>();
    List<OptimizerProvider> providers =
        ServiceLoader.load(OptimizerProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .toList();
    providers.forEach(provider -> infos.put(provider.info().name(), provider.info()));
    return infos;
  }

  private static Path sharedFolder() {
    Path folder = Path.of(System.getProperty("user.dir")).toAbsolutePath();
    while (folder != null && !Files.exists(folder.resolve(".ci"))) {
      folder = folder.getParent();
    }
    return folder == null ? Path.of("shared") : folder.resolveSibling("shared");
  }
}
