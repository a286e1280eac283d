package org.jelastix.benchmarks.kernels;

/**
 * The hot loops, with the work that one sample (or voxel) needs.
 *
 * <p>Flops: additions, multiplications, comparisons and roundings of the plain formula with sums
 * done axis by axis, one each; a fused multiply-add would be two. Bytes: what is read and written
 * once; small tables that are used again and again (control points, weights, histogram) count
 * nothing, and a random place in a large image counts the 64-byte lines that its support touches.
 */
enum HotLoop {
  FORWARD_2("BSplineBenchmark.forward2", "B-spline map, 2-D", "point", 134, 32, Place.CACHE),
  FORWARD_3("BSplineBenchmark.forward3", "B-spline map, 3-D", "point", 580, 48, Place.CACHE),
  PULLBACK_2("BSplineBenchmark.pullback2", "B-spline pullback, 2-D", "point", 76, 16, Place.CACHE),
  PULLBACK_3("BSplineBenchmark.pullback3", "B-spline pullback, 3-D", "point", 450, 24, Place.CACHE),
  BENDING_3(
      "SpatialBenchmark.bendingEnergy3", "bending energy, 3-D", "point", 4000, 24, Place.CACHE),
  HESSIANS_3(
      "SpatialBenchmark.hessians3", "Hessians and pullback, 3-D", "point", 4000, 456, Place.CACHE),
  LINEAR("InterpolationBenchmark.linearValues", "linear values", "point", 50, 288, Place.MEMORY),
  LINEAR_GRADIENT(
      "InterpolationBenchmark.linearGradients",
      "linear values and gradients",
      "point",
      105,
      312,
      Place.MEMORY),
  CUBIC("InterpolationBenchmark.cubicValues", "cubic values", "point", 255, 1250, Place.MEMORY),
  CUBIC_GRADIENT(
      "InterpolationBenchmark.cubicGradients",
      "cubic values and gradients",
      "point",
      520,
      1272,
      Place.MEMORY),
  GAUSSIAN_ROWS(
      "FilterBenchmark.gaussianAlongRows", "Gaussian along rows", "voxel", 31, 8, Place.MEMORY),
  GAUSSIAN_SLICES(
      "FilterBenchmark.gaussianAcrossSlices",
      "Gaussian across slices",
      "voxel",
      31,
      8,
      Place.MEMORY),
  PREFILTER(
      "FilterBenchmark.splinePrefilter", "spline prefilter, 3 axes", "voxel", 15, 32, Place.MEMORY),
  PYRAMID(
      "FilterBenchmark.pyramid", "smoothing pyramid, 4 levels", "voxel", 372, 128, Place.MEMORY),
  INFORMATION(
      "MeasureBenchmark.mutualInformation", "mutual information", "sample", 80, 40, Place.CACHE),
  SQUARES("MeasureBenchmark.meanSquares", "mean squares", "sample", 5, 24, Place.CACHE),
  MAP_BOX("ResamplingBenchmark.mapBox", "B-spline map of a box", "voxel", 35, 24, Place.CACHE),
  MAP_TURNED_BOX(
      "ResamplingBenchmark.mapTurnedBox",
      "B-spline map of a turned box",
      "voxel",
      380,
      24,
      Place.CACHE),
  RESAMPLE(
      "ResamplingBenchmark.resample", "resampling, cubic, B-spline", "voxel", 300, 8, Place.MEMORY),
  JACOBIAN_TERMS(
      "StepSizeBenchmark.jacobianTerms", "Jacobian terms", "sample", 12500, 7800, Place.CACHE);

  private final String benchmark;
  private final String title;
  private final String unit;
  private final double flops;
  private final double bytes;
  private final Place place;

  /** Where the bytes are. */
  enum Place {
    /** Buffers that stay in the second-level cache. */
    CACHE,
    /** Whole images. */
    MEMORY
  }

  HotLoop(String benchmark, String title, String unit, double flops, double bytes, Place place) {
    this.benchmark = benchmark;
    this.title = title;
    this.unit = unit;
    this.flops = flops;
    this.bytes = bytes;
    this.place = place;
  }

  /** Class and method of the benchmark. */
  String benchmark() {
    return benchmark;
  }

  String title() {
    return title;
  }

  /** What one operation handles. */
  String unit() {
    return unit;
  }

  double flops() {
    return flops;
  }

  double bytes() {
    return bytes;
  }

  Place place() {
    return place;
  }

  /** Flops a byte: where the loop stands on the roofline's horizontal axis. */
  double intensity() {
    return flops / bytes;
  }
}
