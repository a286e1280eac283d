package org.jelastix.conformance.report;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jelastix.api.ApiVersion;
import org.jelastix.conformance.fixture.Cases;
import org.jelastix.runtime.Jelastix;

/**
 * When, where and with what a report was made.
 *
 * @param timestamp ISO, UTC
 * @param facts to be shown, in order
 */
record Circumstances(String timestamp, Map<String, String> facts) {

  Circumstances {
    facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
  }

  /** Here and now. */
  static Circumstances now() {
    String time = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("jelastix", version());
    facts.put("api", ApiVersion.current().toString());
    facts.put("seed", Long.toString(Cases.seed()));
    facts.put("java", System.getProperty("java.vm.name") + " " + Runtime.version());
    facts.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    facts.put("date", time);
    return new Circumstances(time, facts);
  }

  /** Known on the module path only. */
  private static String version() {
    Module runtime = Jelastix.class.getModule();
    return runtime.isNamed()
        ? runtime.getDescriptor().rawVersion().orElse("")
        : ApiVersion.current() + " (from the class path)";
  }
}
