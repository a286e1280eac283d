package org.jelastix.runtime.cli;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.TimeZone;

/** Dates and durations as elastix writes them into its log. */
final class Clock {
  private static final String[] DAYS = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  private static final String[] MONTHS = {
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
  };

  private Clock() {}

  /** Now, for example {@code Mon Nov 23 16:39:20 2026}. */
  static String now() {
    long millis = System.currentTimeMillis();
    // Not by a ZoneId, which would load the rules of all zones: 15 ms of a short command.
    int offset = TimeZone.getDefault().getOffset(millis);
    LocalDateTime t =
        LocalDateTime.ofEpochSecond(Math.floorDiv(millis + offset, 1000L), 0, ZoneOffset.UTC);
    String day = t.getDayOfMonth() < 10 ? " " + t.getDayOfMonth() : "" + t.getDayOfMonth();
    return DAYS[t.getDayOfWeek().getValue() - 1]
        + " "
        + MONTHS[t.getMonthValue() - 1]
        + " "
        + day
        + " "
        + two(t.getHour())
        + ":"
        + two(t.getMinute())
        + ":"
        + two(t.getSecond())
        + " "
        + t.getYear();
  }

  /** A time span, for example {@code 1h2m3.4s}. */
  static String span(double seconds, int decimals) {
    StringBuilder text = new StringBuilder();
    long[] units = {86400, 3600, 60};
    String[] letters = {"d", "h", "m"};
    double rest = seconds;
    for (int i = 0; i < units.length; i++) {
      long count = (long) (rest / units[i]);
      if (count > 0 || text.length() > 0) {
        text.append(count).append(letters[i]);
        rest -= count * units[i];
      }
    }
    Decimals.append(text, rest, decimals);
    return text.append('s').toString();
  }

  /** Seconds since a time of {@link System#nanoTime}. */
  static double secondsSince(long nanos) {
    return (System.nanoTime() - nanos) / 1e9;
  }

  private static String two(int number) {
    return number < 10 ? "0" + number : "" + number;
  }
}
