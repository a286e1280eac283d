package org.jelastix.conformance.replay;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jelastix.api.InputException;
import org.jelastix.api.image.Image;
import org.jelastix.api.image.ImageGrid;
import org.jelastix.conformance.phantom.Contrast;
import org.jelastix.conformance.phantom.HeadPhantom;
import org.jelastix.conformance.phantom.Warp;

/**
 * An image described in words: {@code phantom what=image size=48,40 spacing=1.2,0.9 origin=-20,3
 * turn=0.1 head=1 contrast=t1 smooth=3,2 rigid=0.05,2,-1 noise=3}.
 *
 * <p>{@code what} is image, mask or labels; {@code head} the seed of the anatomy; {@code smooth}
 * amplitude in mm and seed, {@code rigid} angles and translation of the warp that the head has
 * undergone; {@code field} and {@code spacing0} describe the grid that the head was made for, if it
 * is not the image's own. All but {@code size} may be left out.
 */
final class PhantomRecipe {
  static final String START = "phantom ";

  private final String text;
  private final Map<String, String> entries = new HashMap<>();

  PhantomRecipe(String text) {
    this.text = text;
    for (String word : text.substring(START.length()).strip().split(" +", -1)) {
      int equals = word.indexOf('=');
      if (equals < 1) {
        throw new InputException(text + ": expected name=value instead of \"" + word + "\"");
      }
      entries.put(word.substring(0, equals), word.substring(equals + 1));
    }
  }

  private double[] numbers(String name, double... otherwise) {
    String list = entries.get(name);
    if (list == null) {
      return otherwise;
    }
    try {
      return Arrays.stream(list.split(",", -1)).mapToDouble(Double::parseDouble).toArray();
    } catch (NumberFormatException e) {
      throw new InputException(text + ": " + name + " must be numbers with commas between", e);
    }
  }

  private int whole(String name, int otherwise) {
    return (int) numbers(name, otherwise)[0];
  }

  private ImageGrid grid() {
    double[] asked = numbers("size");
    int dim = asked.length;
    int[] size = new int[dim];
    double[] ones = new double[dim];
    for (int d = 0; d < dim; d++) {
      size[d] = (int) asked[d];
      ones[d] = 1;
    }
    double turn = numbers("turn", 0)[0];
    double[] direction = new double[dim * dim];
    for (int d = 0; d < dim; d++) {
      direction[d * dim + d] = d < 2 ? Math.cos(turn) : 1;
    }
    direction[1] = -Math.sin(turn);
    direction[dim] = Math.sin(turn);
    return new ImageGrid(
        size, numbers("spacing", ones), numbers("origin", new double[dim]), direction);
  }

  Image image() {
    ImageGrid grid = grid();
    ImageGrid field = entries.containsKey("of") ? new PhantomRecipe(START + of()).grid() : grid;
    HeadPhantom head = HeadPhantom.fitting(field, whole("head", 1));
    Warp warp = warp(field);
    return switch (entries.getOrDefault("what", "image")) {
      case "image" -> head.image(grid, contrast(), warp, whole("noise", 1));
      case "mask" -> head.brainMask(grid, warp);
      case "labels" -> head.labels(grid, warp);
      default -> throw new InputException(text + ": what must be image, mask or labels");
    };
  }

  /** The grid of another image, for which the head was made: {@code of=size:48,40;spacing:1,1}. */
  private String of() {
    return entries.get("of").replace(':', '=').replace(';', ' ');
  }

  private Contrast contrast() {
    return switch (entries.getOrDefault("contrast", "t1").toLowerCase(Locale.ROOT)) {
      case "t1" -> Contrast.T1;
      case "t2" -> Contrast.T2;
      case "ct" -> Contrast.CT;
      default -> throw new InputException(text + ": contrast must be t1, t2 or ct");
    };
  }

  private Warp warp(ImageGrid field) {
    int dim = field.dimension();
    Warp warp = Warp.identity(dim);
    if (entries.containsKey("smooth")) {
      double[] smooth = numbers("smooth");
      warp = Warp.smooth(field, smooth[0], (int) smooth[1]);
    }
    if (entries.containsKey("rigid")) {
      double[] rigid = numbers("rigid");
      int angles = rigid.length - dim;
      warp =
          warp.then(
              Warp.rigid(
                  Arrays.copyOf(rigid, angles),
                  field.center(),
                  Arrays.copyOfRange(rigid, angles, rigid.length)));
    }
    return warp;
  }
}
