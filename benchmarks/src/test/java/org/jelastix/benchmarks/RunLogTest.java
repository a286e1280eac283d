package org.jelastix.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLogTest {
  @TempDir private Path folder;

  private RunLog log(String... lines) throws IOException {
    Files.write(folder.resolve("elastix.log"), java.util.List.of(lines));
    return RunLog.in(folder);
  }

  @Test
  void takesTheFiguresOfTheLastResolution() throws IOException {
    RunLog log =
        log(
            "Preparation of the image pyramids took: 91 ms.",
            "  Computing the Jacobian terms took 0.5s",
            "  Sampling the gradients took 0.25s",
            "1:ItNr\t2:Metric\tTime[ms]",
            "0\t-1\t900.0",
            "1\t-2\t800.0",
            "",
            "  Computing the Jacobian terms took 1m2.5s",
            "  Sampling the gradients took 0.125s",
            "1:ItNr\t2:Metric\tTime[ms]",
            "0\t-1\t500.0",
            "1\t-2\t8.0",
            "2\t-3\t9.0",
            "3\t-3\t7.0",
            "",
            "Final metric value  = -3.25");
    assertEquals(0.091, log.pyramids(), 1e-12);
    assertEquals(62.5, log.jacobianTerms(), 1e-12);
    assertEquals(0.125, log.gradients(), 1e-12);
    assertEquals(0.008, log.iteration(), 1e-12);
    assertEquals(-3.25, log.finalMetric(), 1e-12);
  }

  @Test
  void namesTheFileWhereALineIsMissing() throws IOException {
    RunLog log = log("nothing");
    IOException e = assertThrows(IOException.class, log::finalMetric);
    assertTrue(e.getMessage().contains("elastix.log: no line with"), e.getMessage());
  }
}
