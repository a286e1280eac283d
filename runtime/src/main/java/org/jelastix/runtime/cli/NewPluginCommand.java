package org.jelastix.runtime.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jelastix.api.OutputException;
import org.jelastix.runtime.Jelastix;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Starts a plug-in. */
@CommandLine.Command(
    name = "new-plugin",
    description = {
      "Writes a small Maven project with a component of your own, which works, passes the"
          + " conformance kit, and waits to be changed."
    },
    footer = {
      "",
      "Example:",
      "  jelastix new-plugin LocalCorrelation --type metric",
      "  cd local-correlation && mvn verify",
      "  jelastix components show LocalCorrelation --plugins target"
    },
    sortOptions = false)
final class NewPluginCommand implements Command {
  @Parameters(
      index = "0",
      paramLabel = "NAME",
      description = "What parameter files will call it: a capital, then letters and digits.")
  private String name;

  @Option(
      names = "--type",
      required = true,
      paramLabel = "TYPE",
      description = "What it is: metric, transform, optimizer, sampler or interpolator.")
  private String type;

  @Option(
      names = "--package",
      paramLabel = "PACKAGE",
      description = "Package and module; com.example.NAME in lower case if not given.")
  private String packageName;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FOLDER",
      description = "New or empty; named after NAME if not given.")
  private String out;

  @Mixin private CommonOptions common;

  @Override
  public CommonOptions common() {
    return common;
  }

  @Override
  public void run(Terminal terminal) {
    PluginProject project = PluginProject.of(type, name, packageName, Version.of());
    OutputFolder folder = OutputFolder.created(out == null ? project.artifact() : out);
    requireEmpty(folder.path());
    try (Jelastix jelastix = common.settings(false).open()) {
      project
          .files()
          .forEach(
              (file, text) -> {
                OutputFolder.created(folder.file(file).getParent().toString());
                jelastix.textFiles().write(folder.file(file), text);
              });
    }
    terminal.out().println("wrote " + folder.path() + ":");
    project.files().keySet().forEach(file -> terminal.out().println("  " + file));
    if (Version.of().endsWith("-SNAPSHOT")) {
      terminal
          .out()
          .println(
              "first: mvn -DskipTests install in the checkout of jelastix, which is unreleased");
    }
    terminal.out().println("next: cd " + folder.path() + " && mvn verify");
  }

  private static void requireEmpty(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      if (files.findAny().isPresent()) {
        throw new OutputException(folder + ": there is something in this folder already");
      }
    } catch (IOException e) {
      throw new OutputException(folder + ": cannot be read: " + e.getMessage(), e);
    }
  }
}
