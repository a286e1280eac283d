package org.jelastix.io.transform;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jelastix.api.InputException;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.api.spi.TransformFileFormat;
import org.jelastix.io.file.InputFiles;
import org.jelastix.io.file.NumberText;
import org.jelastix.io.file.Problems;
import org.jelastix.io.file.WholeTextFiles;

/**
 * ITK's text transform files, {@code #Insight Transform File V1.0}, with one transform or a
 * composite. Of a composite, ITK applies the last transform to a point first.
 */
public final class ItkTextTransformFormat implements TransformFileFormat {
  private static final long MOST_BYTES = Integer.MAX_VALUE - 16L;
  private static final String MAGIC = "#Insight Transform File V1.0";

  /** Ready to use. */
  public ItkTextTransformFormat() {}

  @Override
  public String name() {
    return "ITK text transform";
  }

  @Override
  public List<String> extensions() {
    return List.of(".tfm");
  }

  @Override
  public boolean recognises(Path file) {
    return new String(InputFiles.head(file, 23), StandardCharsets.ISO_8859_1)
        .equals("#Insight Transform File");
  }

  @Override
  public List<ParameterMap> read(Path file) {
    String text = InputFiles.text(file, MOST_BYTES);
    if (!text.startsWith("#Insight Transform File")) {
      throw new InputException(file + ": does not start with \"" + MAGIC + "\"");
    }
    List<ParameterMap> maps = new ArrayList<>();
    Entry entry = null;
    int number = 0;
    for (int from = 0; from < text.length(); ) {
      int to = text.indexOf('\n', from);
      to = to < 0 ? text.length() : to;
      String line = text.substring(from, to).strip();
      from = to + 1;
      number++;
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      int colon = line.indexOf(':');
      String key = colon < 0 ? "" : line.substring(0, colon).strip();
      String value = colon < 0 ? "" : line.substring(colon + 1).strip();
      if (key.equals("Transform")) {
        add(entry, maps, file);
        entry = new Entry(value, number);
      } else if (entry != null && key.equals("Parameters")) {
        entry.parameters = numbers(value, file, number);
      } else if (entry != null && key.equals("FixedParameters")) {
        entry.fixed = numbers(value, file, number);
      } else {
        throw new InputException(
            file
                + ":"
                + number
                + ": expected \"Transform:\", \"Parameters:\" or \"FixedParameters:\", found \""
                + Problems.oneLine(line)
                + "\"");
      }
    }
    add(entry, maps, file);
    if (maps.isEmpty()) {
      throw new InputException(file + ": there is no transform in this file");
    }
    return maps;
  }

  /** What the lines of one transform say. */
  private static final class Entry {
    private final String type;
    private final int line;
    private double[] parameters = {};
    private double[] fixed = {};

    Entry(String type, int line) {
      this.type = type;
      this.line = line;
    }
  }

  private static void add(Entry entry, List<ParameterMap> maps, Path file) {
    if (entry == null) {
      return;
    }
    try {
      ItkTransform transform = ItkTransform.of(entry.type, entry.parameters, entry.fixed);
      if (!transform.isComposite()) {
        maps.add(ItkToElastix.map(transform).toBuilder().source(file.toString()).build());
      }
    } catch (IllegalArgumentException e) {
      throw new InputException(
          file + ":" + entry.line + ": " + Problems.oneLine(e.getMessage()), e);
    }
  }

  private static double[] numbers(String value, Path file, int line) {
    if (value.isEmpty()) {
      return new double[0];
    }
    String[] words = value.split("\\s+");
    double[] numbers = new double[words.length];
    for (int i = 0; i < words.length; i++) {
      try {
        numbers[i] = Double.parseDouble(words[i]);
      } catch (NumberFormatException e) {
        throw new InputException(
            file + ":" + line + ": \"" + Problems.oneLine(words[i]) + "\" is not a number", e);
      }
    }
    return numbers;
  }

  @Override
  public void write(List<ParameterMap> transforms, Path file) {
    StringBuilder text = new StringBuilder(MAGIC).append('\n');
    int number = 0;
    for (ItkTransform transform : ItkTransformList.of(transforms, file)) {
      text.append("#Transform ").append(number++).append('\n');
      text.append("Transform: ").append(transform.type()).append('\n');
      if (!transform.isComposite()) {
        line(text, "Parameters:", transform.parameters());
        line(text, "FixedParameters:", transform.fixedParameters());
      }
    }
    new WholeTextFiles().write(file, text);
  }

  private static void line(StringBuilder text, String key, double[] values) {
    text.append(key);
    for (double v : values) {
      text.append(' ').append(NumberText.of(v));
    }
    text.append('\n');
  }
}
