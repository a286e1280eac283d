package org.jelastix.conformance.report;

/** Text inside XML and HTML. */
final class Markup {
  private Markup() {}

  /** With all that has a meaning in markup replaced, and what XML cannot hold left out. */
  static String escaped(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> {
                  boolean surrogate = c >= 0xD800 && c <= 0xDFFF;
                  if (c == '\n' || c == '\t' || (c >= 0x20 && !surrogate && c < 0xFFFE)) {
                    out.appendCodePoint(c);
                  } else if (c > 0xFFFF) {
                    out.appendCodePoint(c);
                  } else {
                    out.append('\uFFFD');
                  }
                }
              }
            });
    return out.toString();
  }
}
