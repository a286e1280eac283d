package org.jelastix.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jelastix.api.image.Image;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.conformance.phantom.Dice;
import org.jelastix.runtime.Images;
import org.jelastix.runtime.Transformation;

/** Judges results of both programs by the same code, from their transform parameter files. */
final class Judge {
  private static final int BINS = 32;

  private Judge() {}

  /** Overlap of the brain's labels, carried over by nearest neighbour. */
  static double dice(BenchmarkPair pair, Path transformParameters) {
    Image labels = Images.standard().read(pair.movingLabels());
    Image warped = warp(transformParameters, "FinalNearestNeighborInterpolator", labels);
    return Dice.ofBrain(pair.fixedLabels(), warped);
  }

  /** Overlap before registration. */
  static double diceBefore(BenchmarkPair pair) {
    return Dice.ofBrain(pair.fixedLabels(), Images.standard().read(pair.movingLabels()));
  }

  /** Mutual information in nats of fixed and warped image, from a histogram of all voxels. */
  static double information(BenchmarkPair pair, Path transformParameters) {
    Image fixed = Images.standard().read(pair.fixed());
    Image moving = Images.standard().read(pair.moving());
    return information(fixed, warp(transformParameters, "FinalLinearInterpolator", moving));
  }

  private static Image warp(Path transformParameters, String interpolator, Image image) {
    Transformation transformation = Transformation.of(transformParameters);
    List<ParameterMap> maps = new ArrayList<>(transformation.parameterMaps());
    int top = maps.size() - 1;
    maps.set(top, maps.get(top).toBuilder().put("ResampleInterpolator", interpolator).build());
    return Transformation.of(maps).apply(image);
  }

  /** Σ p(k, l) log(p(k, l) / (p(k) p(l))), with bins of equal width from least to largest value. */
  static double information(Image a, Image b) {
    double[][] joint = new double[BINS][BINS];
    Bins binsA = Bins.of(a);
    Bins binsB = Bins.of(b);
    int n = a.length();
    for (int i = 0; i < n; i++) {
      joint[binsA.of(a.value(i))][binsB.of(b.value(i))] += 1.0 / n;
    }
    double[] first = new double[BINS];
    double[] second = new double[BINS];
    for (int k = 0; k < BINS; k++) {
      for (int l = 0; l < BINS; l++) {
        first[k] += joint[k][l];
        second[l] += joint[k][l];
      }
    }
    double sum = 0;
    for (int k = 0; k < BINS; k++) {
      for (int l = 0; l < BINS; l++) {
        if (joint[k][l] > 0) {
          sum += joint[k][l] * Math.log(joint[k][l] / (first[k] * second[l]));
        }
      }
    }
    return sum;
  }

  private record Bins(double least, double width) {
    static Bins of(Image image) {
      double least = Double.POSITIVE_INFINITY;
      double largest = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < image.length(); i++) {
        least = Math.min(least, image.value(i));
        largest = Math.max(largest, image.value(i));
      }
      return new Bins(least, (largest - least) / BINS);
    }

    int of(double value) {
      return width == 0 ? 0 : Math.min(BINS - 1, (int) ((value - least) / width));
    }
  }
}
