package org.jelastix.runtime.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jelastix.runtime.registry.ServiceList;
import org.jelastix.runtime.registry.ServiceList.Service;

/**
 * The file that the launcher keeps beside its archive of classes: the services of the class path,
 * and by what to know that it is still the same class path. Lines of fields between tabs.
 */
final class ServiceFile {
  /** The system property with which the launcher names the file. */
  static final String PROPERTY = "jelastix.services";

  private static final String SEPARATOR = "\t";

  private ServiceFile() {}

  /** The list that the launcher names, if it names one that belongs to this class path. */
  static Optional<ServiceList> ofThisStart() {
    String name = System.getProperty(PROPERTY, "");
    return name.isEmpty() ? Optional.empty() : read(Path.of(name));
  }

  /** The list of a file; empty if it is of another class path, or none at all. */
  static Optional<ServiceList> read(Path file) {
    try {
      List<String> lines = Files.readAllLines(file);
      if (lines.isEmpty() || !lines.get(0).equals(classPath())) {
        return Optional.empty();
      }
      List<Service> services = new ArrayList<>();
      for (String line : lines.subList(1, lines.size())) {
        List<String> fields = List.of(line.split(SEPARATOR));
        services.add(new Service(fields.get(0), fields.get(1), fields.subList(2, fields.size())));
      }
      return Optional.of(new ServiceList(services));
    } catch (IOException | IndexOutOfBoundsException e) {
      return Optional.empty(); // then they are looked for
    }
  }

  /** Writes a list for later starts on this class path. */
  static void write(ServiceList services, Path file) throws IOException {
    List<String> lines = new ArrayList<>(List.of(classPath()));
    for (Service service : services.services()) {
      List<String> fields = new ArrayList<>(List.of(service.type(), service.implementation()));
      fields.addAll(service.names());
      lines.add(String.join(SEPARATOR, fields));
    }
    Files.write(file, lines);
  }

  /** Each jar with its size and age, on one line. */
  private static String classPath() {
    StringBuilder text = new StringBuilder();
    for (String place : System.getProperty("java.class.path").split(File.pathSeparator)) {
      File file = new File(place);
      text.append(place).append(SEPARATOR);
      text.append(file.length()).append(SEPARATOR);
      text.append(file.lastModified()).append(SEPARATOR);
    }
    return text.toString();
  }
}
