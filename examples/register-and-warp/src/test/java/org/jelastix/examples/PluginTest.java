package org.jelastix.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jelastix.api.image.Image;
import org.jelastix.api.parameter.ParameterMap;
import org.jelastix.runtime.Images;
import org.jelastix.runtime.Jelastix;
import org.jelastix.runtime.Registration;
import org.jelastix.runtime.RegistrationResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The metric of plugin-metric, found by its name in a parameter file in both of its ways in. */
final class PluginTest {
  private static final Path DATA = Path.of("..", "data");
  private static final Path PLUGIN = Path.of("..", "plugin-metric");
  private static final Path APPLICATION =
      Path.of("..", "..", "runtime", "target", "jelastix", "lib");

  private @TempDir Path folder;

  @Test
  void isFoundOnTheClassPath() {
    Images images = Images.standard();
    Image fixed = images.read(DATA.resolve("brain2d-fixed.mha"));
    Image moving = images.read(DATA.resolve("brain2d-moving.mha"));
    try (Jelastix jelastix = Jelastix.standard()) {
      ParameterMap parameters = jelastix.parameterMaps().read(PLUGIN.resolve("robust.txt"));
      RegistrationResult result =
          Registration.builder()
              .jelastix(jelastix)
              .fixed(fixed)
              .moving(moving)
              .parameters(parameters)
              .strict(true)
              .build()
              .run();
      assertTrue(meanDifference(fixed, result.resultImage()) < 0.6 * meanDifference(fixed, moving));
    }
  }

  @Test
  void isFoundInAPluginFolderByTheCommandLine() throws IOException, InterruptedException {
    assumeTrue(
        Files.isDirectory(APPLICATION) && Files.isDirectory(PLUGIN.resolve("target")),
        "needs the built jars; run mvn verify");
    Path plugins = Files.createDirectory(folder.resolve("plugins"));
    Path out = Files.createDirectory(folder.resolve("out"));
    Files.copy(pluginJar(), plugins.resolve("robust-metric.jar"));

    assertEquals(0, jelastix("components", "show", "RobustDifference", "--plugins", "" + plugins));
    assertTrue(log().contains("RobustScale"), log());

    int code =
        jelastix(
            "elastix",
            "-f",
            "" + DATA.resolve("brain2d-fixed.mha"),
            "-m",
            "" + DATA.resolve("brain2d-moving.mha"),
            "-p",
            "" + PLUGIN.resolve("robust.txt"),
            "-out",
            "" + out,
            "--plugins",
            "" + plugins);
    assertEquals(0, code, log());
    assertTrue(Files.exists(out.resolve("result.0.mha")));

    assertEquals(1, jelastix("components", "show", "RobustDifference"), "without --plugins");
  }

  private int jelastix(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
    command.add("-Dguice_bytecode_gen_option=DISABLED");
    command.addAll(List.of("-p", "" + APPLICATION, "--add-modules", "ALL-MODULE-PATH"));
    command.addAll(List.of("-m", "org.jelastix.runtime/org.jelastix.runtime.cli.Main"));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("log").toFile())
        .start()
        .waitFor();
  }

  private String log() throws IOException {
    return Files.readString(folder.resolve("log"), StandardCharsets.UTF_8);
  }

  private static Path pluginJar() throws IOException {
    try (Stream<Path> jars = Files.list(PLUGIN.resolve("target"))) {
      return jars.filter(f -> f.toString().endsWith(".jar")).findFirst().orElseThrow();
    }
  }

  private static double meanDifference(Image a, Image b) {
    double sum = 0;
    for (int i = 0; i < a.length(); i++) {
      sum += Math.abs(a.value(i) - b.value(i));
    }
    return sum / a.length();
  }
}
