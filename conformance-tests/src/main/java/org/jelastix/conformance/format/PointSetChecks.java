package org.jelastix.conformance.format;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jelastix.api.spi.PointSetFormat;
import org.jelastix.conformance.Check;
import org.jelastix.conformance.Findings;

/** Checks of a format of point sets. */
public final class PointSetChecks {
  private final PointSetFormat format;

  private PointSetChecks(PointSetFormat format) {
    this.format = format;
  }

  /**
   * All checks of one format.
   *
   * @param format to look at
   */
  public static List<Check> of(PointSetFormat format) {
    PointSetChecks f = new PointSetChecks(format);
    return List.of(
        new Check("format.facts", "name and extensions are well formed", f::facts),
        new Check("format.rubbish", "files of rubbish are refused in words, quickly", f::rubbish));
  }

  private void facts(Findings findings) {
    findings.expect(!format.name().isBlank(), () -> "the name is empty");
    for (String e : format.extensions()) {
      findings.expect(
          e.startsWith(".") && e.equals(e.toLowerCase(Locale.ROOT)),
          () -> "extension \"" + e + "\" must be lower case with a dot in front");
    }
  }

  private void rubbish(Findings findings) throws IOException {
    List<String> seeds =
        List.of(
            "point\n3\n1 2\n3.5 4\n5 -6e1\n",
            """
            # vtk DataFile Version 2.0
            x
            ASCII
            DATASET POLYDATA
            POINTS 2 float
            1 2 0
            3 4 0
            POLYGONS 1 3
            2 0 1
            """,
            "<?xml version=\"1.0\"?>\n<mesh><points>1 2 3</points></mesh>\n",
            "rubbish 12 34\n56 78\n");
    try (Scratch scratch = new Scratch()) {
      String extension = format.extensions().isEmpty() ? ".txt" : format.extensions().get(0);
      for (int k = 0; k < seeds.size(); k++) {
        Path sound = scratch.file("sound" + k + extension);
        Files.writeString(sound, seeds.get(k), StandardCharsets.UTF_8);
        Path damaged = scratch.file("damaged" + extension);
        Corruption.survive(findings, sound, damaged, 120, file -> format.read(file, 2));
        Corruption.survive(findings, sound, damaged, 30, format::recognises);
      }
    }
  }
}
