package org.jelastix.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessMeterTest {
  @TempDir private Path folder;

  @BeforeEach
  void onLinuxOnly() {
    assumeTrue(Files.isDirectory(Path.of("/proc/self")), "process figures come from /proc");
  }

  @Test
  void takesWallTimeMemoryAndOutputOfAProcess() throws Exception {
    Path log = folder.resolve("log");
    ProcessMeter.Usage usage = ProcessMeter.run(List.of("sh", "-c", "sleep 0.2; echo done"), log);
    assertTrue(usage.wallSeconds() >= 0.2, usage.toString());
    assertTrue(usage.cpuSeconds() < usage.wallSeconds(), usage.toString());
    assertTrue(usage.peakMegabytes() > 0.2, usage.toString());
    assertEquals("done", Files.readString(log).trim());
  }

  @Test
  void refusesAProcessThatFails() {
    IOException e =
        assertThrows(
            IOException.class,
            () -> ProcessMeter.run(List.of("sh", "-c", "exit 3"), folder.resolve("log")));
    assertTrue(e.getMessage().contains("exited with 3"), e.getMessage());
  }
}
