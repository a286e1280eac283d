package org.jelastix.runtime.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.jelastix.runtime.registry.ServiceList;
import org.jelastix.runtime.registry.ServiceList.Service;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceFileTest {
  private static final ServiceList LIST =
      new ServiceList(
          List.of(
              new Service("a.Provider", "b.Mine", List.of("Mine", "My", "M")),
              new Service("a.Format", "b.Text", List.of())));

  @TempDir Path folder;

  @Test
  void readsWhatItWrote() throws IOException {
    Path file = folder.resolve("list");
    ServiceFile.write(LIST, file);
    assertEquals(LIST.services(), ServiceFile.read(file).orElseThrow().services());
  }

  @Test
  void aListOfAnotherClassPathIsNone() throws IOException {
    Path file = folder.resolve("list");
    ServiceFile.write(LIST, file);
    Files.writeString(file, "another.jar\t" + Files.readString(file));
    assertTrue(ServiceFile.read(file).isEmpty());
    assertTrue(ServiceFile.read(folder.resolve("missing")).isEmpty());
    assertTrue(ServiceFile.read(folder).isEmpty());
  }

  /** Whatever the file holds, the program finds the services then. */
  @Test
  void aBrokenListIsNone() throws IOException {
    Path file = folder.resolve("list");
    ServiceFile.write(LIST, file);
    byte[] whole = Files.readAllBytes(file);
    SplittableRandom random = new SplittableRandom(5);
    for (int round = 0; round < 500; round++) {
      byte[] broken = java.util.Arrays.copyOf(whole, random.nextInt(whole.length + 1));
      for (int k = random.nextInt(4); k > 0 && broken.length > 0; k--) {
        broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
      }
      Files.write(file, broken);
      ServiceFile.read(file).ifPresent(list -> assertTrue(list.services().size() <= 3));
    }
  }
}
