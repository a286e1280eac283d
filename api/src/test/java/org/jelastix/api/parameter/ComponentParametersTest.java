package org.jelastix.api.parameter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.jelastix.api.ParameterException;
import org.junit.jupiter.api.Test;

class ComponentParametersTest {
  private static final Parameter<Integer> BINS =
      Parameter.integer("NumberOfHistogramBins", 32).perResolution().atLeast(4);

  private final ParameterMap map =
      ParameterMap.builder()
          .source("p.txt")
          .put("NumberOfHistogramBins", "16", "24")
          .line("NumberOfHistogramBins", 7)
          .put("Metric1NumberOfHistogramBins", "8.0")
          .build();

  @Test
  void eachResolutionHasItsValueAndTheFirstServesWhereOneIsMissing() {
    ComponentParameters parameters = new ComponentParameters(map, "Metric0", 0);
    assertEquals(16, parameters.get(BINS));
    assertEquals(24, parameters.at(1).get(BINS));
    assertEquals(16, parameters.at(2).get(BINS));
    assertEquals(List.of(16, 24), parameters.list(BINS));
  }

  @Test
  void theLabelledNameWins() {
    assertEquals(8, new ComponentParameters(map, "Metric1", 1).get(BINS));
  }

  @Test
  void absentNamesHaveTheDefaultOrAreRequired() {
    ComponentParameters none = ComponentParameters.defaults();
    assertEquals(32, none.get(BINS));
    assertFalse(none.isSet(BINS));
    ParameterException e =
        assertThrows(ParameterException.class, () -> none.get(Parameter.integer("Needed", null)));
    assertEquals("parameters: parameter Needed is required", e.getMessage());
  }

  @Test
  void anOlderSpellingIsReadWhenTheNameIsAbsent() {
    Parameter<Boolean> adaptive =
        Parameter.bool("UseAdaptiveStepSizes", true).aliases("UseCruzAcceleration");
    ParameterMap old = ParameterMap.builder().put("UseCruzAcceleration", "false").build();
    assertFalse(new ComponentParameters(old, "", 0).get(adaptive));
    ParameterMap both = old.toBuilder().put("UseAdaptiveStepSizes", "true").build();
    assertTrue(new ComponentParameters(both, "", 0).get(adaptive));
  }

  @Test
  void messagesSayWhereWhatAndWhatWouldDo() {
    ParameterMap bad = map.toBuilder().put("NumberOfHistogramBins", "many", "2").build();
    ComponentParameters parameters = new ComponentParameters(bad, "", 0);
    assertEquals(
        "p.txt:7: NumberOfHistogramBins is \"many\"; expected a whole number",
        assertThrows(ParameterException.class, () -> parameters.get(BINS)).getMessage());
    assertEquals(
        "p.txt:7: NumberOfHistogramBins is 2; must be at least 4",
        assertThrows(ParameterException.class, () -> parameters.at(1).get(BINS)).getMessage());
  }

  @Test
  void numbersWrittenAreReadBackUnchanged() {
    ParameterMap written =
        ParameterMap.builder().put("A", 0.1, 1e-300, -3, 1.0 / 3, 12345678901.0).build();
    List<Double> read =
        new ComponentParameters(written, "", 0).list(Parameter.number("A", 0.0).list());
    assertEquals(List.of("0.1", "1.0e-300", "-3"), written.values("A").subList(0, 3));
    assertEquals(List.of(0.1, 1e-300, -3.0, 1.0 / 3, 12345678901.0), read);
  }
}
