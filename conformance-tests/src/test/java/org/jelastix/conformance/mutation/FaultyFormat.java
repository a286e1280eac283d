package org.jelastix.conformance.mutation;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jelastix.api.InputException;
import org.jelastix.api.OutputException;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.api.image.PixelType;
import org.jelastix.api.image.StreamedImage;
import org.jelastix.api.spi.ImageFormat;

/** A plain binary format of scalar doubles, with faults. */
public final class FaultyFormat implements ImageFormat, Faulty {
  static final String DIRECTION = "the direction is not stored";
  static final String ONE_VALUE = "the last value is not stored";
  static final String TYPE = "the pixel type is not stored";
  static final String NO_CLAMP = "values are not clamped";
  static final String TRUSTING = "memory is taken for whatever size the header says";
  static final String STACK = "damaged files end in an IllegalArgumentException";
  static final String UNTIDY = "a temporary file stays behind";
  static final String APPENDS = "an existing file is not overwritten";
  static final String ANYTHING = "every file is recognised";
  static final String SLICES = "slices are written in the order in which they come";
  static final String FOLDERS = "missing folders are made";

  private static final int MAGIC = 0x4a454c58;

  private final String fault;

  FaultyFormat(String fault) {
    this.fault = fault;
  }

  /** Without fault. */
  public FaultyFormat() {
    this(SOUND);
  }

  @Override
  public String fault() {
    return fault;
  }

  @Override
  public String name() {
    return "Faulty";
  }

  @Override
  public List<String> extensions() {
    return List.of(".faulty");
  }

  @Override
  public boolean recognises(Path file) {
    if (has(ANYTHING)) {
      return true;
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] first = in.readNBytes(4);
      return first.length == 4 && first[0] == 0x4a && first[1] == 0x45 && first[3] == 0x58;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public boolean canWrite(int dimension) {
    return dimension <= 4;
  }

  @Override
  public Image read(Path file) {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      if (in.readInt() != MAGIC) {
        throw new InputException(file + ": not a file of this format");
      }
      int dim = in.readByte();
      int type = in.readByte();
      if (dim < 1 || dim > 4 || type < 0 || type >= PixelType.values().length) {
        throw new InputException(file + ": damaged header");
      }
      return read(in, file, dim, List.of(PixelType.values()).get(type));
    } catch (IOException e) {
      throw new InputException(file + ": cannot be read: " + e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      if (has(STACK)) {
        throw e;
      }
      throw new InputException(file + ": " + e.getMessage(), e);
    }
  }

  private Image read(DataInputStream in, Path file, int dim, PixelType type) throws IOException {
    int[] size = new int[dim];
    long voxels = 1;
    for (int d = 0; d < dim; d++) {
      size[d] = in.readInt();
      voxels = Math.max(0, size[d]) * voxels;
      if (!has(TRUSTING) && (size[d] < 1 || voxels > Files.size(file))) {
        throw new InputException(file + ": the header asks for more voxels than the file has");
      }
    }
    double[] numbers = new double[2 * dim + dim * dim];
    for (int k = 0; k < numbers.length; k++) {
      numbers[k] = in.readDouble();
    }
    double[] direction = Arrays.copyOfRange(numbers, 2 * dim, numbers.length);
    ImageGrid grid =
        new ImageGrid(
            size,
            Arrays.copyOf(numbers, dim),
            Arrays.copyOfRange(numbers, dim, 2 * dim),
            has(DIRECTION) ? ImageGrid.ofSize(size).direction() : direction);
    double[] values = new double[grid.voxelCount()];
    for (int i = 0; i < values.length - (has(ONE_VALUE) ? 1 : 0); i++) {
      values[i] = in.readDouble();
    }
    return Image.of(grid, values).storedAs(has(TYPE) ? PixelType.DOUBLE : type);
  }

  @Override
  public void write(Image image, Path file, boolean compress) {
    if (image.components() != 1) {
      throw new OutputException(file + ": only scalar images can be written");
    }
    if (has(APPENDS) && Files.exists(file)) {
      return;
    }
    Path beside = file.resolveSibling(file.getFileName() + ".part");
    try {
      if (has(FOLDERS)) {
        Files.createDirectories(file.getParent());
      }
      try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(beside))) {
        write(image, out);
      }
      if (has(UNTIDY)) {
        Files.copy(beside, file, StandardCopyOption.REPLACE_EXISTING);
      } else {
        Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new OutputException(file + ": cannot be written: " + e.getMessage(), e);
    }
  }

  @Override
  public void write(StreamedImage image, Path file, boolean compress) {
    if (!has(SLICES)) {
      ImageFormat.super.write(image, file, compress);
      return;
    }
    List<float[]> parts = new ArrayList<>();
    image.forEach(
        () -> parts,
        (all, slices) -> all.add(Arrays.copyOf(slices.values()[0], slices.voxelCount())));
    float[] values = new float[image.grid().voxelCount()];
    int at = 0;
    for (float[] part : parts) {
      System.arraycopy(part, 0, values, at, part.length);
      at += part.length;
    }
    write(Image.of(image.grid(), values), file, compress);
  }

  private void write(Image image, DataOutputStream out) throws IOException {
    ImageGrid grid = image.grid();
    PixelType type = image.storedType();
    out.writeInt(MAGIC);
    out.writeByte(grid.dimension());
    out.writeByte(List.of(PixelType.values()).indexOf(type));
    for (int s : grid.size()) {
      out.writeInt(s);
    }
    for (double[] part : List.of(grid.spacing(), grid.origin(), grid.direction())) {
      for (double v : part) {
        out.writeDouble(v);
      }
    }
    for (int i = 0; i < image.length(); i++) {
      out.writeDouble(stored(type, image.value(i)));
    }
  }

  private double stored(PixelType type, double v) {
    if (type == PixelType.FLOAT) {
      return (float) v;
    }
    if (!type.isInteger()) {
      return v;
    }
    double cut = v < 0 ? Math.ceil(v) : Math.floor(v);
    return has(NO_CLAMP) ? cut : Math.max(type.min(), Math.min(type.max(), cut));
  }
}
