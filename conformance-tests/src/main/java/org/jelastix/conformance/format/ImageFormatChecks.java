package org.jelastix.conformance.format;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import org.jelastix.api.JelastixException;
import org.jelastix.api.OutputException;
import org.jelastix.api.RegistrationException;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.PixelType;
import org.jelastix.api.image.StreamedImage;
import org.jelastix.api.parallel.Parallel;
import org.jelastix.api.spi.ImageFormat;
import org.jelastix.conformance.Check;
import org.jelastix.conformance.Findings;
import org.jelastix.conformance.Settings;
import org.jelastix.conformance.fixture.Cases;
import org.jelastix.conformance.fixture.Grids;

/** Checks of an image format. */
public final class ImageFormatChecks {
  private static final Parallel BACKWARDS =
      (tasks, task) -> {
        for (int i = tasks - 1; i >= 0; i--) {
          task.accept(i);
        }
      };

  private final ImageFormat format;
  private final Settings settings;
  private final String extension;

  private ImageFormatChecks(ImageFormat format, Settings settings) {
    this.format = format;
    this.settings = settings;
    this.extension = settings.find("extension").orElse(format.extensions().get(0));
  }

  /**
   * All checks of one format.
   *
   * @param format to look at
   * @param settings what to know about it; {@code geometry = false} if it keeps sizes only, {@code
   *     time-axis = true} if the fourth axis cannot be tilted, {@code tolerance.values} if it loses
   *     values
   */
  public static List<Check> of(ImageFormat format, Settings settings) {
    ImageFormatChecks f = new ImageFormatChecks(format, settings);
    List<Check> checks = new ArrayList<>();
    checks.add(new Check("format.facts", "name and extensions are well formed", f::facts));
    checks.add(
        new Check("format.recognises", "its own files are recognised, others are not", f::own));
    if (!f.writable()) {
      return checks;
    }
    for (PixelType type : PixelType.values()) {
      checks.add(
          new Check(
              "format.round-trip",
              "values of type " + type.elastixName() + " come back cut and clamped as stated",
              findings -> f.roundTrip(findings, type)));
    }
    checks.add(
        new Check("format.some-type", "at least one pixel type can be written", f::someType));
    checks.add(
        new Check("format.geometry", "spacing, origin and direction come back", f::geometry));
    checks.add(
        new Check("format.vectors", "several components a voxel come back in order", f::vectors));
    checks.add(
        new Check("format.compressed", "compressed files read as uncompressed ones", f::compress));
    checks.add(
        new Check("format.streamed", "images made slice by slice read as whole ones", f::streamed));
    checks.add(new Check("format.tidy", "writing overwrites, and leaves no other files", f::tidy));
    checks.add(
        new Check(
            "format.unwritable", "a file that cannot be written is refused in words", f::refused));
    checks.add(
        new Check(
            "format.corrupted", "damaged files are read or refused in words, quickly", f::damaged));
    return checks;
  }

  private boolean writable() {
    return format.canWrite(2) || format.canWrite(3) || format.canWrite(4);
  }

  private List<Integer> dimensions() {
    return settings.dimensions(2, 3, 4).stream().filter(format::canWrite).toList();
  }

  private void facts(Findings findings) {
    findings.expect(format.name() != null && !format.name().isBlank(), () -> "the name is empty");
    findings.expect(!format.extensions().isEmpty(), () -> "there is no extension");
    for (String e : format.extensions()) {
      findings.expect(
          e.startsWith(".") && e.equals(e.toLowerCase(Locale.ROOT)) && e.length() > 1,
          () -> "extension \"" + e + "\" must be lower case with a dot in front");
    }
  }

  private void own(Findings findings) throws IOException {
    try (Scratch scratch = new Scratch()) {
      Path empty = scratch.file("empty" + extension);
      Files.write(empty, new byte[0]);
      findings.expect(!format.recognises(empty), () -> "an empty file is recognised");
      Path prose = scratch.file("prose" + extension);
      Files.writeString(prose, "Once upon a time there was a file.\n", StandardCharsets.UTF_8);
      findings.expect(!format.recognises(prose), () -> "a file of prose is recognised");
      for (int dimension : dimensions()) {
        PixelType type = writtenTypes(scratch).stream().findFirst().orElse(PixelType.FLOAT);
        Path file = scratch.file("own" + dimension + extension);
        format.write(image(dimension, type, 1), file, false);
        findings.expect(
            format.recognises(file), () -> "its own " + dimension + "-D file is not recognised");
      }
    }
  }

  private Set<PixelType> writtenTypes(Scratch scratch) throws IOException {
    Set<PixelType> types = EnumSet.noneOf(PixelType.class);
    for (PixelType type : PixelType.values()) {
      try {
        Path file = scratch.file("type-" + type.name() + extension);
        format.write(image(dimensions().get(0), type, 1), file, false);
        types.add(type);
      } catch (JelastixException e) {
        // Not every format has every type.
      }
    }
    return types;
  }

  private void someType(Findings findings) throws IOException {
    try (Scratch scratch = new Scratch()) {
      findings.expect(!writtenTypes(scratch).isEmpty(), () -> "no pixel type can be written");
    }
  }

  private ImageGrid grid(int dimension) {
    SplittableRandom random = Cases.random("format.grid");
    boolean series = dimension == 4 && settings.flag("time-axis", false);
    return series
        ? Grids.series(random, 4, 4)
        : Grids.odd(random, dimension, dimension == 4 ? 4 : 7);
  }

  /** Values that reach beyond the type's range, with fractions, in a fixed random order. */
  private Image image(int dimension, PixelType type, int components) {
    ImageGrid grid = grid(dimension);
    SplittableRandom random = Cases.random("format.values");
    double[] values = new double[grid.voxelCount() * components];
    double low = Math.max(type.min(), -70_000);
    double high = Math.min(type.max(), 70_000);
    for (int i = 0; i < values.length; i++) {
      double t = low + (high - low) * (1.1 * random.nextDouble() - 0.05);
      values[i] = i % 3 == 0 ? Math.rint(t) : i % 3 == 1 ? Math.rint(4 * t) / 4 : t;
    }
    // The ends of the range, as far as doubles and files agree about them.
    values[0] = type.bytes() <= 4 && type.isInteger() ? type.max() + 5 : 1;
    values[1] = type.bytes() <= 4 && type.isInteger() ? type.min() - 5 : -1;
    if (!type.isInteger() && type.fitsFloat()) {
      float[] floats = new float[values.length];
      for (int i = 0; i < values.length; i++) {
        floats[i] = (float) values[i];
      }
      return Image.ofVectors(grid, components, floats).storedAs(type);
    }
    return Image.ofVectors(grid, components, values).storedAs(type);
  }

  private static double stored(PixelType type, double v) {
    if (!type.isInteger()) {
      return type == PixelType.FLOAT ? (float) v : v;
    }
    return Math.max(type.min(), Math.min(type.max(), v < 0 ? Math.ceil(v) : Math.floor(v)));
  }

  private void roundTrip(Findings findings, PixelType type) throws IOException {
    try (Scratch scratch = new Scratch()) {
      for (int dimension : dimensions()) {
        Image image = image(dimension, type, 1);
        double[] before = image.doubles().clone();
        Path file = scratch.file("image" + dimension + extension);
        try {
          format.write(image, file, false);
        } catch (JelastixException e) {
          findings.expect(
              !Files.exists(file), () -> "refuses " + type.elastixName() + ", but leaves a file");
          findings.skip("refuses " + type.elastixName() + ": " + e.getMessage());
        }
        Image read = format.read(file);
        compare(findings, image, read, type);
        findings.expect(
            read.storedType() == type,
            () -> "written as " + type + ", read as " + read.storedType());
        findings.expect(
            Arrays.equals(before, image.doubles()), () -> "writing changed the image in memory");
      }
    }
  }

  private void compare(Findings findings, Image written, Image read, PixelType type) {
    if (read.length() != written.length()
        || !Arrays.equals(read.grid().size(), written.grid().size())) {
      findings.add("written " + written + ", read " + read);
      return;
    }
    double tolerance = settings.number("tolerance.values", 0);
    for (int i = 0; i < read.length(); i++) {
      double expected = stored(type, written.value(i));
      if (!(Math.abs(read.value(i) - expected) <= tolerance)) {
        findings.add(
            "value "
                + i
                + ", "
                + written.value(i)
                + ", should come back as "
                + expected
                + " and is "
                + read.value(i));
        return;
      }
    }
  }

  private void geometry(Findings findings) throws IOException {
    if (!settings.flag("geometry", true)) {
      findings.skip("keeps sizes only");
    }
    try (Scratch scratch = new Scratch()) {
      PixelType type = writtenTypes(scratch).iterator().next();
      for (int dimension : dimensions()) {
        Image image = image(dimension, type, 1);
        Path file = scratch.file("grid" + dimension + extension);
        format.write(image, file, false);
        ImageGrid read = format.read(file).grid();
        ImageGrid written = image.grid();
        double off =
            Math.max(
                most(written.spacing(), read.spacing()),
                Math.max(
                    most(written.firstVoxel(), read.firstVoxel()),
                    most(written.direction(), read.direction())));
        findings.expect(
            off <= settings.number("tolerance.geometry", 1e-9),
            () ->
                "the "
                    + dimension
                    + "-D grid comes back "
                    + off
                    + " off: "
                    + written
                    + " as "
                    + read);
      }
    }
  }

  private static double most(double[] a, double[] b) {
    if (a.length != b.length) {
      return Double.POSITIVE_INFINITY;
    }
    double most = 0;
    for (int i = 0; i < a.length; i++) {
      most = Math.max(most, Math.abs(a[i] - b[i]));
    }
    return most;
  }

  private void vectors(Findings findings) throws IOException {
    try (Scratch scratch = new Scratch()) {
      for (int dimension : dimensions()) {
        for (int components : new int[] {2, 3, 9}) {
          Image image = image(dimension, PixelType.FLOAT, components);
          Path file = scratch.file("vectors" + dimension + "-" + components + extension);
          try {
            format.write(image, file, false);
          } catch (JelastixException e) {
            findings.expect(!Files.exists(file), () -> "refuses vectors, but leaves a file");
            continue;
          }
          Image read = format.read(file);
          findings.expect(
              read.components() == components,
              () -> "written with " + components + " components, read with " + read.components());
          compare(findings, image, read, PixelType.FLOAT);
        }
      }
    }
  }

  private void compress(Findings findings) throws IOException {
    try (Scratch scratch = new Scratch()) {
      PixelType type = writtenTypes(scratch).iterator().next();
      for (int dimension : dimensions()) {
        Image image = image(dimension, type, 1);
        Path file = scratch.file("compressed" + dimension + extension);
        format.write(image, file, true);
        compare(findings, image, format.read(file), type);
      }
    }
  }

  private void streamed(Findings findings) throws IOException {
    try (Scratch scratch = new Scratch()) {
      for (int dimension : dimensions()) {
        for (int components : new int[] {1, 3}) {
          Image image = image(dimension, PixelType.FLOAT, components);
          for (boolean compressed : new boolean[] {false, true}) {
            String name = "streamed" + dimension + "-" + components + "-" + compressed;
            Path file = scratch.file(name + extension);
            try {
              format.write(image, scratch.file("whole-" + name + extension), compressed);
            } catch (JelastixException e) {
              continue;
            }
            format.write(slices(image), file, compressed);
            compare(findings, image, format.read(file), PixelType.FLOAT);
            failing(findings, image.grid(), scratch.file("failed-" + name + extension));
          }
        }
      }
    }
  }

  /** The same image, whose values come slice by slice, the last slices first. */
  private static StreamedImage slices(Image image) {
    int n = image.components();
    ImageGrid grid = image.grid();
    int slice = grid.voxelCount() / grid.size(grid.dimension() - 1);
    return new StreamedImage(
        grid,
        n,
        BACKWARDS,
        () ->
            (first, count, values) -> {
              for (int i = 0; i < count * slice * n; i++) {
                values[i % n][i / n] = (float) image.value(first * slice * n + i);
              }
            });
  }

  private void failing(Findings findings, ImageGrid grid, Path file) {
    StreamedImage broken =
        new StreamedImage(
            grid,
            1,
            BACKWARDS,
            () ->
                (first, count, values) -> {
                  if (first == 0) {
                    throw new RegistrationException("the first slice cannot be made");
                  }
                });
    findings.expectThrown(
        "writing an image that cannot be made",
        RegistrationException.class,
        () -> format.write(broken, file, false));
    findings.expect(!Files.exists(file), () -> "an image that cannot be made leaves a file behind");
  }

  private void tidy(Findings findings) throws IOException {
    try (Scratch scratch = new Scratch()) {
      PixelType type = writtenTypes(scratch).iterator().next();
      try (Scratch clean = new Scratch()) {
        Image image = image(dimensions().get(0), type, 1);
        Path file = clean.file("image" + extension);
        format.write(image, file, false);
        Set<String> once = clean.names();
        findings.expect(
            once.contains("image" + extension), () -> "no image" + extension + " in " + once);
        findings.expect(
            once.size() <= 2 && once.stream().allMatch(this::belongs),
            () -> "after writing image" + extension + ", the folder holds " + once);
        Files.writeString(file, "an old file", StandardCharsets.UTF_8);
        format.write(image, file, false);
        compare(findings, image, format.read(file), type);
        findings.expect(
            clean.names().equals(once), () -> "after overwriting, the folder holds other files");
      }
    }
  }

  /** The file itself, or one beside it for the pixels. */
  private boolean belongs(String name) {
    return name.equals("image" + extension) || name.matches("image\\.[a-z]{1,5}");
  }

  private void refused(Findings findings) throws IOException {
    try (Scratch scratch = new Scratch()) {
      PixelType type = writtenTypes(scratch).iterator().next();
      Image image = image(dimensions().get(0), type, 1);
      Path file = scratch.file("no-such-folder").resolve("image" + extension);
      findings.expectThrown(
          "writing to a folder that does not exist",
          OutputException.class,
          () -> format.write(image, file, false));
      findings.expect(
          !Files.exists(file.getParent()), () -> "the folder that did not exist was made");
    }
  }

  private void damaged(Findings findings) throws IOException {
    try (Scratch scratch = new Scratch()) {
      PixelType type = writtenTypes(scratch).iterator().next();
      for (boolean compressed : new boolean[] {false, true}) {
        Path sound = scratch.file("sound" + compressed + extension);
        format.write(image(dimensions().get(0), type, 1), sound, compressed);
        Path damaged = scratch.file("damaged" + extension);
        Corruption.survive(findings, sound, damaged, 300, format::read);
        Corruption.survive(findings, sound, damaged, 60, format::recognises);
      }
    }
  }
}
