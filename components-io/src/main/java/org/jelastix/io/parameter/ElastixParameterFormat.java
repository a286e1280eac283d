package org.jelastix.io.parameter;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jelastix.api.ParameterException;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.api.spi.ParameterFileFormat;
import org.jelastix.io.file.InputFiles;
import org.jelastix.io.file.NumberText;
import org.jelastix.io.file.Problems;

/**
 * The text format of elastix: one parameter a line, {@code (Name value value …)}.
 *
 * <p>What elastix does with it, and this class too:
 *
 * <ul>
 *   <li>tabs are spaces; lines may end as on Windows; empty lines are skipped;
 *   <li>what follows {@code //} is a comment;
 *   <li>values stand apart by spaces or quotes, so {@code "a""b"} are two; in quotes, spaces are
 *       kept and a tab is a space; quotes are dropped, so {@code "4"} and {@code 4} are the same;
 *   <li>empty values are dropped: {@code (Name "")} has no value at all;
 *   <li>a name that comes twice is an error, and so are lines without brackets, without a value, or
 *       with an odd number of quotes.
 * </ul>
 *
 * <p>Where it is kinder or stricter than elastix 5.0.1: {@code //} in quotes is text (elastix then
 * refuses the line), the characters {@code ,;!@#$%&|<>?} are refused in unquoted values only (5.0.1
 * refuses them in file names too, later versions nowhere), and a space between bracket and name is
 * an error (elastix takes the empty text for the name, and ignores the line without a word).
 */
public final class ElastixParameterFormat implements ParameterFileFormat {
  private static final long MOST_BYTES = Integer.MAX_VALUE - 16L;
  // In elastix's own rule "&-+" is a range, which adds the apostrophe, brackets and the asterisk.
  private static final String NOT_IN_NAMES = ".,:;!@#$%^&'()*+|<>?";
  private static final String NOT_IN_VALUES = ",;!@#$%&|<>?";

  /**
   * The characters that an unquoted value cannot hold, because it ends there or because they are
   * refused: the values of a transform are many.
   */
  private static final boolean[] OUTSIDE_VALUES = new boolean[128];

  static {
    (NOT_IN_VALUES + "\" \t\r").chars().forEach(c -> OUTSIDE_VALUES[c] = true);
  }

  /** Ready to use. */
  public ElastixParameterFormat() {}

  @Override
  public String name() {
    return "elastix text";
  }

  @Override
  public List<String> extensions() {
    return List.of(".txt");
  }

  @Override
  public ParameterMap read(Path file) {
    return parse(InputFiles.bytes(file, MOST_BYTES), file.toString());
  }

  /** Almost all files are of ASCII characters alone, so that their bytes are the text. */
  static ParameterMap parse(byte[] bytes, String source) {
    String latin = new String(bytes, StandardCharsets.ISO_8859_1);
    ParameterMap map = parse(latin, bytes, true, source);
    return map != null ? map : parse(InputFiles.decode(bytes), source);
  }

  static ParameterMap parse(String text, String source) {
    byte[] characters = text.getBytes(StandardCharsets.ISO_8859_1);
    // Not so where Latin-1 has no such character and two halves of it became one.
    boolean aligned = characters.length == text.length();
    return parse(text, aligned ? characters : null, false, source);
  }

  /**
   * Reads a text.
   *
   * @param text the whole file
   * @param characters the same in Latin-1, as many, for the quick way through lines of numbers; or
   *     null to do without
   * @param asciiOnly whether to give up at a line with other characters
   * @param source in messages
   * @return null if given up
   */
  static ParameterMap parse(String text, byte[] characters, boolean asciiOnly, String source) {
    ParameterMap.Builder map = ParameterMap.builder().source(source);
    Map<String, Integer> firstLines = new HashMap<>();
    int line = 0;
    int start = 0;
    while (start <= text.length()) {
      line++;
      NumberLine numbers = characters == null ? null : NumberLine.at(text, characters, start);
      if (numbers != null && firstLines.putIfAbsent(numbers.name(), line) == null) {
        map.put(numbers.name(), numbers.numbers()).line(numbers.name(), line);
        start = numbers.end() + 1;
        continue;
      }
      int end = text.indexOf('\n', start);
      if (end < 0) {
        end = text.length();
      }
      if (asciiOnly && !isAscii(text, start, end)) {
        return null;
      }
      Line parsed = new Line(text, start, end, source, line);
      start = end + 1;
      if (parsed.isBlank()) {
        continue;
      }
      parsed.split();
      Integer earlier = firstLines.putIfAbsent(parsed.name, line);
      if (earlier != null) {
        throw parsed.error(
            "the parameter \""
                + Problems.oneLine(parsed.name)
                + "\" is specified more than once (first in line "
                + earlier
                + "); remove one of them");
      }
      map.put(parsed.name, parsed.values).line(parsed.name, line);
    }
    return map.build();
  }

  private static boolean isAscii(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text.charAt(i) > '\u007f') {
        return false;
      }
    }
    return true;
  }

  @Override
  public String format(ParameterMap map) {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, List<String>> entry : map.entries().entrySet()) {
      requireWritableName(map, entry.getKey());
      text.append('(').append(entry.getKey());
      boolean any = false;
      for (String value : entry.getValue()) {
        any = true;
        text.append(' ');
        if (NumberText.isNumber(value)) {
          text.append(value);
        } else {
          requireWritableValue(map, entry.getKey(), value);
          text.append('"').append(value).append('"');
        }
      }
      text.append(any ? ")\n" : " \"\")\n");
    }
    return text.toString();
  }

  private static void requireWritableName(ParameterMap map, String name) {
    boolean fine = !name.isEmpty();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      fine &= c > ' ' && c != '"' && c != '\u007f' && NOT_IN_NAMES.indexOf(c) < 0;
    }
    if (!fine || name.contains("//")) {
      throw new ParameterException(
          map.locate(name)
              + ": \""
              + Problems.oneLine(name)
              + "\" cannot be written as the name of a parameter");
    }
  }

  private static void requireWritableValue(ParameterMap map, String name, String value) {
    boolean fine = true;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      fine &= c != '"' && c != '\n' && c != '\r' && c != '\t';
    }
    if (!fine) {
      throw new ParameterException(
          map.locate(name)
              + ": the value \""
              + Problems.oneLine(value)
              + "\" of "
              + name
              + " cannot be written: it has a quote, tab or line break");
    }
  }

  /** One line of the file, between two positions of the text. */
  private static final class Line {
    private final String text;
    private final int start;
    private final int end;
    private final String source;
    private final int number;
    private final int from;
    private final int to;
    private String name = "";
    private final List<String> values = new ArrayList<>();

    Line(String text, int start, int end, String source, int number) {
      this.text = text;
      this.start = start;
      this.end = end;
      this.source = source;
      this.number = number;
      int begin = start;
      int stop = comment(text, start, end);
      while (begin < stop && isSpace(text.charAt(begin))) {
        begin++;
      }
      while (stop > begin && isSpace(text.charAt(stop - 1))) {
        stop--;
      }
      this.from = begin;
      this.to = stop;
    }

    private static boolean isSpace(char c) {
      return c == ' ' || c == '\t' || c == '\r';
    }

    /** Where the comment starts, or the end of the line. */
    private static int comment(String text, int start, int end) {
      boolean quoted = false;
      for (int i = start; i < end; i++) {
        char c = text.charAt(i);
        if (c == '"') {
          quoted = !quoted;
        } else if (c == '/' && !quoted && i + 1 < end && text.charAt(i + 1) == '/') {
          return i;
        }
      }
      return end;
    }

    boolean isBlank() {
      return from == to;
    }

    void split() {
      if (text.charAt(from) != '(' || text.charAt(to - 1) != ')' || to - from < 2) {
        throw error(
            oddQuotes(from, to)
                ? "this line has an odd number of quotes (\"); close the text with a quote"
                : "the line is not between brackets; write (Name value), or // before a comment");
      }
      int first = from + 1;
      int last = to - 1;
      if (oddQuotes(first, last)) {
        throw error("this line has an odd number of quotes (\"); close the text with a quote");
      }
      if (first < last && isSpace(text.charAt(first))) {
        throw error("there is a space between the bracket and the parameter name; remove it");
      }
      int i = first;
      while (i < last && text.charAt(i) != ' ' && text.charAt(i) != '\t' && text.charAt(i) != '"') {
        i++;
      }
      name = text.substring(first, i);
      boolean anything = false;
      for (int j = i; j < last && !anything; j++) {
        anything = !isSpace(text.charAt(j));
      }
      if (name.isEmpty() || !anything) {
        throw error("the line does not have a parameter name and a value; write (Name value)");
      }
      for (int j = 0; j < name.length(); j++) {
        if (NOT_IN_NAMES.indexOf(name.charAt(j)) >= 0) {
          throw error(
              "the parameter name \""
                  + Problems.oneLine(name)
                  + "\" contains '"
                  + name.charAt(j)
                  + "', which is not allowed in names");
        }
      }
      values(i, last);
    }

    private void values(int begin, int last) {
      int i = begin;
      while (i < last) {
        char c = text.charAt(i);
        if (c == '"') {
          int close = text.indexOf('"', i + 1);
          if (close > i + 1) {
            values.add(text.substring(i + 1, close).replace('\t', ' '));
          }
          i = close + 1;
        } else if (isSpace(c)) {
          i++;
        } else {
          int stop = endOfValue(i, last);
          if (stop < last && NOT_IN_VALUES.indexOf(text.charAt(stop)) >= 0) {
            throw badValue(i, stop, last);
          }
          values.add(text.substring(i, stop));
          i = stop;
        }
      }
    }

    private int endOfValue(int begin, int last) {
      for (int i = begin; i < last; i++) {
        char c = text.charAt(i);
        if (c < OUTSIDE_VALUES.length && OUTSIDE_VALUES[c]) {
          return i;
        }
      }
      return last;
    }

    private ParameterException badValue(int i, int bad, int last) {
      int stop = bad;
      while (stop < last && text.charAt(stop) != '"' && !isSpace(text.charAt(stop))) {
        stop++;
      }
      char c = text.charAt(bad);
      return error(
          "the value \""
              + Problems.oneLine(text.substring(i, stop))
              + "\" of "
              + Problems.oneLine(name)
              + " contains '"
              + c
              + "'; "
              + (c == ',' || c == ';'
                  ? "separate values by spaces"
                  : "put it in quotes if it is meant as a text"));
    }

    private boolean oddQuotes(int begin, int stop) {
      boolean odd = false;
      for (int i = begin; i < stop; i++) {
        odd ^= text.charAt(i) == '"';
      }
      return odd;
    }

    ParameterException error(String hint) {
      int stop = end > start && text.charAt(end - 1) == '\r' ? end - 1 : end;
      return new ParameterException(
          source
              + ":"
              + number
              + ": "
              + hint
              + ": "
              + Problems.oneLine(text.substring(start, Math.min(stop, start + 200)).strip()));
    }
  }
}
