package org.jelastix.io.points;

import java.nio.file.Path;
import java.util.List;
import org.jelastix.api.InputException;
import org.jelastix.api.image.PointSet;
import org.jelastix.api.spi.PointSetFormat;
import org.jelastix.io.file.InputFiles;
import org.jelastix.io.file.NumberText;
import org.jelastix.io.file.Problems;
import org.jelastix.io.file.WholeTextFiles;

/**
 * The input point files of transformix: {@code point} or {@code index}, the number of points, then
 * the coordinates, apart by any white space. Without the first word, points are indices. What
 * follows the last point is passed over, as in elastix, unless it shows that the points have
 * another dimension than the image.
 */
public final class ElastixPointsFormat implements PointSetFormat {
  private static final long MOST_BYTES = Integer.MAX_VALUE - 16L;

  /** Ready to use. */
  public ElastixPointsFormat() {}

  @Override
  public String name() {
    return "elastix points";
  }

  @Override
  public List<String> extensions() {
    return List.of(".txt", ".pts");
  }

  @Override
  public boolean recognises(Path file) {
    String head = InputFiles.decode(InputFiles.head(file, 64)).strip();
    return head.matches("(?s)(point|index)?\\s*[0-9]+(\\s.*)?");
  }

  @Override
  public PointSet read(Path file, int dimension) {
    Words words = new Words(InputFiles.text(file, MOST_BYTES), file);
    String first = words.next();
    boolean indices = true;
    if (first != null && (first.equals("point") || first.equals("index"))) {
      indices = first.equals("index");
      first = words.next();
    }
    int count = words.count(first);
    long left = words.left();
    long needed = (long) count * dimension;
    // Two characters are the least that a coordinate takes, but for the last one.
    if (2 * needed - 1 > left) {
      throw tooFew(file, count, dimension, words.remaining());
    }
    double[] coordinates = new double[(int) needed];
    for (int i = 0; i < coordinates.length; i++) {
      String word = words.next();
      if (word == null) {
        throw tooFew(file, count, dimension, i);
      }
      coordinates[i] = words.number(word);
    }
    int more = words.remaining();
    for (int other = dimension + 1; other <= 5 && count > 0; other++) {
      if (needed + more == (long) count * other) {
        throw new InputException(
            file
                + ": the points have "
                + other
                + " coordinates each, but the image has "
                + dimension
                + " dimensions");
      }
    }
    return new PointSet(dimension, coordinates, indices);
  }

  private static InputException tooFew(Path file, int count, int dimension, int have) {
    return new InputException(
        file
            + ": "
            + count
            + " points of "
            + dimension
            + " coordinates need "
            + (long) count * dimension
            + " numbers, but the file has "
            + have);
  }

  @Override
  public void write(PointSet points, Path template, Path file) {
    int dim = points.dimension();
    StringBuilder text = new StringBuilder();
    text.append(points.areIndices() ? "index\n" : "point\n").append(points.size()).append('\n');
    for (int i = 0; i < points.size(); i++) {
      for (int d = 0; d < dim; d++) {
        text.append(d == 0 ? "" : " ").append(NumberText.of(points.get(i, d)));
      }
      text.append('\n');
    }
    new WholeTextFiles().write(file, text);
  }

  /** The words of a text with their lines. */
  private static final class Words {
    private final String text;
    private final Path file;
    private int at;
    private int line = 1;

    Words(String text, Path file) {
      this.text = text;
      this.file = file;
    }

    /** The next word, or null at the end. */
    String next() {
      while (at < text.length() && text.charAt(at) <= ' ') {
        line += text.charAt(at) == '\n' ? 1 : 0;
        at++;
      }
      int from = at;
      while (at < text.length() && text.charAt(at) > ' ') {
        at++;
      }
      return from == at ? null : text.substring(from, at);
    }

    long left() {
      return (long) text.length() - at;
    }

    /** How many words are left; takes them. */
    int remaining() {
      int words = 0;
      while (next() != null) {
        words++;
      }
      return words;
    }

    int count(String word) {
      try {
        int count = word == null ? -1 : Integer.parseInt(word);
        if (count >= 0) {
          return count;
        }
      } catch (NumberFormatException e) {
        // Said below, with what would be accepted.
      }
      throw new InputException(
          file
              + ":"
              + line
              + ": expected \"point\" or \"index\" and then the number of points, found "
              + (word == null ? "the end" : "\"" + Problems.oneLine(word) + "\""));
    }

    double number(String word) {
      try {
        return Double.parseDouble(word);
      } catch (NumberFormatException e) {
        throw new InputException(
            file + ":" + line + ": \"" + Problems.oneLine(word) + "\" is not a number", e);
      }
    }
  }
}
