package org.jelastix.conformance.reference;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jelastix.api.parameter.Parameter;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.runtime.registry.ComponentRegistry;
import org.jelastix.runtime.registry.GeneralParameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A component of elastix, as its sources say.
 *
 * @param type its kind
 * @param name as in parameter files; in parentheses for what all of a kind read
 * @param parameters names of what it reads
 */
record ElastixComponent(String type, String name, List<String> parameters) {

  /** May wait: it needs learned features. */
  private static final Set<String> ABSENT = Set.of("Impact");

  /** Entries of transform parameter files, which the runtime reads for all transforms. */
  private static final Set<String> FILE_ENTRIES =
      Set.of(
          "NumberOfParameters",
          "TransformParameters",
          "InitialTransformParameterFileName",
          "InitialTransformParametersFileName");

  /**
   * Optimizers declare it. elastix's BSplineTransformWithDiffusion looks at it to filter after the
   * last iteration of a resolution, which is the strategy's task here.
   */
  private static final String ITERATIONS = "MaximumNumberOfIterations";

  static List<ElastixComponent> allIn(Path json) {
    List<ElastixComponent> all = new ArrayList<>();
    for (JsonNode node : new JsonMapper().readTree(json)) {
      List<String> parameters = new ArrayList<>();
      node.path("parameters").forEach(p -> parameters.add(p.path("name").asString()));
      all.add(
          new ElastixComponent(
              node.path("type").asString(), node.path("name").asString(), parameters));
    }
    return all;
  }

  /** What is missing, a line each. */
  List<String> missingIn(ComponentRegistry registry) {
    List<String> missing = new ArrayList<>();
    if (name.startsWith("(") || ABSENT.contains(name)) {
      return missing;
    }
    ComponentType kind = kind();
    Optional<ComponentInfo> info = registry.find(kind, name);
    if (info.isEmpty()) {
      missing.add("there is no " + type + " " + name);
      return missing;
    }
    Set<String> declared = new HashSet<>(FILE_ENTRIES);
    info.get().parameters().forEach(parameter -> add(parameter, declared));
    if (kind == ComponentType.TRANSFORM) {
      declared.add(ITERATIONS);
    }
    GeneralParameters.all().forEach(parameter -> add(parameter, declared));
    for (String parameter : parameters) {
      if (!declared.contains(parameter.replace("<level>", "0"))) {
        missing.add(type + " " + name + " does not declare " + parameter);
      }
    }
    return missing;
  }

  private ComponentType kind() {
    for (ComponentType kind : ComponentType.values()) {
      if (kind.parameterName().equals(type)) {
        return kind;
      }
    }
    throw new IllegalStateException(type + " is not a kind of component");
  }

  private static void add(Parameter<?> parameter, Set<String> names) {
    names.add(parameter.name());
    names.addAll(parameter.aliases());
  }
}
