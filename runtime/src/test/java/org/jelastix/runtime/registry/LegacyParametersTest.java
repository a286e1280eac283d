package org.jelastix.runtime.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.jelastix.api.parameter.ParameterMap;
import org.junit.jupiter.api.Test;

class LegacyParametersTest {
  @Test
  void filesOfLaterVersionsStayAsTheyAre() {
    ParameterMap map =
        ParameterMap.builder()
            .put("Metric", "AdvancedMattesMutualInformation")
            .put("FinalGridSpacing", 8)
            .build();
    LegacyParameters legacy = LegacyParameters.of(map);
    assertSame(map, legacy.map());
    assertTrue(legacy.notes().isEmpty());
  }

  @Test
  void oldSpellingsCount() {
    LegacyParameters legacy =
        LegacyParameters.of(
            ParameterMap.builder()
                .source("old.txt")
                .put("Metric", "MattesMutualInformation")
                .line("Metric", 3)
                .put("FixedImagePixelType", "short")
                .put("FinalGridSpacing", 8, 8, 4)
                .line("FinalGridSpacing", 9)
                .put("Scaler", 500000)
                .put("UpsampleGridOption", "true")
                .build());
    ParameterMap map = legacy.map();
    assertEquals(List.of("Random"), map.values("ImageSampler"));
    assertEquals(List.of("8", "8", "4"), map.values("FinalGridSpacingInVoxels"));
    assertEquals(List.of("500000"), map.values("Scales"));
    assertEquals(List.of("short"), map.values("FixedInternalImagePixelType"));
    assertFalse(map.contains("GridSpacingSchedule"));
    for (String gone : List.of("FinalGridSpacing", "Scaler", "UpsampleGridOption")) {
      assertFalse(map.contains(gone), gone);
    }
    assertTrue(
        legacy
            .notes()
            .contains("old.txt:9: FinalGridSpacing is now called FinalGridSpacingInVoxels"),
        () -> legacy.notes().toString());
    assertTrue(legacy.notes().get(0).startsWith("old.txt:3: there is no ImageSampler"));
  }

  @Test
  void todaysNamesWin() {
    ParameterMap map =
        LegacyParameters.of(
                ParameterMap.builder()
                    .put("Metric", "MattesMutualInformationWithRigidityPenalty")
                    .put("ImageSampler", "Grid")
                    .put("FinalGridSpacing", 8)
                    .put("FinalGridSpacingInVoxels", 16)
                    .build())
            .map();
    assertEquals(List.of("Grid"), map.values("ImageSampler"));
    assertEquals(List.of("16"), map.values("FinalGridSpacingInVoxels"));
    assertFalse(map.contains("FinalGridSpacing"));
  }

  @Test
  void withoutUpsamplingTheGridStaysTheSame() {
    ParameterMap map =
        LegacyParameters.of(
                ParameterMap.builder()
                    .put("Metric", "MattesMutualInformation")
                    .put("NumberOfResolutions", 4)
                    .put("UpsampleGridOption", "false")
                    .build())
            .map();
    assertEquals(List.of("1", "1", "1", "1"), map.values("GridSpacingSchedule"));
  }
}
