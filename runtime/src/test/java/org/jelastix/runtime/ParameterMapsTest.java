package org.jelastix.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jelastix.api.InputException;
import org.jelastix.api.ParameterException;
import org.jelastix.api.parameter.ParameterMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParameterMapsTest {
  @Test
  void defaultsAreThoseOfItkElastix() {
    ParameterMap map = ParameterMaps.defaults("bspline");
    assertEquals(
        List.of("2.803221", "1.988100", "1.410000", "1.000000"), map.values("GridSpacingSchedule"));
    assertEquals("10.000000", map.first("FinalGridSpacingInPhysicalUnits", ""));
    assertEquals(
        List.of("AdvancedMattesMutualInformation", "TransformBendingEnergyPenalty"),
        map.values("Metric"));
    assertEquals("4", map.first("NumberOfResolutions", ""));
    assertEquals(map, ParameterMaps.defaults("nonrigid"));
    assertEquals("2", ParameterMaps.defaults("affine", 2, 10).first("NumberOfResolutions", ""));
    assertTrue(ParameterMaps.defaults("rigid").contains("AutomaticScalesEstimation"));
    assertEquals(6, ParameterMaps.defaultNames().size());
  }

  @Test
  void everyDefaultMapIsValidHere() {
    try (Jelastix jelastix = Jelastix.standard()) {
      org.jelastix.runtime.registry.ParameterCheck check =
          new org.jelastix.runtime.registry.ParameterCheck(jelastix.components());
      for (String name : List.of("translation", "rigid", "affine", "bspline")) {
        check.check(ParameterMaps.defaults(name));
      }
    }
  }

  @Test
  void anUnknownNameListsTheOthers() {
    String message =
        assertThrows(ParameterException.class, () -> ParameterMaps.defaults("elastic"))
            .getMessage();
    assertTrue(message.contains("translation, rigid, affine"), message);
  }

  @Test
  void readsAndWritesFiles(@TempDir Path folder) throws IOException {
    ParameterMaps maps = ParameterMaps.standard();
    ParameterMap map = ParameterMaps.defaults("rigid");
    for (String name : List.of("p.txt", "p.toml", "p")) {
      maps.write(map, folder.resolve(name));
      assertEquals(map, maps.read(folder.resolve(name)));
    }
    assertTrue(
        Files.readString(folder.resolve("p.txt")).contains("(Transform \"EulerTransform\")"));
    assertThrows(InputException.class, () -> maps.read(folder.resolve("missing.txt")));
  }
}
