/**
 * The runtime, for applications that embed registration and for the command line.
 *
 * <p>Finds components through {@link java.util.ServiceLoader}, never by depending on their modules.
 */
module org.jelastix.runtime {
  requires transitive org.jelastix.api;
  requires transitive com.google.guice;
  requires info.picocli;
  requires java.compiler;
  requires java.desktop;
  requires me.tongfei.progressbar;
  requires org.slf4j;

  // What Guice needs and, being an automatic module, cannot say itself.
  requires com.google.common;
  requires jakarta.inject;

  exports org.jelastix.runtime;
  exports org.jelastix.runtime.command;
  exports org.jelastix.runtime.registry;

  opens org.jelastix.runtime to
      com.google.guice;
  opens org.jelastix.runtime.registry to
      com.google.guice;
  opens org.jelastix.runtime.cli to
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
  uses org.jelastix.api.spi.TextFiles;
  uses org.jelastix.api.spi.TransformFileFormat;
  uses org.jelastix.api.spi.TransformProvider;
  uses org.jelastix.runtime.command.Subcommand;

  provides org.jelastix.api.spi.RegistrationProvider with
      org.jelastix.runtime.strategy.MultiMetricMultiResolutionRegistrationProvider,
      org.jelastix.runtime.strategy.MultiResolutionRegistrationProvider,
      org.jelastix.runtime.strategy.MultiResolutionRegistrationWithFeaturesProvider;
}
