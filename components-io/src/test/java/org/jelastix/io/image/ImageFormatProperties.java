package org.jelastix.io.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jelastix.api.InputException;
import org.jelastix.api.OutputException;
import org.jelastix.api.RegistrationException;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.PixelType;
import org.jelastix.api.image.StreamedImage;
import org.jelastix.api.parallel.Parallel;
import org.jelastix.api.spi.ImageFormat;
import org.jelastix.io.DamagedBytes;

class ImageFormatProperties {
  private static Path folder;

  /** A format with an extension, and how exactly it keeps the geometry. */
  record Case(ImageFormat format, String extension, double tolerance) {
    @Override
    public String toString() {
      return extension;
    }
  }

  @BeforeContainer
  static void makeFolder() throws IOException {
    folder = Files.createTempDirectory("jelastix-io");
  }

  @AfterContainer
  static void removeFolder() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.sorted(Comparator.reverseOrder()).collect(Collectors.toList())) {
        Files.delete(file);
      }
    }
  }

  private static void empty() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      for (Path file : all.collect(Collectors.toList())) {
        Files.delete(file);
      }
    }
  }

  @Provide
  Arbitrary<Case> volumes() {
    return Arbitraries.of(
        new Case(new MetaImageFormat(), ".mha", 0),
        new Case(new MetaImageFormat(), ".mhd", 0),
        new Case(new NiftiFormat(), ".nii", 2e-6),
        new Case(new NiftiFormat(), ".nii.gz", 2e-6),
        new Case(new NiftiFormat(), ".hdr", 2e-6),
        new Case(new NiftiFormat(), ".img.gz", 2e-6),
        new Case(new NrrdFormat(), ".nrrd", 1e-12),
        new Case(new NrrdFormat(), ".nhdr", 1e-12));
  }

  @Property(tries = 400)
  void imagesComeBack(
      @ForAll("volumes") Case c,
      @ForAll @IntRange(min = 2, max = 4) int dim,
      @ForAll PixelType type,
      @ForAll @IntRange(min = 1, max = 3) int components,
      @ForAll boolean compress,
      @ForAll long seed)
      throws IOException {
    empty();
    Image image = SampleImages.image(seed, dim, type, components);
    if (c.format() instanceof NiftiFormat) {
      image = SampleImages.forNifti(image, seed);
    }
    Path file = folder.resolve("x" + c.extension());
    assertTrue(c.format().canWrite(dim));
    c.format().write(image, file, compress);
    assertTrue(c.format().recognises(file));
    Image back = c.format().read(file);
    assertEquals(type, back.storedType());
    assertEquals(components, back.components());
    assertEquals(type.fitsFloat(), back.isFloat());
    assertArrayEquals(image.doubles(), back.doubles());
    assertGrid(image.grid(), back.grid(), c.tolerance());
    try (Stream<Path> left = Files.list(folder)) {
      assertFalse(left.anyMatch(f -> f.toString().endsWith(".part")));
    }
  }

  @Property(tries = 150)
  void streamedImagesBecomeTheSameFiles(
      @ForAll("volumes") Case c,
      @ForAll @IntRange(min = 2, max = 4) int dim,
      @ForAll @IntRange(min = 1, max = 3) int components,
      @ForAll boolean compress,
      @ForAll long seed)
      throws IOException {
    empty();
    Image image = SampleImages.image(seed, dim, PixelType.FLOAT, components);
    String name = "x" + c.extension();
    Map<String, byte[]> whole = write(name, file -> c.format().write(image, file, compress));
    empty();
    StreamedImage streamed = streamed(image, MANY);
    Map<String, byte[]> slices = write(name, file -> c.format().write(streamed, file, compress));
    assertEquals(whole.keySet(), slices.keySet());
    whole.forEach((file, bytes) -> assertArrayEquals(bytes, slices.get(file), file));
  }

  private static final Parallel MANY =
      (tasks, task) -> IntStream.range(0, tasks).parallel().forEach(task);

  private static StreamedImage streamed(Image image, Parallel parallel) {
    ImageGrid grid = image.grid();
    int slice = grid.voxelCount() / grid.size(grid.dimension() - 1);
    int n = image.components();
    return new StreamedImage(
        grid,
        n,
        parallel,
        () ->
            (first, count, values) -> {
              for (int i = 0; i < count * slice * n; i++) {
                values[i % n][i / n] = image.floats()[first * slice * n + i];
              }
            });
  }

  private static Map<String, byte[]> write(String name, Consumer<Path> writer) throws IOException {
    writer.accept(folder.resolve(name));
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> all = Files.list(folder)) {
      for (Path file : all.toList()) {
        files.put(file.getFileName().toString(), Files.readAllBytes(file));
      }
    }
    return files;
  }

  /** More values than a thread turns into bytes at a time. */
  @Example
  void largeStreamedImagesComeBack() throws IOException {
    empty();
    float[] values = new float[300 * 200 * 7 * 3];
    Random random = new Random(3);
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat();
    }
    Image image = Image.ofVectors(ImageGrid.ofSize(300, 200, 7), 3, values);
    for (String name : List.of("x.nii", "x.mhd", "x.nrrd")) {
      ImageFormat format =
          name.endsWith("nii")
              ? new NiftiFormat()
              : name.endsWith("mhd") ? new MetaImageFormat() : new NrrdFormat();
      Path file = folder.resolve(name);
      format.write(streamed(image, MANY), file, false);
      assertArrayEquals(values, format.read(file).floats(), name);
    }
  }

  @Example
  void aFullDiskIsSaidAndAFailedSliceLeavesNothing() throws IOException {
    empty();
    Path full = Path.of("/dev/full");
    Image image = SampleImages.image(1, 3, PixelType.FLOAT, 2);
    if (Files.exists(full)) {
      OutputException e =
          assertThrows(
              OutputException.class,
              () -> new NrrdFormat().write(streamed(image, MANY), full, false));
      assertTrue(e.getMessage().contains("/dev/full: the disk is full"), e.getMessage());
    }
    StreamedImage failing =
        new StreamedImage(
            image.grid(),
            2,
            Parallel.sequential(),
            () ->
                (first, count, values) -> {
                  throw new RegistrationException("no such slice");
                });
    for (String name : List.of("x.nii", "x.hdr", "x.mhd", "x.mha", "x.nrrd", "x.nhdr")) {
      ImageFormat format =
          name.contains("m")
              ? new MetaImageFormat()
              : name.contains("rr") || name.endsWith("nhdr") ? new NrrdFormat() : new NiftiFormat();
      assertThrows(
          RegistrationException.class, () -> format.write(failing, folder.resolve(name), false));
    }
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(List.of(), left.toList());
    }
  }

  private static void assertGrid(ImageGrid expected, ImageGrid actual, double tolerance) {
    assertArrayEquals(expected.size(), actual.size());
    assertArrayEquals(expected.spacing(), actual.spacing(), tolerance);
    assertArrayEquals(expected.direction(), actual.direction(), tolerance);
    assertArrayEquals(expected.origin(), actual.origin(), tolerance * 300);
  }

  @Provide
  Arbitrary<Case> all() {
    return Arbitraries.of(
        new Case(new MetaImageFormat(), ".mha", 0),
        new Case(new MetaImageFormat(), ".mhd", 0),
        new Case(new NiftiFormat(), ".nii", 0),
        new Case(new NiftiFormat(), ".nii.gz", 0),
        new Case(new NiftiFormat(), ".hdr", 0),
        new Case(new NrrdFormat(), ".nrrd", 0),
        new Case(new NrrdFormat(), ".nhdr", 0),
        new Case(new PngFormat(), ".png", 0),
        new Case(new JpegFormat(), ".jpg", 0),
        new Case(new BmpFormat(), ".bmp", 0),
        new Case(new TiffFormat(), ".tif", 0));
  }

  @Property(tries = 1500)
  void damagedFilesAreReadOrRefusedInOneLine(
      @ForAll("all") Case c, @ForAll boolean compress, @ForAll long seed) throws IOException {
    empty();
    Random random = new Random(seed);
    boolean flat = !(c.format().canWrite(4));
    int dim = flat ? 2 : 2 + random.nextInt(3);
    PixelType type =
        flat ? PixelType.UNSIGNED_CHAR : List.of(PixelType.values()).get(random.nextInt(10));
    Image image = SampleImages.image(seed, dim, type, 1);
    Path file = folder.resolve("x" + c.extension());
    c.format().write(image, file, compress);
    List<Path> files = new ArrayList<>();
    try (Stream<Path> all = Files.list(folder)) {
      all.forEach(files::add);
    }
    Path victim = files.get(random.nextInt(files.size()));
    Files.write(victim, DamagedBytes.of(Files.readAllBytes(victim), random));
    try {
      c.format().read(file);
    } catch (InputException e) {
      assertFalse(e.getMessage().contains("\n"), e.getMessage());
    }
    c.format().recognises(file);
  }
}
