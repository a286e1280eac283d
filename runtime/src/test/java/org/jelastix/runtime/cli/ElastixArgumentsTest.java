package org.jelastix.runtime.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ElastixArgumentsTest {

  @Test
  void readsPairsAndKeepsParameterFilesInOrder() {
    ElastixArguments given =
        parse("-f", "a.mha", "-p", "one.txt", "-m", "b.mha", "-p", "two.txt", "-threads", "3");
    assertEquals(List.of("one.txt", "two.txt"), given.parameterFiles());
    assertEquals(List.of("a.mha"), given.numbered("-f"));
    assertEquals(Optional.of(3), given.threads());
    assertEquals(List.of(), given.warnings());
  }

  @Test
  void numberedOptionsStopAtTheFirstGap() {
    ElastixArguments given = parse("-f0", "a", "-f1", "b", "-f3", "d", "-m", "x", "-m1", "y");
    assertEquals(List.of("a", "b"), given.numbered("-f"));
    assertEquals(List.of("x", "y"), given.numbered("-m"));
    assertEquals(List.of(), given.numbered("-fMask"));
  }

  @Test
  void firstOfTwoCountsAsInElastix() {
    ElastixArguments given = parse("-f", "a", "-f", "b");
    assertEquals(Optional.of("a"), given.get("-f"));
    assertTrue(given.warnings().get(0).contains("-f is given twice"), given.warnings().get(0));
  }

  @Test
  void warnsOfWhatElastixWouldIgnoreInSilence() {
    ElastixArguments given = parse("-fmask", "a", "-zzz", "b", "-out");
    assertEquals(3, given.warnings().size());
    assertTrue(given.warnings().get(0).endsWith("did you mean -fMask?"));
    assertTrue(given.warnings().get(2).contains("-out has no value"));
    assertEquals(Optional.empty(), given.get("-out"));
  }

  @Test
  void knowsOptionsOfAllNumbers() {
    for (String known :
        List.of("-f0", "-fMask12", "-in3", "-fmesh", "-fmeshA", "-mmeshz07", "-fmesh1", "-t0")) {
      assertEquals(List.of(), parse(known, "x").warnings(), known);
    }
    for (String unknown : List.of("-f0a", "-in3x", "-fmeshAB", "-fmesh1A", "-mesh1", "-t1", "-")) {
      assertEquals(1, parse(unknown, "x").warnings().size(), unknown);
    }
  }

  @Test
  void threadsAreWholeNumbers() {
    assertThrows(UsageException.class, () -> parse("-threads", "0").threads());
    assertThrows(UsageException.class, () -> parse("-threads", "two").threads());
  }

  private static ElastixArguments parse(String... arguments) {
    return ElastixArguments.parse(List.of(arguments));
  }
}
