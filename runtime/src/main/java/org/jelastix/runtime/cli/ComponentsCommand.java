package org.jelastix.runtime.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.jelastix.api.ParameterException;
import org.jelastix.api.parameter.Parameter;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.runtime.Jelastix;
import org.jelastix.runtime.registry.ComponentRegistry;
import org.jelastix.runtime.registry.GeneralParameters;
import org.jelastix.runtime.registry.ReferencePages;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists components, and what they read. */
@CommandLine.Command(
    name = "components",
    description = "Lists the components that parameter files can name, and shows their parameters.",
    footer = {
      "",
      "Examples:",
      "  jelastix components list",
      "  jelastix components list Metric",
      "  jelastix components show AdvancedMattesMutualInformation",
      "  jelastix components show general",
      "  jelastix components reference --out docs/reference"
    },
    sortOptions = false)
final class ComponentsCommand implements Command {
  private static final String GENERAL = "general";

  @Parameters(
      index = "0",
      arity = "0..1",
      defaultValue = "list",
      paramLabel = "list|show|reference",
      description = "What to do; list if not given. reference writes a page for each kind.")
  private String action;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "NAME",
      description = "For list, a kind of component; for show, a component.")
  private String name;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FOLDER",
      description = "For reference, where the pages go; made if need be.")
  private String out;

  @Mixin private CommonOptions common;

  @Override
  public CommonOptions common() {
    return common;
  }

  @Override
  public void run(Terminal terminal) {
    try (Jelastix jelastix = common.settings(false).open()) {
      ComponentRegistry registry = jelastix.components();
      switch (action) {
        case "list" -> list(registry, terminal.out());
        case "show" -> show(registry, terminal.out());
        case "reference" -> reference(jelastix);
        default ->
            throw new UsageException(
                "\"" + action + "\" is not an action; use list, show or reference");
      }
    }
  }

  private void list(ComponentRegistry registry, PrintStream out) {
    boolean any = false;
    for (ComponentType type : ComponentType.values()) {
      if (name != null && !type.parameterName().equalsIgnoreCase(name)) {
        continue;
      }
      any = true;
      out.println(type.parameterName());
      List<ComponentInfo> infos = registry.list(type);
      int width = infos.stream().mapToInt(info -> info.name().length()).max().orElse(0);
      for (ComponentInfo info : infos) {
        out.println("  " + pad(info.name(), width) + "  " + info.summary());
      }
      out.println();
    }
    if (!any) {
      throw new UsageException("there is no kind of component \"" + name + "\"; known: " + kinds());
    }
  }

  private void reference(Jelastix jelastix) {
    if (out == null) {
      throw new UsageException("reference needs a folder to write to; give --out");
    }
    OutputFolder folder = OutputFolder.created(out);
    new ReferencePages(jelastix.components())
        .pages()
        .forEach((name, text) -> jelastix.textFiles().write(folder.file(name), text));
  }

  private static String kinds() {
    List<String> names = new ArrayList<>();
    for (ComponentType type : ComponentType.values()) {
      names.add(type.parameterName());
    }
    return String.join(", ", names);
  }

  private void show(ComponentRegistry registry, PrintStream out) {
    if (name == null) {
      throw new UsageException("show needs the name of a component, or \"" + GENERAL + "\"");
    }
    if (name.equals(GENERAL)) {
      out.println("Parameters that belong to no single component\n");
      GeneralParameters.all().forEach(p -> show(p, out));
      return;
    }
    boolean any = false;
    for (ComponentType type : ComponentType.values()) {
      ComponentInfo info = registry.find(type, name).orElse(null);
      if (info != null) {
        any = true;
        show(info, registry.location(info), out);
      }
    }
    if (!any) {
      throw new ParameterException(
          "there is no component \"" + name + "\"" + hint(registry) + "; see jelastix components");
    }
  }

  private String hint(ComponentRegistry registry) {
    List<String> names = new ArrayList<>();
    registry.list().forEach(info -> names.add(info.name()));
    return Nearest.phrase(name, names);
  }

  private static void show(ComponentInfo info, String location, PrintStream out) {
    out.println(info.name() + " (" + info.type().parameterName() + ")");
    out.println("  " + info.summary());
    if (!info.reference().isEmpty()) {
      out.println("  Reference: " + info.reference());
    }
    if (!info.aliases().isEmpty()) {
      out.println("  Also called: " + String.join(", ", info.aliases()));
    }
    if (!location.isEmpty()) {
      out.println("  From: " + location);
    }
    out.println();
    info.parameters().forEach(p -> show(p, out));
  }

  private static void show(Parameter<?> parameter, PrintStream out) {
    StringBuilder line = new StringBuilder("  (").append(parameter.name());
    line.append(' ').append(parameter.type().name());
    line.append(
        switch (parameter.arity()) {
          case SINGLE -> "";
          case PER_RESOLUTION -> ", one or one a resolution";
          case LIST -> ", list";
        });
    line.append(')');
    if (!parameter.defaultText().isEmpty()) {
      line.append("  default ").append(parameter.defaultText());
    }
    if (!parameter.unit().isEmpty()) {
      line.append(' ').append(parameter.unit());
    }
    if (!parameter.rangeText().isEmpty()) {
      line.append("; ").append(parameter.rangeText());
    }
    out.println(line);
    for (String docLine : wrap(parameter.doc(), 88)) {
      out.println("      " + docLine);
    }
  }

  private static List<String> wrap(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.trim().split("\\s+", -1)) {
      if (line.length() > 0 && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.length() > 0 ? " " : "").append(word);
    }
    if (line.length() > 0) {
      lines.add(line.toString());
    }
    return lines;
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }
}
