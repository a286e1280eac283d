package org.jelastix.api.numeric;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FusedTest {
  /**
   * The square of 1 + 2⁻⁵² is 1 + 2⁻⁵¹ + 2⁻¹⁰⁴: the last part is lost unless it is rounded once.
   */
  private static final double A = 1 + Math.ulp(1.0);

  private static final double C = -(1 + 2 * Math.ulp(1.0));

  /** Prints what the JVM that runs it does. */
  public static void main(String[] arguments) {
    System.out.println(Fused.isAvailable() + " " + Fused.fma(A, A, C));
  }

  @Test
  void isFusedWhereTheJvmHasTheInstruction() {
    boolean expected =
        Boolean.parseBoolean(
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .getVMOption("UseFMA")
                .getValue());
    assertEquals(expected, Fused.isAvailable());
    assertEquals(expected ? Math.ulp(1.0) * Math.ulp(1.0) : 0, Fused.fma(A, A, C));
  }

  @Test
  void multipliesAndAddsWithoutTheInstruction() throws Exception {
    assertEquals("false 0.0", printedWith("-XX:-UseFMA"));
  }

  @Test
  void doesNotDependOnTheCompiler() throws Exception {
    String here = Fused.isAvailable() + " " + Fused.fma(A, A, C);
    for (String option : new String[] {"-Xint", "-Xcomp", "-XX:TieredStopAtLevel=1"}) {
      assertEquals(here, printedWith(option), option);
    }
  }

  private static String printedWith(String option) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                option,
                "-cp",
                System.getProperty("java.class.path"),
                FusedTest.class.getName())
            .redirectErrorStream(true)
            .start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), text);
    // Before it, the JVM may say that it has picked up options of the environment.
    return text.strip().lines().reduce("", (before, last) -> last);
  }
}
