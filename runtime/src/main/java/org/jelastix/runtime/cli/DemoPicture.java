package org.jelastix.runtime.cli;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import javax.imageio.ImageIO;
import org.jelastix.api.OutputException;
import org.jelastix.api.image.Image;

/**
 * The picture of the demo: the two images, and checkerboards of both before and after, with words.
 */
final class DemoPicture {
  private static final int ZOOM = 2;
  private static final int SQUARE = 24;
  private static final int GAP = 24;
  private static final int TOP = 108;
  private static final int BOTTOM = 92;
  private static final int PAPER = 0x14171c;
  private static final int INK = 0xf2f2f2;
  private static final int FAINT = 0x9aa4b2;
  private static final int WARM = 0xffb454;
  private static final int COOL = 0x6cc7ff;

  private final Image fixed;
  private final Image moving;
  private final Image registered;
  private final Agreement before;
  private final Agreement after;
  private final Letters letters = new Letters();

  /** All images are 2-D, on one grid, with values from 0 to 255. */
  DemoPicture(Image fixed, Image moving, Image registered, Agreement before, Agreement after) {
    this.fixed = fixed;
    this.moving = moving;
    this.registered = registered;
    this.before = before;
    this.after = after;
  }

  /** Writes the picture as PNG, beside its final name first. */
  void write(Path file) {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try {
      ImageIO.write(draw(), "png", part.toFile());
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new OutputException(file + ": cannot be written", e);
    }
  }

  BufferedImage draw() {
    int width = fixed.grid().size(0) * ZOOM;
    int height = fixed.grid().size(1) * ZOOM;
    int step = width + GAP;
    BufferedImage page =
        new BufferedImage(5 * step + GAP, TOP + height + BOTTOM, BufferedImage.TYPE_INT_RGB);
    fill(page, PAPER);
    letters.draw(page, "jelastix demo: bringing one image into line with another", GAP, 18, INK);
    drawPanel(page, GAP, "1  fixed image", "stays where it is", WARM, fixed, fixed);
    drawPanel(
        page, GAP + step, "2  moving image", "is turned, shifted, bent", COOL, moving, moving);
    drawPanel(
        page,
        GAP + 2 * step,
        "3  result",
        "2, brought into line with 1",
        COOL,
        registered,
        registered);
    drawPanel(page, GAP + 3 * step, "before", "checkerboard of 1 and 2", INK, fixed, moving);
    drawPanel(page, GAP + 4 * step, "after", "checkerboard of 1 and 3", INK, fixed, registered);
    drawWords(page, TOP + height + 12);
    drawNumbers(page, before, GAP + 3 * step, TOP + height + 12);
    drawNumbers(page, after, GAP + 4 * step, TOP + height + 12);
    return page;
  }

  private void drawWords(BufferedImage page, int top) {
    int letter = Letters.WIDTH;
    letters.draw(page, "How to read a checkerboard: its squares show in turn", GAP, top, FAINT);
    letters.draw(page, "the fixed image", GAP + 53 * letter, top, WARM);
    letters.draw(page, "and", GAP + 69 * letter, top, FAINT);
    letters.draw(page, "the other one.", GAP + 73 * letter, top, COOL);
    letters.draw(
        page,
        "Where outlines run on from square to square, the two images fit.",
        GAP,
        top + 22,
        FAINT);
    letters.draw(
        page,
        "Dice says how well the tissues overlap, NCC how alike the brightness is; 1 is perfect.",
        GAP,
        top + 44,
        FAINT);
  }

  private void drawNumbers(BufferedImage page, Agreement agreement, int left, int top) {
    letters.draw(page, "tissue overlap (Dice) " + agreement.diceText(), left, top, INK);
    letters.draw(page, "correlation (NCC)     " + agreement.nccText(), left, top + 22, INK);
  }

  private static void fill(BufferedImage page, int color) {
    for (int y = 0; y < page.getHeight(); y++) {
      for (int x = 0; x < page.getWidth(); x++) {
        page.setRGB(x, y, color);
      }
    }
  }

  /** A title, and two images in turn; tinted if they differ. */
  private void drawPanel(
      BufferedImage page,
      int left,
      String title,
      String subtitle,
      int color,
      Image even,
      Image odd) {
    letters.draw(page, title, left, 56, color);
    letters.draw(page, subtitle, left, 78, FAINT);
    int width = even.grid().size(0);
    int height = even.grid().size(1);
    for (int y = 0; y < height * ZOOM; y++) {
      for (int x = 0; x < width * ZOOM; x++) {
        boolean first = (x / ZOOM / SQUARE + y / ZOOM / SQUARE) % 2 == 0;
        int voxel = y / ZOOM * width + x / ZOOM;
        double value = (first ? even : odd).value(voxel);
        int tint = even == odd ? 0xffffff : first ? WARM : COOL;
        page.setRGB(left + x, TOP + y, shade(value, tint));
      }
    }
  }

  /** Grey with a breath of colour. */
  private static int shade(double value, int tint) {
    double grey = Math.max(0, Math.min(255, value));
    int rgb = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      double toward = ((tint >> shift) & 0xff) / 255.0;
      int channel = (int) Math.round(grey * (0.6 + 0.4 * toward));
      rgb |= channel << shift;
    }
    return rgb;
  }
}
