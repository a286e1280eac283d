package org.jelastix.runtime.cli;

import org.jelastix.api.parameter.ComponentParameters;
import org.jelastix.api.parameter.Parameter;
import org.jelastix.api.parameter.ParameterMap;

/** Which files a parameter file asks for. */
final class OutputChoices {
  private static final Parameter<Boolean> RESULT = Parameter.bool("WriteResultImage", true);
  private static final Parameter<Boolean> RESULT_EACH_RESOLUTION =
      Parameter.bool("WriteResultImageAfterEachResolution", false).perResolution();
  private static final Parameter<Boolean> RESULT_EACH_ITERATION =
      Parameter.bool("WriteResultImageAfterEachIteration", false).perResolution();
  private static final Parameter<Boolean> TRANSFORM =
      Parameter.bool("WriteFinalTransformParameters", true);
  private static final Parameter<Boolean> TRANSFORM_EACH_RESOLUTION =
      Parameter.bool("WriteTransformParametersEachResolution", false);
  private static final Parameter<Boolean> TRANSFORM_EACH_ITERATION =
      Parameter.bool("WriteTransformParametersEachIteration", false);
  private static final Parameter<Boolean> PYRAMIDS =
      Parameter.bool("WritePyramidImagesAfterEachResolution", false).perResolution();
  private static final Parameter<Boolean> ITERATION_INFO =
      Parameter.bool("WriteIterationInfo", true);
  private static final Parameter<String> FORMAT = Parameter.text("ResultImageFormat", "mhd");
  private static final Parameter<Boolean> COMPRESS = Parameter.bool("CompressResultImage", false);

  private static final Parameter<Boolean> BINARY =
      Parameter.bool("UseBinaryFormatForTransformationParameters", false);

  private static final Parameter<String> RESULT_NAME = Parameter.text("ResultImageName", "result");
  private static final Parameter<String> TRANSFORM_FORMAT =
      Parameter.text("OutputTransformParameterFileFormat", "");
  private static final Parameter<String> ITK_EXTENSION =
      Parameter.text("ITKTransformOutputFileNameExtension", "");
  private static final Parameter<Boolean> ITK_COMPOSITE =
      Parameter.bool("WriteITKCompositeTransform", false);

  private static final Parameter<Boolean> MESH_EACH_RESOLUTION =
      Parameter.bool("WriteResultMeshAfterEachResolution", false).perResolution();
  private static final Parameter<Boolean> MESH_EACH_ITERATION =
      Parameter.bool("WriteResultMeshAfterEachIteration", false).perResolution();
  private static final Parameter<String> MESH_FORMAT = Parameter.text("ResultMeshFormat", "vtk");

  private final ComponentParameters parameters;

  OutputChoices(ParameterMap map) {
    this.parameters = new ComponentParameters(map, "", 0);
  }

  boolean resultImage() {
    return parameters.get(RESULT);
  }

  boolean resultImageAfterResolution(int resolution) {
    return parameters.at(resolution).get(RESULT_EACH_RESOLUTION);
  }

  boolean resultImageAfterIteration(int resolution) {
    return parameters.at(resolution).get(RESULT_EACH_ITERATION);
  }

  boolean meshAfterResolution(int resolution) {
    return parameters.at(resolution).get(MESH_EACH_RESOLUTION);
  }

  boolean meshAfterIteration(int resolution) {
    return parameters.at(resolution).get(MESH_EACH_ITERATION);
  }

  /** File name extension of meshes, without dot. */
  String meshFormat() {
    return parameters.get(MESH_FORMAT);
  }

  boolean transformParameters() {
    return parameters.get(TRANSFORM);
  }

  boolean transformParametersAfterResolution() {
    return parameters.get(TRANSFORM_EACH_RESOLUTION);
  }

  boolean transformParametersAfterIteration() {
    return parameters.get(TRANSFORM_EACH_ITERATION);
  }

  boolean pyramidImages(int resolution) {
    return parameters.at(resolution).get(PYRAMIDS);
  }

  boolean iterationInfo() {
    return parameters.get(ITERATION_INFO);
  }

  /** File name extension of images, without dot. */
  String imageFormat() {
    return parameters.get(FORMAT);
  }

  boolean compress() {
    return parameters.get(COMPRESS);
  }

  /** Whether transform parameters go to a binary file beside the text. */
  boolean binary() {
    return parameters.get(BINARY);
  }

  /** First part of the names of result images. */
  String resultName() {
    return parameters.get(RESULT_NAME);
  }

  /** File name extension of transform parameter files, which decides on their format. */
  String transformExtension() {
    return parameters.get(TRANSFORM_FORMAT).equalsIgnoreCase("toml") ? "toml" : "txt";
  }

  /** File name extension of ITK transform files, without dot; empty if none are asked for. */
  String itkExtension() {
    return parameters.get(ITK_EXTENSION);
  }

  /** Whether an ITK transform file with all initial transforms is asked for. */
  boolean itkComposite() {
    return parameters.get(ITK_COMPOSITE) && !itkExtension().isEmpty();
  }
}
