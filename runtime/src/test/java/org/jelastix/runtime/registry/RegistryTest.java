package org.jelastix.runtime.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.inject.AbstractModule;
import com.google.inject.Module;
import java.util.ArrayList;
import java.util.List;
import org.jelastix.api.JelastixException;
import org.jelastix.api.ParameterException;
import org.jelastix.api.component.Metric;
import org.jelastix.api.component.Transform;
import org.jelastix.api.image.ImageSamples;
import org.jelastix.api.parameter.Parameter;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.ComponentProvider;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.MetricContext;
import org.jelastix.api.spi.MetricProvider;
import org.jelastix.api.spi.TransformProvider;
import org.jelastix.runtime.Jelastix;
import org.junit.jupiter.api.Test;

class RegistryTest {
  @Test
  void findsComponentsOfEveryKind() {
    try (Jelastix jelastix = Jelastix.standard()) {
      for (ComponentType type : ComponentType.values()) {
        assertTrue(!jelastix.components().list(type).isEmpty(), type + " has none");
      }
    }
  }

  @Test
  void anApplicationAddsAMetric() {
    FlatMetric mine = new FlatMetric("Flat");
    try (Jelastix jelastix = with(binder -> binder.add(mine))) {
      assertSame(mine, jelastix.components().provider(MetricProvider.class, "Flat"));
    }
  }

  @Test
  void anApplicationReplacesAMetricButDoesNotShadowItByAccident() {
    FlatMetric mine = new FlatMetric("AdvancedMeanSquares");
    try (Jelastix jelastix = with(binder -> binder.replace(mine))) {
      assertSame(mine, jelastix.components().provider(MetricProvider.class, "AdvancedMeanSquares"));
    }
    JelastixException e =
        assertThrows(JelastixException.class, () -> with(binder -> binder.add(mine)));
    assertTrue(
        e.getMessage().contains("there are two of Metric AdvancedMeanSquares"), e::getMessage);
    assertEquals(1, e.getMessage().lines().count());
  }

  @Test
  void anApplicationDecoratesEveryProvider() {
    List<String> seen = new ArrayList<>();
    ComponentDecorator decorator =
        new ComponentDecorator() {
          @Override
          public <P extends ComponentProvider<?, ?>> P decorate(Class<P> kind, P provider) {
            seen.add(kind.getSimpleName() + " " + provider.info().name());
            return provider;
          }
        };
    with(binder -> binder.decorate(decorator)).close();
    assertTrue(seen.contains("TransformProvider AffineTransform"), seen::toString);
  }

  @Test
  void aFailedLookUpSaysWhatThereIs() {
    try (Jelastix jelastix = Jelastix.standard()) {
      String message =
          assertThrows(
                  ParameterException.class,
                  () -> jelastix.components().provider(TransformProvider.class, "AfineTransform"))
              .getMessage();
      assertTrue(message.startsWith("there is no Transform \"AfineTransform\""), message);
      assertTrue(message.contains("did you mean AffineTransform"), message);
      assertTrue(message.contains("EulerTransform"), message);
      message =
          assertThrows(
                  ParameterException.class,
                  () ->
                      jelastix
                          .components()
                          .provider(TransformProvider.class, "AdvancedMeanSquares"))
              .getMessage();
      assertTrue(message.contains("AdvancedMeanSquares is a Metric"), message);
    }
  }

  @Test
  void checksParametersUpFront() {
    try (Jelastix jelastix = Jelastix.standard()) {
      ParameterCheck check = new ParameterCheck(jelastix.components());
      assertEquals(List.of(), check.check(file().build()));
      assertEquals(
          "p.txt:7: MaximumNumberOfIteration has no effect here; did you mean"
              + " MaximumNumberOfIterations?",
          check
              .check(
                  file()
                      .put("MaximumNumberOfIteration", "3")
                      .line("MaximumNumberOfIteration", 7)
                      .build())
              .get(0));
      assertTrue(
          check
              .check(file().put("NumberOfHistogramBins", "32").build())
              .get(0)
              .contains("only AdvancedMattesMutualInformation"));
      assertEquals(
          List.of(),
          check.check(
              file()
                  .put("Metric0RequiredRatioOfValidSamples", "0.1")
                  .put("ErodeFixedMask3", "true")
                  .put("Transform0HowToCombineTransforms", "Add")
                  .build()));
    }
  }

  @Test
  void saysWhichValueIsWrong() {
    try (Jelastix jelastix = Jelastix.standard()) {
      ParameterCheck check = new ParameterCheck(jelastix.components());
      assertEquals(
          "p.txt:9: MaximumNumberOfIterations is \"many\"; expected a whole number",
          problem(
              check,
              file()
                  .put("MaximumNumberOfIterations", "10", "many")
                  .line("MaximumNumberOfIterations", 9)));
      assertTrue(
          problem(check, file().put("ErodeMovingMask2", "perhaps")).contains("true or false"));
      assertTrue(
          problem(check, file().put("Optimizer", "Gradient"))
              .contains("there is no Optimizer \"Gradient\""));
      assertTrue(
          problem(check, file().put("ResultImagePixelType", "half")).contains("must be char"));
      assertTrue(problem(check, file().put("NumberOfResolutions", "0")).contains("at least 1"));
    }
  }

  private static String problem(ParameterCheck check, ParameterMap.Builder map) {
    return assertThrows(ParameterException.class, () -> check.check(map.build())).getMessage();
  }

  private static ParameterMap.Builder file() {
    return ParameterMap.builder()
        .source("p.txt")
        .put("Transform", "TranslationTransform")
        .put("Metric", "AdvancedMeanSquares")
        .put("Optimizer", "StandardGradientDescent")
        .put("ImageSampler", "Full");
  }

  private interface Configuration {
    void apply(ComponentBinder binder);
  }

  private static Jelastix with(Configuration configuration) {
    Module module =
        new AbstractModule() {
          @Override
          protected void configure() {
            configuration.apply(ComponentBinder.of(binder()));
          }
        };
    return Jelastix.builder().threads(1).modules(module).build();
  }

  /** A metric that is 0 everywhere. */
  private record FlatMetric(String name) implements MetricProvider {
    @Override
    public ComponentInfo info() {
      return ComponentInfo.of(ComponentType.METRIC, name, "Zero.")
          .parameters(Parameter.integer("Flatness", 1).doc("None."));
    }

    @Override
    public Metric create(MetricContext context) {
      return new Metric() {
        @Override
        public double value(Transform transform, ImageSamples samples) {
          return 0;
        }

        @Override
        public double valueAndGradient(
            Transform transform, ImageSamples samples, double[] gradient) {
          java.util.Arrays.fill(gradient, 0);
          return 0;
        }
      };
    }
  }
}
