package org.jelastix.conformance.format;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.jelastix.api.JelastixException;
import org.jelastix.conformance.Findings;
import org.jelastix.conformance.fixture.Cases;

/** Damaged copies of a file, which a reader must either read or refuse in words. */
final class Corruption {
  /** No damaged copy of some kilobytes may keep a reader busy for longer. */
  private static final long MOST_NANOS = 10_000_000_000L;

  /** Nor take more memory. */
  private static final long MOST_BYTES = 128L << 20;

  private Corruption() {}

  /** Bytes that this thread has taken so far; 0 on a virtual machine that does not tell. */
  private static long allocated() {
    return ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean threads
        ? threads.getThreadAllocatedBytes(Thread.currentThread().getId())
        : 0;
  }

  /** Reads a damaged file. */
  interface Reader {
    Object read(Path file);
  }

  /**
   * Damages a file in many ways.
   *
   * @param findings where to report
   * @param sound a file that can be read; left as it is
   * @param damaged where the copies go, of the same name ending
   * @param tries how many copies
   * @param reader reads it
   */
  static void survive(Findings findings, Path sound, Path damaged, int tries, Reader reader)
      throws IOException {
    byte[] bytes = Files.readAllBytes(sound);
    SplittableRandom random = Cases.random("corruption");
    for (int at = 0; at < Math.min(96, bytes.length - 4) && findings.isEmpty(); at++) {
      for (boolean swapped : new boolean[] {false, true}) {
        tryOne(findings, large(bytes, at, swapped), damaged, reader);
      }
    }
    for (int t = 0; t < tries && findings.isEmpty(); t++) {
      tryOne(findings, damage(bytes, random, t), damaged, reader);
    }
  }

  private static void tryOne(Findings findings, Damage damage, Path damaged, Reader reader)
      throws IOException {
    Files.write(damaged, damage.bytes());
    long start = System.nanoTime();
    long before = allocated();
    try {
      reader.read(damaged);
    } catch (JelastixException e) {
      String message = String.valueOf(e.getMessage());
      findings.expect(
          !message.strip().contains("\n") && message.contains(damaged.getFileName().toString()),
          () -> damage.what() + ": the message is not one line that names the file: " + message);
    } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
      findings.unexpected(damaged.getFileName() + " with " + damage.what() + ": reading it", e);
    }
    long nanos = System.nanoTime() - start;
    long taken = allocated() - before;
    findings.expect(
        taken < MOST_BYTES,
        () ->
            String.format(
                Locale.ROOT,
                "%s: %d MB of memory were taken to read %d bytes",
                damage.what(),
                taken >> 20,
                damage.bytes().length));
    findings.expect(
        nanos < MOST_NANOS,
        () -> String.format(Locale.ROOT, "%s: reading it took %.0f s", damage.what(), nanos / 1e9));
  }

  private record Damage(String what, byte[] bytes) {}

  private static Damage damage(byte[] sound, SplittableRandom random, int t) {
    int header = Math.min(sound.length, 512);
    byte[] bytes = sound.clone();
    switch (t % 6) {
      case 0:
        int kept = t == 0 ? 0 : random.nextInt(sound.length);
        return new Damage("only its first " + kept + " bytes", Arrays.copyOf(sound, kept));
      case 1:
        int bit = random.nextInt(8 * header);
        bytes[bit / 8] ^= (byte) (1 << bit % 8);
        return new Damage("bit " + bit + " flipped", bytes);
      case 2:
        int at = random.nextInt(header);
        int n = Math.min(sound.length - at, 1 + random.nextInt(8));
        for (int i = 0; i < n; i++) {
          bytes[at + i] = (byte) random.nextInt(256);
        }
        return new Damage(n + " random bytes from byte " + at + " on", bytes);
      case 3:
        int from = random.nextInt(header);
        for (int i = from; i < Math.min(sound.length, from + 4); i++) {
          bytes[i] = (byte) (t % 4 < 2 ? 0xff : 0x7f);
        }
        return new Damage("bytes 0xff or 0x7f from byte " + from + " on", bytes);
      case 4:
        return digits(sound, random);
      default:
        byte[] longer = Arrays.copyOf(sound, sound.length + 100);
        for (int i = sound.length; i < longer.length; i++) {
          longer[i] = (byte) random.nextInt(256);
        }
        return new Damage("100 random bytes more", longer);
    }
  }

  /** Four bytes become a whole number that is too large for the file, but not for memory. */
  private static Damage large(byte[] sound, int at, boolean swapped) {
    byte[] number = {2, (byte) 250, (byte) 240, (byte) 128};
    byte[] bytes = sound.clone();
    for (int i = 0; i < 4; i++) {
      bytes[at + i] = number[swapped ? 3 - i : i];
    }
    return new Damage("the number 50000000 in the four bytes from byte " + at + " on", bytes);
  }

  /** A number in a text header becomes another one. */
  private static Damage digits(byte[] sound, SplittableRandom random) {
    List<String> numbers =
        List.of("99999999", "-1", "0", "1e400", "nan", "4294967296", "", "18446744073709551615");
    String text = new String(sound, StandardCharsets.ISO_8859_1);
    int start = random.nextInt(Math.min(text.length(), 400));
    int digit = start;
    while (digit < text.length() && !Character.isDigit(text.charAt(digit))) {
      digit++;
    }
    int end = digit;
    while (end < text.length() && Character.isDigit(text.charAt(end))) {
      end++;
    }
    String other = numbers.get(random.nextInt(numbers.size()));
    String changed = text.substring(0, digit) + other + text.substring(end);
    return new Damage(
        "\"" + text.substring(digit, Math.min(end, digit + 20)) + "\" made \"" + other + "\"",
        changed.getBytes(StandardCharsets.ISO_8859_1));
  }
}
