package org.jelastix.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jelastix.api.spi.ImageFormat;
import org.jelastix.api.spi.ParameterFileFormat;
import org.jelastix.api.spi.PointSetFormat;
import org.jelastix.api.spi.TextFiles;
import org.jelastix.api.spi.TransformFileFormat;
import org.junit.jupiter.api.Test;

class ServicesTest {
  private static final List<Class<?>> SERVICES =
      List.of(
          ImageFormat.class,
          ParameterFileFormat.class,
          PointSetFormat.class,
          TextFiles.class,
          TransformFileFormat.class);

  private static List<String> onClassPath(Class<?> service) {
    List<String> names = new ArrayList<>();
    ServiceLoader.load(service).forEach(s -> names.add(s.getClass().getName()));
    return names;
  }

  @Test
  void classPathAndModulePathOfferTheSame() throws IOException {
    String module = Files.readString(Path.of("src/main/java/module-info.java"));
    for (Class<?> service : SERVICES) {
      Matcher m =
          Pattern.compile("provides " + Pattern.quote(service.getName()) + " with([^;]*);")
              .matcher(module);
      assertTrue(m.find(), service.getName());
      assertEquals(onClassPath(service), List.of(m.group(1).strip().split(",\\s+")));
    }
  }

  @Test
  void noTwoFormatsClaimOneExtension() {
    Set<String> seen = new HashSet<>();
    for (ImageFormat format : ServiceLoader.load(ImageFormat.class)) {
      for (String extension : format.extensions()) {
        assertTrue(extension.startsWith(".") && seen.add(extension), extension);
      }
    }
  }
}
