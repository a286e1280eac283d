/**
 * The conformance kit, for authors of extensions who want to prove that a component keeps its
 * contract.
 *
 * <p>A library of tests: depend on it in test scope. JUnit is needed for {@code junit} alone; the
 * checks run without it.
 */
module org.jelastix.conformance {
  requires transitive org.jelastix.api;
  requires transitive org.jelastix.runtime;
  requires static transitive org.junit.jupiter.api;
  requires static org.opentest4j;
  requires info.picocli;
  requires java.management;
  requires jdk.management;

  exports org.jelastix.conformance;
  exports org.jelastix.conformance.asserting;
  exports org.jelastix.conformance.junit;
  exports org.jelastix.conformance.phantom;
  exports org.jelastix.conformance.replay;
  exports org.jelastix.conformance.suite;

  opens org.jelastix.conformance.command to
      info.picocli;

  uses org.jelastix.api.spi.FixedPyramidProvider;
  uses org.jelastix.api.spi.ImageFormat;
  uses org.jelastix.api.spi.InterpolatorProvider;
  uses org.jelastix.api.spi.MetricProvider;
  uses org.jelastix.api.spi.MovingPyramidProvider;
  uses org.jelastix.api.spi.OptimizerProvider;
  uses org.jelastix.api.spi.ParameterFileFormat;
  uses org.jelastix.api.spi.PointSetFormat;
  uses org.jelastix.api.spi.RegistrationProvider;
  uses org.jelastix.api.spi.ResampleInterpolatorProvider;
  uses org.jelastix.api.spi.ResamplerProvider;
  uses org.jelastix.api.spi.SamplerProvider;
  uses org.jelastix.api.spi.TransformFileFormat;
  uses org.jelastix.api.spi.TransformProvider;

  provides org.jelastix.runtime.command.Subcommand with
      org.jelastix.conformance.command.ConformanceCommand,
      org.jelastix.conformance.command.RecordCommand,
      org.jelastix.conformance.command.ReplayCommand;
}
