package org.jelastix.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The figures that a registration's own log, of either program, tells about its steps. */
final class RunLog {
  /** As in {@code 1m2.345s}. */
  private static final Pattern DURATION = Pattern.compile("(?:(\\d+)m)?([0-9.]+)s");

  private final Path file;
  private final List<String> lines;

  private RunLog(Path file, List<String> lines) {
    this.file = file;
    this.lines = lines;
  }

  /**
   * Reads {@code elastix.log}.
   *
   * @param folder results of a registration
   */
  static RunLog in(Path folder) throws IOException {
    Path file = folder.resolve("elastix.log");
    return new RunLog(file, Files.readAllLines(file, StandardCharsets.ISO_8859_1));
  }

  /** Seconds that the Jacobian terms of step-size estimation took, at the last resolution. */
  double jacobianTerms() throws IOException {
    return seconds(last("Computing the Jacobian terms took"));
  }

  /** Seconds that the sampling of gradients for step-size estimation took, likewise. */
  double gradients() throws IOException {
    return seconds(last("Sampling the gradients took"));
  }

  /** Seconds that the image pyramids took; written by elastix only. */
  double pyramids() throws IOException {
    String text = last("Preparation of the image pyramids took:");
    return Double.parseDouble(text.replace("ms.", "").trim()) / 1000;
  }

  /** The metric that the last resolution ended with. */
  double finalMetric() throws IOException {
    return Double.parseDouble(last("Final metric value  ="));
  }

  /** Median time of the iterations at the last resolution, seconds, less the first of them. */
  double iteration() {
    int header = -1;
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith("1:ItNr")) {
        header = i;
      }
    }
    double[] times =
        lines.stream()
            .skip(header + 2L)
            .takeWhile(line -> !line.isEmpty() && Character.isDigit(line.charAt(0)))
            .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf('\t') + 1)))
            .toArray();
    return Comparison.median(times) / 1000;
  }

  private String last(String phrase) throws IOException {
    for (int i = lines.size() - 1; i >= 0; i--) {
      int at = lines.get(i).indexOf(phrase);
      if (at >= 0) {
        return lines.get(i).substring(at + phrase.length()).trim();
      }
    }
    throw new IOException(file + ": no line with \"" + phrase + "\"");
  }

  private double seconds(String text) throws IOException {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      throw new IOException(file + ": no duration: " + text);
    }
    double minutes = matcher.group(1) == null ? 0 : Double.parseDouble(matcher.group(1));
    return 60 * minutes + Double.parseDouble(matcher.group(2));
  }
}
