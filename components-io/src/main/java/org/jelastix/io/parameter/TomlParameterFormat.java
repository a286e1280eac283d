package org.jelastix.io.parameter;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jelastix.api.ParameterException;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.api.spi.ParameterFileFormat;
import org.jelastix.io.file.InputFiles;
import org.jelastix.io.file.NumberText;
import org.jelastix.io.file.Problems;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.toml.TomlMapper;
import tools.jackson.dataformat.toml.TomlReadFeature;

/**
 * TOML as elastix 5.2 and later take it: top-level keys, each with one value or an array of values.
 *
 * <p>Texts stay as they are, true and false become {@code true} and {@code false}, numbers are
 * written as elastix writes numbers ({@code 1.0} becomes {@code 1}). Tables, dates and nested
 * arrays are errors.
 */
public final class TomlParameterFormat implements ParameterFileFormat {
  private static final long MOST_BYTES = 1L << 28;

  /** Compiled with the first file. */
  private static final class Keys {
    static final Pattern BARE = Pattern.compile("[A-Za-z0-9_-]+");
    static final Pattern LINE =
        Pattern.compile("(?m)^[ \\t]*(?:\"([^\"\\n]*)\"|'([^'\\n]*)'|([A-Za-z0-9_-]+))[ \\t]*=");
  }

  /** Ready to use. */
  public TomlParameterFormat() {}

  @Override
  public String name() {
    return "TOML";
  }

  @Override
  public List<String> extensions() {
    return List.of(".toml");
  }

  @Override
  public ParameterMap read(Path file) {
    return parse(InputFiles.text(file, MOST_BYTES), file.toString());
  }

  static ParameterMap parse(String text, String source) {
    JsonNode root;
    try {
      root = Reader.MAPPER.readTree(text);
    } catch (JacksonException e) {
      TokenStreamLocation at = e.getLocation();
      String line = at == null || at.getLineNr() < 1 ? "" : ":" + at.getLineNr();
      throw new ParameterException(
          source + line + ": not valid TOML: " + Problems.oneLine(e.getOriginalMessage()), e);
    }
    ParameterMap.Builder map = ParameterMap.builder().source(source);
    Matcher keys = Keys.LINE.matcher(text);
    int line = 1;
    int counted = 0;
    while (keys.find()) {
      for (; counted < keys.start(); counted++) {
        line += text.charAt(counted) == '\n' ? 1 : 0;
      }
      String key =
          keys.group(1) != null
              ? keys.group(1)
              : keys.group(2) != null ? keys.group(2) : keys.group(3);
      if (root.has(key)) {
        map.line(key, line);
      }
    }
    ParameterMap lines = map.build();
    for (Map.Entry<String, JsonNode> entry : root.properties()) {
      String at = lines.locate(entry.getKey());
      List<String> values = new ArrayList<>();
      if (entry.getValue().isArray()) {
        for (JsonNode element : entry.getValue()) {
          values.add(text(element, entry.getKey(), at));
        }
      } else {
        values.add(text(entry.getValue(), entry.getKey(), at));
      }
      map.put(entry.getKey(), values);
    }
    return map.build();
  }

  private static String text(JsonNode node, String key, String at) {
    if (node.isString()) {
      return node.stringValue();
    }
    if (node.isBoolean()) {
      return node.booleanValue() ? "true" : "false";
    }
    if (node.isIntegralNumber()) {
      return node.bigIntegerValue().toString();
    }
    if (node.isNumber()) {
      try {
        return NumberText.of(node.doubleValue());
      } catch (JacksonException e) {
        throw new ParameterException(
            at + ": " + Problems.oneLine(key) + " has a number too large for 64 bits", e);
      }
    }
    throw new ParameterException(
        at
            + ": "
            + Problems.oneLine(key)
            + " is a table, date or nested array; a parameter is a text, a number, true or false,"
            + " or an array of these");
  }

  @Override
  public String format(ParameterMap map) {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, List<String>> entry : map.entries().entrySet()) {
      String key = entry.getKey();
      text.append(Keys.BARE.matcher(key).matches() ? key : quoted(key)).append(" = ");
      List<String> values = entry.getValue();
      if (values.size() == 1) {
        text.append(value(values.get(0)));
      } else {
        text.append('[');
        for (int i = 0; i < values.size(); i++) {
          text.append(i == 0 ? "" : ", ").append(value(values.get(i)));
        }
        text.append(']');
      }
      text.append('\n');
    }
    return text.toString();
  }

  /** Unquoted only where reading it gives the same text back. */
  private static String value(String value) {
    if (value.equals("true") || value.equals("false")) {
      return value;
    }
    if (NumberText.isNumber(value) && value.length() <= 24) {
      boolean whole = value.matches("-?[0-9]+");
      boolean same =
          whole
              ? value.matches("0|-?[1-9][0-9]{0,17}")
              : NumberText.of(Double.parseDouble(value)).equals(value);
      if (same) {
        return value;
      }
    }
    return quoted(value);
  }

  private static String quoted(String value) {
    StringBuilder text = new StringBuilder("\"");
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c < ' ' || c == '\u007f') {
        text.append(String.format(Locale.ROOT, "\\u%04X", (int) c));
      } else {
        text.append(c);
      }
    }
    return text.append('"').toString();
  }

  /** Loaded with the first TOML file: a mapper takes a tenth of a second to make. */
  private static final class Reader {
    // With this feature a date is not mistaken for a text.
    static final TomlMapper MAPPER =
        TomlMapper.builder().enable(TomlReadFeature.PARSE_JAVA_TIME).build();
  }
}
