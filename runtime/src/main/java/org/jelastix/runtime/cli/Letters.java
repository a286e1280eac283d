package org.jelastix.runtime.cli;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/**
 * Draws text from a picture of the printable ASCII letters, so that pictures look the same on
 * machines without fonts.
 */
final class Letters {
  static final int WIDTH = 9;
  static final int HEIGHT = 19;
  private static final int PER_ROW = 19;
  private static final int FIRST = 32;
  private static final int LAST = 126;

  private final BufferedImage sheet;

  Letters() {
    try (InputStream in = Letters.class.getResourceAsStream("letters.png")) {
      sheet = ImageIO.read(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Draws one line of text.
   *
   * @param onto RGB
   * @param text printable ASCII
   * @param left of the first letter, pixels
   * @param top of the line, pixels
   * @param color 0xRRGGBB
   */
  void draw(BufferedImage onto, String text, int left, int top, int color) {
    for (int i = 0; i < text.length(); i++) {
      drawLetter(onto, text.charAt(i), left + i * WIDTH, top, color);
    }
  }

  private void drawLetter(BufferedImage onto, char letter, int left, int top, int color) {
    int code = letter < FIRST || letter > LAST ? '?' : letter;
    int sheetX = (code - FIRST) % PER_ROW * WIDTH;
    int sheetY = (code - FIRST) / PER_ROW * HEIGHT;
    for (int y = 0; y < HEIGHT && top + y < onto.getHeight(); y++) {
      for (int x = 0; x < WIDTH && left + x < onto.getWidth(); x++) {
        int ink = sheet.getRaster().getSample(sheetX + x, sheetY + y, 0);
        int under = onto.getRGB(left + x, top + y);
        onto.setRGB(left + x, top + y, mix(under, color, ink));
      }
    }
  }

  private static int mix(int under, int over, int weight) {
    int mixed = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
      int u = (under >> shift) & 0xff;
      int o = (over >> shift) & 0xff;
      mixed |= ((u * (255 - weight) + o * weight) / 255) << shift;
    }
    return mixed;
  }
}
