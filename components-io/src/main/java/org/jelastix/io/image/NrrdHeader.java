package org.jelastix.io.image;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IllegalFormatException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jelastix.api.InputException;
import org.jelastix.io.file.InputFiles;
import org.jelastix.io.file.Problems;

/** The fields of a NRRD header: lines {@code name: value} up to an empty line. */
final class NrrdHeader {
  private static final int MOST_BYTES = 1 << 22;
  private static final Map<String, String> SYNONYMS =
      Map.of(
          "datafile", "data file",
          "lineskip", "line skip",
          "byteskip", "byte skip",
          "centerings", "centers",
          "axismins", "axis mins",
          "axismaxs", "axis maxs");

  private final Path file;
  private final Map<String, String> fields = new HashMap<>();
  private final Map<String, Integer> lines = new HashMap<>();
  private final List<String> listed = new ArrayList<>();
  private long end;

  private NrrdHeader(Path file) {
    this.file = file;
  }

  static NrrdHeader read(Path file) {
    NrrdHeader header = new NrrdHeader(file);
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 14)) {
      header.parse(in);
    } catch (IOException e) {
      throw Problems.reading(file, e);
    }
    return header;
  }

  private void parse(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    int number = 0;
    boolean list = false;
    while (true) {
      int b = in.read();
      end++;
      if (end > MOST_BYTES) {
        throw new InputException(
            file + ": the header does not end within " + MOST_BYTES + " bytes");
      }
      if (b >= 0 && b != '\n') {
        line.append((char) b);
        continue;
      }
      number++;
      String text =
          InputFiles.decode(line.toString().getBytes(StandardCharsets.ISO_8859_1)).strip();
      line.setLength(0);
      if (number == 1) {
        if (!text.matches("NRRD000[1-6]")) {
          throw new InputException(
              file + ": does not start with NRRD0001 to NRRD0006; is this a NRRD file?");
        }
      } else if (list) {
        if (!text.isEmpty()) {
          listed.add(text);
        }
      } else if (text.isEmpty()) {
        return;
      } else {
        put(text, number);
        String data = fields.get("data file");
        list = data != null && data.startsWith("LIST");
      }
      if (b < 0) {
        return;
      }
    }
  }

  private void put(String text, int number) {
    int colon = text.indexOf(':');
    if (text.startsWith("#")) {
      return;
    }
    if (colon < 0) {
      throw new InputException(
          file
              + ":"
              + number
              + ": expected \"field: value\", found \""
              + Problems.oneLine(text)
              + "\"");
    }
    if (text.startsWith(":=", colon)) {
      return;
    }
    String name = text.substring(0, colon).strip().toLowerCase(Locale.ROOT);
    String field = SYNONYMS.getOrDefault(name, name);
    fields.put(field, text.substring(colon + 1).strip());
    lines.put(field, number);
  }

  /** Where the header ends and attached data starts. */
  long end() {
    return end;
  }

  String where(String field) {
    return lines.containsKey(field) ? file + ":" + lines.get(field) : file.toString();
  }

  String value(String field) {
    return fields.get(field);
  }

  String required(String field) {
    String value = fields.get(field);
    if (value == null || value.isEmpty()) {
      throw new InputException(file + ": the header has no field \"" + field + "\"");
    }
    return value;
  }

  int whole(String field) {
    required(field);
    return whole(field, 0);
  }

  int whole(String field, int otherwise) {
    String value = fields.get(field);
    if (value == null) {
      return otherwise;
    }
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new InputException(
          where(field)
              + ": \""
              + Problems.oneLine(value)
              + "\" in \""
              + field
              + "\" is not a whole number",
          e);
    }
  }

  /** One word an axis (quotes around labels do not occur in the fields that are read), or null. */
  String[] words(String field, int count) {
    String value = fields.get(field);
    if (value == null) {
      return null;
    }
    String[] words = value.split("\\s+");
    if (words.length != count) {
      throw new InputException(
          where(field)
              + ": \""
              + field
              + "\" needs one entry for each of "
              + count
              + " axes, not "
              + words.length);
    }
    return words;
  }

  double[] numbers(String field, int count) {
    String[] words = words(field, count);
    if (words == null) {
      return null;
    }
    double[] numbers = new double[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = number(field, words[i]);
    }
    return numbers;
  }

  int[] sizes(int axes) {
    required("sizes");
    double[] numbers = numbers("sizes", axes);
    int[] sizes = new int[axes];
    for (int i = 0; i < axes; i++) {
      if (!(numbers[i] >= 1 && numbers[i] <= Integer.MAX_VALUE)) {
        throw new InputException(where("sizes") + ": sizes must be whole numbers of at least 1");
      }
      sizes[i] = (int) numbers[i];
    }
    return sizes;
  }

  /** Vectors in brackets, null for "none"; null if the field is absent. */
  List<double[]> vectors(String field, int count) {
    String value = fields.get(field);
    if (value == null) {
      return null;
    }
    List<double[]> vectors = new ArrayList<>();
    int i = 0;
    while (i < value.length()) {
      if (Character.isWhitespace(value.charAt(i))) {
        i++;
      } else if (value.startsWith("none", i)) {
        vectors.add(null);
        i += 4;
      } else {
        int close = value.indexOf(')', i);
        if (value.charAt(i) != '(' || close < 0) {
          throw new InputException(where(field) + ": expected vectors such as (1,0,0), or none");
        }
        String[] words = value.substring(i + 1, close).split(",");
        double[] vector = new double[words.length];
        for (int k = 0; k < words.length; k++) {
          vector[k] = number(field, words[k].strip());
        }
        vectors.add(vector);
        i = close + 1;
      }
    }
    if (vectors.size() != count) {
      throw new InputException(
          where(field) + ": needs " + count + " vectors, not " + vectors.size());
    }
    return vectors;
  }

  private double number(String field, String word) {
    if (word.equalsIgnoreCase("nan")) {
      return Double.NaN;
    }
    try {
      return Double.parseDouble(word);
    } catch (NumberFormatException e) {
      throw new InputException(
          where(field) + ": \"" + Problems.oneLine(word) + "\" is not a number", e);
    }
  }

  /** By what to multiply each world axis to come to left-posterior-superior. */
  double[] signs(int dim) {
    double[] signs = Geometry.ones(dim);
    String space = fields.getOrDefault("space", "").toLowerCase(Locale.ROOT);
    if (dim == 3) {
      boolean ras = space.equals("right-anterior-superior") || space.equals("ras");
      boolean las = space.equals("left-anterior-superior") || space.equals("las");
      if (ras) {
        signs[0] = -1;
        signs[1] = -1;
      } else if (las) {
        // ITK turns the first axis here, although it is the second that differs.
        signs[0] = -1;
      }
    }
    return signs;
  }

  /** Adds the files with data; returns whether it is the header's own. */
  boolean dataFiles(int[] sizes, List<Path> files) {
    String data = fields.get("data file");
    String where = where("data file");
    if (data == null) {
      if (file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".nhdr")) {
        required("data file");
      }
      files.add(file);
      return true;
    }
    String[] words = data.split("\\s+");
    if (data.startsWith("LIST")) {
      for (String name : listed) {
        files.add(NrrdFormat.beside(file, name, where));
      }
    } else if (words.length >= 4 && words[0].indexOf('%') >= 0) {
      pattern(words, sizes, files);
    } else {
      files.add(NrrdFormat.beside(file, data, where));
    }
    if (files.isEmpty()) {
      throw new InputException(where + ": the list of data files is empty");
    }
    return false;
  }

  /** {@code name%03d.raw first last step}. */
  private void pattern(String[] words, int[] sizes, List<Path> files) {
    String where = where("data file");
    long most = 1;
    for (int s : sizes) {
      most = Math.min(most * s, Integer.MAX_VALUE);
    }
    if (!words[0].matches("[^%]*%[0-9]{0,2}[diu][^%]*")) {
      throw new InputException(where + ": expected a pattern such as slice%03d.raw 1 20 1");
    }
    String format = words[0].replaceFirst("%([0-9]*)[iu]", "%$1d");
    int first;
    int last;
    int step;
    try {
      first = Integer.parseInt(words[1]);
      last = Integer.parseInt(words[2]);
      step = Integer.parseInt(words[3]);
    } catch (NumberFormatException e) {
      throw new InputException(
          where + ": first, last and step of the pattern must be whole numbers", e);
    }
    long count = step == 0 ? 0 : ((long) last - first) / step + 1;
    if (count < 1 || count > most) {
      throw new InputException(where + ": the pattern does not name 1 to " + most + " files");
    }
    for (long i = 0; i < count; i++) {
      String name;
      try {
        name = String.format(Locale.ROOT, format, first + i * step);
      } catch (IllegalFormatException e) {
        throw new InputException(where + ": not a pattern such as slice%03d.raw", e);
      }
      files.add(NrrdFormat.beside(file, name, where));
    }
  }

  /**
   * Where some lines of a data file end.
   *
   * @param data the file
   * @param from where to start
   * @param count how many lines to pass over
   */
  static long skipLines(Path data, long from, int count) {
    if (count <= 0) {
      return from;
    }
    try (InputStream in = new BufferedInputStream(Files.newInputStream(data))) {
      in.skipNBytes(from);
      long at = from;
      for (int left = count; left > 0; at++) {
        int b = in.read();
        if (b < 0) {
          throw new EOFException();
        }
        left -= b == '\n' ? 1 : 0;
      }
      return at;
    } catch (IOException e) {
      throw Problems.reading(data, e);
    }
  }
}
