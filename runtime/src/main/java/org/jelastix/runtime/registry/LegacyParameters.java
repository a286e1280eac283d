package org.jelastix.runtime.registry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jelastix.api.parameter.ComponentParameters;
import org.jelastix.api.parameter.ParameterMap;

/**
 * A parameter file of elastix 3, which its metric gives away, in the words of today.
 *
 * <p>Later versions of elastix do not have the metrics {@code MattesMutualInformation} and {@code
 * MattesMutualInformationWithRigidityPenalty}; here the first is another name of {@code
 * AdvancedMattesMutualInformation} and the second a metric of its own. Both drew random samples by
 * themselves, so files of that time choose no {@code ImageSampler}, and some parameters had other
 * names. Later versions pass over those names in silence, and so do we in any other file.
 *
 * @param map the file as later versions would have it
 * @param notes what was replaced, a line each; empty if the file is not that old
 */
public record LegacyParameters(ParameterMap map, List<String> notes) {
  private static final Set<String> METRICS =
      Set.of("MattesMutualInformation", "MattesMutualInformationWithRigidityPenalty");

  /** Old names with today's. */
  private static final List<Map.Entry<String, String>> RENAMED =
      List.of(
          Map.entry("FinalGridSpacing", "FinalGridSpacingInVoxels"),
          Map.entry("FixedImagePixelType", "FixedInternalImagePixelType"),
          Map.entry("MovingImagePixelType", "MovingInternalImagePixelType"),
          Map.entry("Scaler", "Scales"));

  /** Copies the notes. */
  public LegacyParameters {
    notes = List.copyOf(notes);
  }

  /**
   * Reads a file as its time meant it.
   *
   * @param map any parameter file
   * @return with the same map if it names none of the old metrics
   */
  public static LegacyParameters of(ParameterMap map) {
    return map.values("Metric").stream().anyMatch(METRICS::contains)
        ? new Rewriting(map).result()
        : new LegacyParameters(map, List.of());
  }

  /** One file being rewritten. */
  private static final class Rewriting {
    private final ParameterMap old;
    private final ParameterMap.Builder now;
    private final List<String> notes = new ArrayList<>();

    Rewriting(ParameterMap old) {
      this.old = old;
      this.now = old.toBuilder();
    }

    LegacyParameters result() {
      if (!old.contains("ImageSampler")) {
        now.put("ImageSampler", "Random");
        note("Metric", "there is no ImageSampler; as in elastix 3, Random draws the samples");
      }
      RENAMED.forEach(names -> rename(names.getKey(), names.getValue()));
      replaceUpsampling();
      return new LegacyParameters(now.build(), notes);
    }

    private void rename(String before, String today) {
      if (!old.contains(before)) {
        return;
      }
      now.remove(before);
      if (!old.contains(today)) {
        now.put(today, old.values(before));
        note(before, before + " is now called " + today);
      }
    }

    /** Grids became finer by a factor of 2 at each resolution, unless this option was off. */
    private void replaceUpsampling() {
      String option = "UpsampleGridOption";
      if (!old.contains(option)) {
        return;
      }
      now.remove(option);
      if (old.first(option, "").equals("false") && !old.contains("GridSpacingSchedule")) {
        int levels =
            new ComponentParameters(old, "", 0).get(GeneralParameters.NUMBER_OF_RESOLUTIONS);
        double[] schedule = new double[levels];
        Arrays.fill(schedule, 1);
        now.put("GridSpacingSchedule", schedule);
        note(option, option + " is false, which is now a GridSpacingSchedule of 1");
      }
    }

    private void note(String name, String what) {
      notes.add(old.locate(name) + ": " + what);
    }
  }
}
