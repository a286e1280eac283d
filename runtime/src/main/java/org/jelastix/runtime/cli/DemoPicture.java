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
  private static final int BOTTOM = 98;
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
    BufferedImage page =
        new BufferedImage(4 * width + 5 * GAP, TOP + height + BOTTOM, BufferedImage.TYPE_INT_RGB);
    fill(page, PAPER);
    letters.draw(page, "jelastix demo: bringing one image into line with another", GAP, 18, INK);
    String[] titles = {"1  fixed image", "2  moving image", "3  both, before", "4  both, after"};
    String[] subtitles = {
      "stays where it is",
      "is turned, shifted, bent",
      "checkerboard of 1 and 2",
      "checkerboard of 1 and result"
    };
    for (int panel = 0; panel < 4; panel++) {
      int left = GAP + panel * (width + GAP);
      letters.draw(page, titles[panel], left, 56, panel < 2 ? (panel == 0 ? WARM : COOL) : INK);
      letters.draw(page, subtitles[panel], left, 78, FAINT);
    }
    drawPanel(page, GAP, fixed, fixed);
    drawPanel(page, 2 * GAP + width, moving, moving);
    drawPanel(page, 3 * GAP + 2 * width, fixed, moving);
    drawPanel(page, 4 * GAP + 3 * width, fixed, registered);
    int below = TOP + height + 12;
    int third = 3 * GAP + 2 * width;
    int fourth = 4 * GAP + 3 * width;
    letters.draw(page, "How to read 3 and 4: squares show in turn the", GAP, below, FAINT);
    letters.draw(page, "fixed image", GAP + 46 * Letters.WIDTH, below, WARM);
    letters.draw(page, "and the", GAP + 58 * Letters.WIDTH, below, FAINT);
    letters.draw(page, "other", GAP + 66 * Letters.WIDTH, below, COOL);
    letters.draw(
        page,
        "one. Where outlines run on from square to square, they fit.",
        GAP,
        below + 22,
        FAINT);
    letters.draw(page, "tissue overlap (Dice) " + before.diceText(), third, below, INK);
    letters.draw(page, "correlation (NCC)     " + before.nccText(), third, below + 22, INK);
    letters.draw(page, "tissue overlap (Dice) " + after.diceText(), fourth, below, INK);
    letters.draw(page, "correlation (NCC)     " + after.nccText(), fourth, below + 22, INK);
    letters.draw(page, "1 would be perfect", fourth, below + 48, FAINT);
    return page;
  }

  private static void fill(BufferedImage page, int color) {
    for (int y = 0; y < page.getHeight(); y++) {
      for (int x = 0; x < page.getWidth(); x++) {
        page.setRGB(x, y, color);
      }
    }
  }

  /** Two images in turn, tinted if they differ. */
  private static void drawPanel(BufferedImage page, int left, Image even, Image odd) {
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
