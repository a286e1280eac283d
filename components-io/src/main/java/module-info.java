/**
 * File formats, for everyone who reads or writes images, points, parameters or transforms.
 *
 * <p>Exports nothing: formats reach the runtime as services, so the provides clauses are the whole
 * surface of this module. Put it on the module path or the class path beside the runtime's jar.
 */
module org.jelastix.io {
  requires org.jelastix.api;
  requires com.twelvemonkeys.imageio.core;
  requires com.twelvemonkeys.imageio.metadata;
  requires com.twelvemonkeys.imageio.tiff;
  requires io.jhdf;
  requires java.desktop;
  requires tools.jackson.core;
  requires tools.jackson.databind;
  requires tools.jackson.dataformat.toml;

  provides org.jelastix.api.spi.ImageFormat with
      org.jelastix.io.image.MetaImageFormat,
      org.jelastix.io.image.NiftiFormat,
      org.jelastix.io.image.NrrdFormat,
      org.jelastix.io.image.PngFormat,
      org.jelastix.io.image.JpegFormat,
      org.jelastix.io.image.TiffFormat,
      org.jelastix.io.image.BmpFormat;
  provides org.jelastix.api.spi.ParameterFileFormat with
      org.jelastix.io.parameter.ElastixParameterFormat,
      org.jelastix.io.parameter.TomlParameterFormat;
  provides org.jelastix.api.spi.PointSetFormat with
      org.jelastix.io.points.ElastixPointsFormat,
      org.jelastix.io.points.VtkPointsFormat;
  provides org.jelastix.api.spi.TextFiles with
      org.jelastix.io.file.WholeTextFiles;
  provides org.jelastix.api.spi.TransformFileFormat with
      org.jelastix.io.transform.ItkTextTransformFormat,
      org.jelastix.io.transform.ItkHdf5TransformFormat;
}
