package org.jelastix.conformance.format;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.api.spi.ParameterFileFormat;
import org.jelastix.conformance.Check;
import org.jelastix.conformance.Findings;

/** Checks of a format of parameter files. */
public final class ParameterFileChecks {
  private final ParameterFileFormat format;

  private ParameterFileChecks(ParameterFileFormat format) {
    this.format = format;
  }

  /**
   * All checks of one format.
   *
   * @param format to look at
   */
  public static List<Check> of(ParameterFileFormat format) {
    ParameterFileChecks f = new ParameterFileChecks(format);
    return List.of(
        new Check("format.facts", "name and extensions are well formed", f::facts),
        new Check("format.round-trip", "what is formatted reads back equal", f::roundTrip),
        new Check("format.lines", "the line of each name is remembered", f::lines),
        new Check(
            "format.corrupted", "damaged files are read or refused in words, quickly", f::damaged));
  }

  private void facts(Findings findings) {
    findings.expect(!format.name().isBlank(), () -> "the name is empty");
    for (String e : format.extensions()) {
      findings.expect(
          e.startsWith(".") && e.equals(e.toLowerCase(Locale.ROOT)),
          () -> "extension \"" + e + "\" must be lower case with a dot in front");
    }
  }

  private static ParameterMap sample() {
    return ParameterMap.builder()
        .put("Transform", "BSplineTransform")
        .put("NumberOfResolutions", 3)
        .put("ImagePyramidSchedule", 4, 4, 2, 2, 1, 1)
        .put("SP_a", 1000.5, 1e-12, -3)
        .put("TransformParameters", 0.1, 1.0 / 3, -1e300, 5e-324)
        .put("UseDirectionCosines", "true")
        .put("Path", "C:\\images\\with space.mhd")
        .put("Mixed", "1", "two", "3.0")
        .build();
  }

  private Path write(Scratch scratch, String text) throws IOException {
    return Files.writeString(
        scratch.file("parameters" + format.extensions().get(0)), text, StandardCharsets.UTF_8);
  }

  private void roundTrip(Findings findings) throws IOException {
    try (Scratch scratch = new Scratch()) {
      ParameterMap map = sample();
      ParameterMap read = format.read(write(scratch, format.format(map)));
      for (String name : map.names()) {
        findings.expect(
            sameValues(map.values(name), read.values(name)),
            () -> name + " " + map.values(name) + " reads back as " + read.values(name));
      }
      findings.expect(
          List.copyOf(map.names()).equals(List.copyOf(read.names())),
          () -> "names read back as " + read.names());
    }
  }

  /** Equal texts, or texts of equal numbers: formats may write 1000.5 as 1.0005e3. */
  private static boolean sameValues(List<String> a, List<String> b) {
    if (a.size() != b.size()) {
      return false;
    }
    for (int i = 0; i < a.size(); i++) {
      if (!a.get(i).equals(b.get(i)) && !sameNumber(a.get(i), b.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean sameNumber(String a, String b) {
    try {
      return Double.parseDouble(a) == Double.parseDouble(b);
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private void lines(Findings findings) throws IOException {
    try (Scratch scratch = new Scratch()) {
      String text = format.format(sample());
      Path file = write(scratch, text);
      ParameterMap read = format.read(file);
      List<String> all = text.lines().toList();
      for (String name : read.names()) {
        String place = read.locate(name);
        int colon = place.lastIndexOf(':');
        String number = colon < 0 ? "" : place.substring(colon + 1);
        boolean right =
            number.matches("\\d+")
                && Integer.parseInt(number) >= 1
                && Integer.parseInt(number) <= all.size()
                && all.get(Integer.parseInt(number) - 1).contains(name);
        findings.expect(right, () -> name + " is said to stand at " + place);
      }
    }
  }

  private void damaged(Findings findings) throws IOException {
    try (Scratch scratch = new Scratch()) {
      Path sound = write(scratch, format.format(sample()));
      Path damaged = scratch.file("damaged" + format.extensions().get(0));
      Corruption.survive(findings, sound, damaged, 400, format::read);
    }
  }
}
