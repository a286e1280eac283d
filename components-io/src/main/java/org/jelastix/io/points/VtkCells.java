package org.jelastix.io.points;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jelastix.api.InputException;
import org.jelastix.io.file.Problems;

/**
 * The lines and polygons of a legacy VTK file: POLYGONS, TRIANGLE_STRIPS, LINES, or CELLS with
 * their CELL_TYPES. Polylines are cut into their segments, strips into their triangles. Understands
 * lists of counts and numbers, and the OFFSETS and CONNECTIVITY of version 5.
 */
final class VtkCells {
  private static final int LINE = 3;
  private static final int POLYLINE = 4;
  private static final int TRIANGLE = 5;
  private static final int STRIP = 6;
  private static final int POLYGON = 7;
  private static final int PIXEL = 8;
  private static final int QUAD = 9;

  private final Path file;
  private final byte[] bytes;
  private final boolean binary;
  private final int points;
  private final List<int[]> segments = new ArrayList<>();
  private final List<int[]> polygons = new ArrayList<>();
  private int at;

  /**
   * @param file for messages
   * @param bytes all of it
   * @param from where the points end
   * @param binary whether numbers are big-endian rather than text
   * @param points how many there are
   */
  VtkCells(Path file, byte[] bytes, int from, boolean binary, int points) {
    this.file = file;
    this.bytes = bytes;
    this.at = from;
    this.binary = binary;
    this.points = points;
  }

  /** The polygons; the segments of lines if there are no polygons. */
  List<int[]> read() {
    List<int[]> untyped = List.of();
    while (at < bytes.length) {
      String line = nextLine().strip();
      String[] words = line.split("\\s+");
      switch (words[0].toUpperCase(Locale.ROOT)) {
        case "VERTICES":
          cells(words);
          break;
        case "LINES":
          cells(words).forEach(cell -> add(cell, POLYLINE));
          break;
        case "POLYGONS":
          cells(words).forEach(cell -> add(cell, POLYGON));
          break;
        case "TRIANGLE_STRIPS":
          cells(words).forEach(cell -> add(cell, STRIP));
          break;
        case "CELLS":
          untyped = cells(words);
          break;
        case "CELL_TYPES":
          addTyped(untyped, words);
          break;
        case "METADATA":
          skipBlock();
          break;
        case "CELL_DATA":
        case "POINT_DATA":
          at = bytes.length;
          break;
        default:
          // A line that says nothing about cells.
      }
    }
    return List.copyOf(polygons.isEmpty() ? segments : polygons);
  }

  private void addTyped(List<int[]> cells, String[] words) {
    int[] types = numbers(count(words, 1), false);
    if (types.length != cells.size()) {
      throw problem(cells.size() + " CELLS have " + types.length + " CELL_TYPES");
    }
    for (int i = 0; i < types.length; i++) {
      add(cells.get(i), types[i]);
    }
  }

  private void add(int[] cell, int type) {
    switch (type) {
      case LINE:
      case POLYLINE:
        for (int i = 0; i + 1 < cell.length; i++) {
          segments.add(new int[] {cell[i], cell[i + 1]});
        }
        break;
      case TRIANGLE:
      case POLYGON:
      case QUAD:
        polygons.add(cell);
        break;
      case PIXEL:
        polygons.add(
            cell.length == 4 ? new int[] {cell[0], cell[1], cell[3], cell[2]} : cell.clone());
        break;
      case STRIP:
        for (int i = 0; i + 2 < cell.length; i++) {
          int odd = i % 2;
          polygons.add(new int[] {cell[i + odd], cell[i + 1 - odd], cell[i + 2]});
        }
        break;
      default:
        // Points and volumes are no part of a surface.
    }
  }

  private List<int[]> cells(String[] words) {
    int first = count(words, 1);
    int second = count(words, 2);
    skipSpace();
    if (startsWith("OFFSETS")) {
      int[] offsets = numbers(first, isLong(nextLine()));
      skipSpace();
      if (!startsWith("CONNECTIVITY")) {
        throw problem("expected CONNECTIVITY after OFFSETS");
      }
      int[] corners = numbers(second, isLong(nextLine()));
      List<int[]> cells = new ArrayList<>();
      for (int i = 0; i + 1 < offsets.length; i++) {
        cells.add(cell(corners, offsets[i], offsets[i + 1]));
      }
      return cells;
    }
    int[] all = numbers(second, false);
    List<int[]> cells = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < first; i++) {
      if (from >= all.length) {
        throw problem(words[0] + " ends before the last of " + first + " cells");
      }
      int to = from + 1 + Math.max(-1, Math.min(all[from], all.length));
      cells.add(cell(all, from + 1, to));
      from = to;
    }
    return cells;
  }

  private int[] cell(int[] all, int from, int to) {
    if (from < 0 || to < from || to > all.length) {
      throw problem("a cell has corners " + from + " to " + to + " of " + all.length);
    }
    int[] cell = Arrays.copyOfRange(all, from, to);
    for (int corner : cell) {
      if (corner < 0 || corner >= points) {
        throw problem("a cell has point " + corner + " of " + points);
      }
    }
    return cell;
  }

  private int count(String[] words, int position) {
    if (words.length <= position || !words[position].matches("[0-9]{1,9}")) {
      throw problem(words[0] + " should be followed by how many cells and numbers there are");
    }
    return Integer.parseInt(words[position]);
  }

  private static boolean isLong(String declaration) {
    String line = declaration.toLowerCase(Locale.ROOT);
    return line.contains("int64") || line.contains("long");
  }

  private int[] numbers(int count, boolean isLong) {
    long needed = binary ? (isLong ? 8L : 4L) * count : Math.max(0, 2L * count - 1);
    if (needed > bytes.length - at) {
      throw problem(count + " numbers need at least " + needed + " bytes; the file is too short");
    }
    int[] values = new int[count];
    if (binary) {
      ByteBuffer b = ByteBuffer.wrap(bytes).order(ByteOrder.BIG_ENDIAN).position(at);
      for (int i = 0; i < count; i++) {
        values[i] =
            isLong ? (int) Math.max(-1, Math.min(Integer.MAX_VALUE, b.getLong())) : b.getInt();
      }
      at = b.position();
    } else {
      for (int i = 0; i < count; i++) {
        values[i] = nextNumber();
      }
    }
    return values;
  }

  private int nextNumber() {
    skipSpace();
    int from = at;
    while (at < bytes.length && !isSpace(bytes[at])) {
      at++;
    }
    String word = new String(bytes, from, Math.min(80, at - from), StandardCharsets.ISO_8859_1);
    if (!word.matches("[0-9]{1,9}")) {
      throw problem(
          word.isEmpty()
              ? "ends among the cells"
              : "\"" + Problems.oneLine(word) + "\" among the cells is not the number of a point");
    }
    return Integer.parseInt(word);
  }

  private static boolean isSpace(byte b) {
    return b >= 0 && b <= ' ';
  }

  private void skipSpace() {
    // A binary block may begin with bytes that look like white space, but it follows its line.
    while (at < bytes.length && isSpace(bytes[at]) && !(binary && bytes[at] == 0)) {
      at++;
    }
  }

  private boolean startsWith(String word) {
    return at + word.length() <= bytes.length
        && new String(bytes, at, word.length(), StandardCharsets.ISO_8859_1).equalsIgnoreCase(word);
  }

  private void skipBlock() {
    while (at < bytes.length && !nextLine().isBlank()) {
      // Information about the points.
    }
  }

  private String nextLine() {
    int from = at;
    while (at < bytes.length && bytes[at] != '\n') {
      at++;
    }
    int to = at;
    at = Math.min(bytes.length, at + 1);
    return new String(bytes, from, Math.min(to - from, 400), StandardCharsets.ISO_8859_1);
  }

  private InputException problem(String text) {
    return new InputException(file + ": " + text);
  }
}
