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
  private static final String LINE_END = "\n";

  private ServiceFile() {}

  /** The list that the launcher names, if it names one that belongs to this class path. */
  static Optional<ServiceList> ofThisStart() {
    String name = System.getProperty(PROPERTY, "");
    return name.isEmpty() ? Optional.empty() : read(Path.of(name));
  }

  /** The list of a file; empty if it is of another class path, or none at all. */
  static Optional<ServiceList> read(Path file) {
    try {
      String text = Files.readString(file);
      String classPath = classPath() + LINE_END;
      if (!text.startsWith(classPath)) {
        return Optional.empty();
      }
      List<Service> services = new ArrayList<>();
      int end;
      for (int start = classPath.length(); start < text.length(); start = end + 1) {
        end = text.indexOf(LINE_END, start);
        List<String> fields = List.of(text.substring(start, end).split(SEPARATOR));
        services.add(new Service(fields.get(0), fields.get(1), fields.subList(2, fields.size())));
      }
      return Optional.of(new ServiceList(services));
    } catch (IOException | IndexOutOfBoundsException e) {
      return Optional.empty(); // then they are looked for
    }
  }

  /** Writes a list for later starts on this class path. */
  static void write(ServiceList services, Path file) throws IOException {
    StringBuilder text = new StringBuilder(classPath()).append(LINE_END);
    for (Service service : services.services()) {
      List<String> fields = new ArrayList<>(List.of(service.type(), service.implementation()));
      fields.addAll(service.names());
      text.append(String.join(SEPARATOR, fields)).append(LINE_END);
    }
    Files.writeString(file, text);
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
