package org.jelastix.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs a command as a process of its own and takes its wall time, CPU time and peak resident
 * memory, from outside, as Linux accounts them in {@code /proc}.
 */
final class ProcessMeter {
  private static final long TICKS_PER_SECOND = 100;

  /** Seldom enough to take nothing from a program that keeps all processors busy. */
  private static final long POLL_MILLIS = 25;

  private ProcessMeter() {}

  /**
   * What one run took.
   *
   * @param wallSeconds from start to exit
   * @param cpuSeconds user and system time of all threads
   * @param peakMegabytes largest resident memory seen (VmHWM)
   */
  record Usage(double wallSeconds, double cpuSeconds, double peakMegabytes) {}

  /**
   * Runs a command to its end.
   *
   * @param command program and arguments
   * @param log where its output goes
   * @throws IOException if it cannot be started or exits with another code than 0
   */
  static Usage run(List<String> command, Path log) throws IOException, InterruptedException {
    long cpuBefore = childTicks();
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    double peak = 0;
    while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
      peak = Math.max(peak, peakMegabytes(status));
    }
    double wall = (System.nanoTime() - start) / 1e9;
    if (process.exitValue() != 0) {
      throw new IOException(
          String.join(" ", command) + " exited with " + process.exitValue() + "; see " + log);
    }
    return new Usage(wall, (childTicks() - cpuBefore) / (double) TICKS_PER_SECOND, peak);
  }

  private static double peakMegabytes(Path status) {
    try {
      for (String line : Files.readAllLines(status, StandardCharsets.UTF_8)) {
        if (line.startsWith("VmHWM:")) {
          return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024.0;
        }
      }
    } catch (IOException e) {
      return 0; // the process has just ended
    }
    return 0;
  }

  /** CPU time of all children that have ended so far: fields 16 and 17 of /proc/self/stat. */
  private static long childTicks() throws IOException {
    String stat = Files.readString(Path.of("/proc/self/stat"), StandardCharsets.UTF_8);
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return Long.parseLong(fields[13]) + Long.parseLong(fields[14]);
  }
}
