package org.jelastix.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ApiVersionTest {
  @Test
  void isThatOfTheArtifact() throws IOException {
    Matcher version =
        Pattern.compile("<version>([^<]+)</version>").matcher(Files.readString(Path.of("pom.xml")));
    assertTrue(version.find());
    assertEquals(ApiVersion.parse(version.group(1)), ApiVersion.current());
  }

  @Test
  void readsVersionsOfArtifacts() {
    assertEquals(new ApiVersion(1, 2), ApiVersion.parse("1.2"));
    assertEquals(new ApiVersion(1, 2), ApiVersion.parse(" 1.2.3-SNAPSHOT "));
    for (String wrong : new String[] {"", "1", "one.two", "1.2 or so", "-1.2", "9999999.0"}) {
      InputException e = assertThrows(InputException.class, () -> ApiVersion.parse(wrong));
      assertTrue(e.getMessage().contains("expected two numbers"), e.getMessage());
    }
  }

  @Test
  void beforeVersionOneEveryMinorVersionStandsAlone() {
    ApiVersion api = new ApiVersion(0, 3);
    assertTrue(api.runs(new ApiVersion(0, 3)));
    assertFalse(api.runs(new ApiVersion(0, 2)));
    assertFalse(api.runs(new ApiVersion(0, 4)));
    assertFalse(api.runs(new ApiVersion(1, 0)));
  }

  @Test
  void laterMinorVersionsRunWhatWasBuiltForEarlierOnes() {
    ApiVersion api = new ApiVersion(2, 3);
    assertTrue(api.runs(new ApiVersion(2, 0)));
    assertTrue(api.runs(new ApiVersion(2, 3)));
    assertFalse(api.runs(new ApiVersion(2, 4)));
    assertFalse(api.runs(new ApiVersion(1, 9)));
    assertFalse(api.runs(new ApiVersion(3, 0)));
  }
}
