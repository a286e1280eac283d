package org.jelastix.runtime.registry;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jelastix.api.parameter.Parameter;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.ComponentType;

/**
 * The component reference: Markdown pages made of what components declare, one for each kind, one
 * for the parameters that belong to no component, and a list of contents.
 */
public final class ReferencePages {
  private static final String NOTE =
      "<!-- Made by `jelastix components reference`; do not edit. -->\n\n";

  private static final String TABLE =
      "| parameter | value | default | meaning |\n|---|---|---|---|\n";

  private final ComponentRegistry registry;

  /**
   * @param registry of the components to describe
   */
  public ReferencePages(ComponentRegistry registry) {
    this.registry = registry;
  }

  /** Texts by file name, in the order of the names. */
  public Map<String, String> pages() {
    Map<String, String> pages = new TreeMap<>();
    pages.put("README.md", contents());
    pages.put("general.md", general());
    for (ComponentType type : ComponentType.values()) {
      pages.put(fileName(type), page(type));
    }
    return pages;
  }

  /** FixedImagePyramid becomes fixed-image-pyramid.md. */
  private static String fileName(ComponentType type) {
    return type.parameterName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT)
        + ".md";
  }

  private String contents() {
    StringBuilder page = new StringBuilder("# Component reference\n\n").append(NOTE);
    page.append(
        "Every component that a parameter file can name, with the parameters that it reads. The"
            + " same is shown by\n`jelastix components list` and `jelastix components show NAME`."
            + " Parameters that belong to no component are in\n[general.md](general.md).\n");
    for (ComponentType type : ComponentType.values()) {
      page.append("\n## ").append(type.parameterName()).append("\n\n");
      page.append("| name | |\n|---|---|\n");
      for (ComponentInfo info : registry.list(type)) {
        page.append("| [")
            .append(info.name())
            .append("](")
            .append(fileName(type))
            .append('#')
            .append(info.name().toLowerCase(Locale.ROOT))
            .append(") | ")
            .append(cell(info.summary()))
            .append(" |\n");
      }
    }
    return page.toString();
  }

  private static String general() {
    StringBuilder page =
        new StringBuilder("# Parameters that belong to no component\n\n").append(NOTE);
    page.append(TABLE);
    GeneralParameters.all().forEach(parameter -> page.append(row(parameter)));
    return page.toString();
  }

  private String page(ComponentType type) {
    List<ComponentInfo> infos = registry.list(type);
    Set<String> shared = shared(infos);
    StringBuilder page = new StringBuilder("# ").append(type.parameterName()).append("\n\n");
    page.append(NOTE);
    page.append("Chosen by the parameter `").append(type.parameterName()).append("`.");
    String otherwise = ProviderKinds.defaultName(type);
    if (otherwise != null) {
      page.append(" Without it: ").append(otherwise).append('.');
    }
    page.append(" A parameter *a resolution* takes one value, or one for each resolution.\n")
        .append("A parameter that follows the name and number of its component, as in `")
        .append(type.parameterName())
        .append("0NAME`, is for that one alone.\n");
    if (!shared.isEmpty()) {
      page.append("\n## Parameters of all\n\n").append(TABLE);
      shared.forEach(page::append);
    }
    infos.forEach(info -> page.append('\n').append(section(info, shared)));
    return page.toString();
  }

  /** The rows that all components of a kind have. */
  private static Set<String> shared(List<ComponentInfo> infos) {
    Set<String> shared = new LinkedHashSet<>();
    if (infos.size() > 1) {
      shared.addAll(rows(infos.get(0)));
      infos.forEach(info -> shared.retainAll(rows(info)));
    }
    return shared;
  }

  private static List<String> rows(ComponentInfo info) {
    List<String> rows = new ArrayList<>();
    info.parameters().forEach(parameter -> rows.add(row(parameter)));
    return rows;
  }

  private static String section(ComponentInfo info, Set<String> shared) {
    StringBuilder section = new StringBuilder("## ").append(info.name()).append("\n\n");
    section.append(text(info.summary())).append('\n');
    if (!info.reference().isEmpty()) {
      section.append("\nReference: ").append(text(info.reference())).append('\n');
    }
    if (!info.aliases().isEmpty()) {
      section.append("\nAlso called: ").append(String.join(", ", info.aliases())).append('\n');
    }
    List<String> own = rows(info);
    own.removeAll(shared);
    if (!own.isEmpty()) {
      section.append('\n').append(TABLE);
      own.forEach(section::append);
    }
    return section.toString();
  }

  private static String row(Parameter<?> parameter) {
    String value = parameter.type().name();
    if (!parameter.unit().isEmpty()) {
      value += ", " + parameter.unit();
    }
    if (!parameter.rangeText().isEmpty()) {
      value += ", " + parameter.rangeText();
    }
    value +=
        switch (parameter.arity()) {
          case SINGLE -> "";
          case PER_RESOLUTION -> "; a resolution";
          case LIST -> "; a list";
        };
    String meaning = cell(parameter.doc());
    if (!parameter.aliases().isEmpty()) {
      meaning += " Also read as: `" + String.join("`, `", parameter.aliases()) + "`.";
    }
    return "| `"
        + parameter.name()
        + "` | "
        + cell(value)
        + " | "
        + (parameter.defaultText().isEmpty() ? "none" : cell(parameter.defaultText()))
        + " | "
        + meaning
        + " |\n";
  }

  private static String text(String words) {
    return words.strip().replaceAll("\\s+", " ").replace("<", "&lt;");
  }

  private static String cell(String words) {
    return text(words).replace("|", "\\|");
  }
}
