package org.jelastix.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** What the figures were taken on, in words. */
public final class Machine {
  private Machine() {}

  /** Processor, memory, JVM, version of elastix, and day. */
  public static String description() throws IOException, InterruptedException {
    return processor()
        + ", "
        + Runtime.getRuntime().availableProcessors()
        + " cores, "
        + memoryGigabytes()
        + " GB of memory, "
        + System.getProperty("os.name")
        + "; "
        + System.getProperty("java.vm.name")
        + " "
        + System.getProperty("java.runtime.version")
        + "; "
        + elastix()
        + "; "
        + LocalDate.now(ZoneOffset.UTC);
  }

  /** Whether a program of that name is on the PATH. */
  static boolean has(String program) {
    String path = System.getenv().getOrDefault("PATH", "");
    for (String folder : path.split(":", -1)) {
      if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, program))) {
        return true;
      }
    }
    return false;
  }

  private static String processor() throws IOException {
    return field("/proc/cpuinfo", "model name").replaceAll("\\s+", " ");
  }

  private static long memoryGigabytes() throws IOException {
    String kilobytes = field("/proc/meminfo", "MemTotal").replaceAll("[^0-9]", "");
    return Math.round(Long.parseLong(kilobytes) / 1024.0 / 1024.0);
  }

  private static String field(String file, String name) throws IOException {
    for (String line : Files.readAllLines(Path.of(file), StandardCharsets.UTF_8)) {
      if (line.startsWith(name)) {
        return line.substring(line.indexOf(':') + 1).trim();
      }
    }
    return "0";
  }

  private static String elastix() throws IOException, InterruptedException {
    if (!has("elastix")) {
      return "no elastix";
    }
    Path log = Files.createTempFile("elastix-version", ".txt");
    try {
      ProcessMeter.run(List.of("elastix", "--version"), log);
      String text = Files.readString(log, StandardCharsets.UTF_8).trim();
      return text.lines().findFirst().orElse("elastix").replace(" version:", "");
    } finally {
      Files.delete(log);
    }
  }
}
