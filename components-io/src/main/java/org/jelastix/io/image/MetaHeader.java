package org.jelastix.io.image;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jelastix.api.InputException;
import org.jelastix.io.file.InputFiles;
import org.jelastix.io.file.Problems;

/**
 * The fields of a MetaImage header, up to and with {@code ElementDataFile}, after which the data or
 * a list of files follows. Names are case-sensitive and apart from values by {@code =} or {@code
 * :}, as MetaIO has it.
 */
final class MetaHeader {
  private static final int MOST_BYTES = 1 << 20;

  private final Path file;
  private final Map<String, String> fields = new HashMap<>();
  private final Map<String, Integer> lines = new HashMap<>();
  private final long end;

  private MetaHeader(Path file, InputStream in) throws IOException {
    this.file = file;
    long position = 0;
    int number = 0;
    StringBuilder line = new StringBuilder();
    while (true) {
      int b = in.read();
      position++;
      if (b >= 0 && b != '\n') {
        line.append((char) b);
        if (position > MOST_BYTES) {
          throw new InputException(
              file + ": no ElementDataFile in the first " + MOST_BYTES + " bytes of the header");
        }
        continue;
      }
      number++;
      String name = put(line.toString(), number);
      line.setLength(0);
      if (name.equals("ElementDataFile")) {
        break;
      }
      if (b < 0) {
        throw new InputException(
            file + ": the header ends without ElementDataFile; is this a MetaImage file?");
      }
    }
    this.end = position;
  }

  static MetaHeader read(Path file) {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 14)) {
      return new MetaHeader(file, in);
    } catch (IOException e) {
      throw Problems.reading(file, e);
    }
  }

  private String put(String line, int number) {
    int separator = 0;
    while (separator < line.length()
        && line.charAt(separator) != '='
        && line.charAt(separator) != ':') {
      separator++;
    }
    if (separator == line.length()) {
      return "";
    }
    String name = line.substring(0, separator).strip();
    // The bytes were taken one by one; names of files may be UTF-8.
    byte[] value = line.substring(separator + 1).strip().getBytes(StandardCharsets.ISO_8859_1);
    fields.put(name, InputFiles.decode(value));
    lines.put(name, number);
    return name;
  }

  /** Where the header ends and LOCAL data or a list of files starts. */
  long end() {
    return end;
  }

  /** The value of a field, or null. */
  String value(String name) {
    return fields.get(name);
  }

  /** The value of a field that must be there. */
  String required(String name) {
    String value = fields.get(name);
    if (value == null || value.isEmpty()) {
      throw new InputException(file + ": the header has no " + name);
    }
    return value;
  }

  /** Whether a field is true: its value starts with T, t or 1. */
  boolean flag(String name, boolean otherwise) {
    String value = fields.get(name);
    if (value == null || value.isEmpty()) {
      return otherwise;
    }
    return "Tt1".indexOf(value.charAt(0)) >= 0;
  }

  /** A whole number, cut from a number with decimals as MetaIO does. */
  long whole(String name, long otherwise) {
    String value = fields.get(name);
    return value == null ? otherwise : (long) number(name, value.split("\\s+", 2)[0]);
  }

  /** Some numbers, or null if the field is absent; surplus numbers are ignored. */
  double[] numbers(String name, int count) {
    String value = fields.get(name);
    if (value == null) {
      return null;
    }
    String[] words = value.split("\\s+");
    if (words.length < count) {
      throw new InputException(
          where(name)
              + ": "
              + name
              + " needs "
              + count
              + " numbers, not "
              + (value.isEmpty() ? 0 : words.length));
    }
    double[] numbers = new double[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = number(name, words[i]);
    }
    return numbers;
  }

  private double number(String name, String word) {
    try {
      return Double.parseDouble(word);
    } catch (NumberFormatException e) {
      throw new InputException(
          where(name) + ": \"" + Problems.oneLine(word) + "\" in " + name + " is not a number", e);
    }
  }

  /** File and line of a field. */
  String where(String name) {
    return file + ":" + lines.get(name);
  }
}
