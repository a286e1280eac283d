package org.jelastix.io.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.stream.Stream;
import org.jelastix.api.InputException;
import org.jelastix.api.OutputException;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeTextFilesTest {
  private final WholeTextFiles files = new WholeTextFiles();

  @Test
  void writesAndReplacesWithoutLeftovers(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("a.txt");
    files.write(file, "ü1");
    files.write(file, "ü2");
    assertEquals("ü2", Files.readString(file));
    try (Stream<Path> all = Files.list(folder)) {
      assertEquals(1, all.count());
    }
  }

  @Test
  void followsALinkInsteadOfReplacingIt(@TempDir Path folder) throws IOException {
    Path real = Files.writeString(folder.resolve("real.txt"), "old");
    Path link = Files.createSymbolicLink(folder.resolve("link.txt"), real);
    files.write(link, "new");
    assertTrue(Files.isSymbolicLink(link));
    assertEquals("new", Files.readString(real));
  }

  @Test
  void saysWhatIsWrong(@TempDir Path folder) throws IOException {
    Path missing = folder.resolve("none/a.txt");
    String message =
        assertThrows(OutputException.class, () -> files.write(missing, "x")).getMessage();
    assertTrue(message.contains("does not exist"), message);
    Path plain = Files.writeString(folder.resolve("plain"), "x");
    message =
        assertThrows(OutputException.class, () -> files.write(plain.resolve("a"), "x"))
            .getMessage();
    assertTrue(message.contains("is not a folder"), message);
    message = assertThrows(OutputException.class, () -> files.write(folder, "x")).getMessage();
    assertTrue(message.contains("it is a folder"), message);
  }

  @Test
  void fullDiskIsToldAndLeavesNothing() {
    Path full = Paths.get("/dev/full");
    Assumptions.assumeTrue(Files.exists(full), "SKIPPED: needs the device /dev/full");
    String message = assertThrows(OutputException.class, () -> files.write(full, "x")).getMessage();
    assertEquals("/dev/full: the disk is full", message);
  }

  @Test
  void doublesComeBack(@TempDir Path folder) {
    Path file = folder.resolve("a.dat");
    double[] values = new double[20000];
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.sin(i);
    }
    files.writeDoubles(file, values);
    assertArrayEquals(values, files.readDoubles(file, values.length));
    assertThrows(InputException.class, () -> files.readDoubles(file, 19999));
    assertThrows(InputException.class, () -> files.readDoubles(file, 20001));
    assertThrows(InputException.class, () -> files.readDoubles(folder.resolve("b"), 1));
  }

  @Test
  void readsNumbersOfPlainText(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("mean.txt");
    Files.writeString(file, " 1 2.5\r\n\n-3e1\t4\n");
    assertArrayEquals(new double[] {1, 2.5, -30, 4}, files.readNumbers(file));
    Files.writeString(file, "");
    assertArrayEquals(new double[0], files.readNumbers(file));
    Files.writeString(file, "1 2\n3 x\n");
    assertTrue(
        assertThrows(InputException.class, () -> files.readNumbers(file))
            .getMessage()
            .endsWith("mean.txt:2: \"x\" is not a number"));
    assertThrows(InputException.class, () -> files.readNumbers(folder.resolve("none")));
  }
}
