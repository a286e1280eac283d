package org.jelastix.conformance.format;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jelastix.api.JelastixException;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.api.spi.TransformFileFormat;
import org.jelastix.conformance.Check;
import org.jelastix.conformance.Findings;

/** Checks of a format of transform files. */
public final class TransformFileChecks {
  private final TransformFileFormat format;

  private TransformFileChecks(TransformFileFormat format) {
    this.format = format;
  }

  /**
   * All checks of one format.
   *
   * @param format to look at
   */
  public static List<Check> of(TransformFileFormat format) {
    TransformFileChecks f = new TransformFileChecks(format);
    return List.of(
        new Check("format.facts", "name and extensions are well formed", f::facts),
        new Check("format.round-trip", "an affine transform reads back equal", f::roundTrip),
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

  private static ParameterMap affine() {
    return ParameterMap.builder()
        .put("Transform", "AffineTransform")
        .put("NumberOfParameters", 6)
        .put("TransformParameters", 1.01, 0.02, -0.03, 0.98, 4.5, 1.0 / 3)
        .put("CenterOfRotationPoint", 12.5, -7.25)
        .put("FixedImageDimension", 2)
        .put("MovingImageDimension", 2)
        .put("HowToCombineTransforms", "Compose")
        .put("InitialTransformParametersFileName", "NoInitialTransform")
        .build();
  }

  private Path write(Scratch scratch) {
    Path file = scratch.file("transform" + format.extensions().get(0));
    format.write(List.of(affine()), file);
    return file;
  }

  private void roundTrip(Findings findings) throws IOException {
    try (Scratch scratch = new Scratch()) {
      List<ParameterMap> read = format.read(write(scratch));
      if (!findings.expect(read.size() == 1, () -> "one transform reads as " + read.size())) {
        return;
      }
      for (String name : List.of("TransformParameters", "CenterOfRotationPoint")) {
        List<Double> expected = numbers(affine(), name);
        List<Double> actual = numbers(read.get(0), name);
        findings.expect(
            expected.equals(actual), () -> name + " " + expected + " reads back as " + actual);
      }
      findings.expect(
          read.get(0).first("Transform", "").equals("AffineTransform"),
          () -> "an AffineTransform reads as " + read.get(0).first("Transform", "nothing"));
    }
  }

  private static List<Double> numbers(ParameterMap map, String name) {
    return map.values(name).stream().map(Double::valueOf).toList();
  }

  private void damaged(Findings findings) throws IOException {
    try (Scratch scratch = new Scratch()) {
      Path sound;
      try {
        sound = write(scratch);
      } catch (JelastixException e) {
        findings.skip("does not write: " + e.getMessage());
        return;
      }
      Path damaged = scratch.file("damaged" + format.extensions().get(0));
      Corruption.survive(findings, sound, damaged, 200, format::read);
      findings.expect(Files.exists(sound), () -> "reading removed the file");
    }
  }
}
