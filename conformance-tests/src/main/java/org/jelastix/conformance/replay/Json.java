package org.jelastix.conformance.replay;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jelastix.api.InputException;

/** Reads JSON into maps, lists, texts, doubles, booleans and null. */
final class Json {
  private final String text;
  private final Path source;
  private int at;

  private Json(String text, Path source) {
    this.text = text;
    this.source = source;
  }

  /** The object that a file holds. */
  @SuppressWarnings("unchecked") // objects are made below, with texts for keys
  static Map<String, Object> object(Path file) {
    try {
      Json json = new Json(Files.readString(file, StandardCharsets.UTF_8), file);
      Object value = json.value();
      if (value instanceof Map<?, ?> map) {
        return (Map<String, Object>) map;
      }
      throw json.error("an object");
    } catch (IOException e) {
      throw new InputException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private InputException error(String expected) {
    return new InputException(source + ": expected " + expected + " at character " + at);
  }

  private char peek() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    if (at >= text.length()) {
      throw error("more");
    }
    return text.charAt(at);
  }

  private void take(char c) {
    if (peek() != c) {
      throw error("\"" + c + "\"");
    }
    at++;
  }

  private Object value() {
    switch (peek()) {
      case '{':
        return map();
      case '[':
        return list();
      case '"':
        return string();
      default:
        return word();
    }
  }

  private Map<String, Object> map() {
    Map<String, Object> map = new LinkedHashMap<>();
    take('{');
    while (peek() != '}') {
      String key = string();
      take(':');
      map.put(key, value());
      if (peek() == ',') {
        at++;
      }
    }
    take('}');
    return map;
  }

  private List<Object> list() {
    List<Object> list = new ArrayList<>();
    take('[');
    while (peek() != ']') {
      list.add(value());
      if (peek() == ',') {
        at++;
      }
    }
    take(']');
    return list;
  }

  private String string() {
    take('"');
    StringBuilder out = new StringBuilder();
    while (at < text.length() && text.charAt(at) != '"') {
      char c = text.charAt(at++);
      out.append(c == '\\' ? escaped() : c);
    }
    at++;
    return out.toString();
  }

  private char escaped() {
    if (at >= text.length()) {
      throw error("more");
    }
    char c = text.charAt(at++);
    switch (c) {
      case 'n':
        return '\n';
      case 't':
        return '\t';
      case 'r':
        return '\r';
      case 'b':
        return '\b';
      case 'f':
        return '\f';
      case 'u':
        if (at + 4 > text.length()) {
          throw error("four digits");
        }
        at += 4;
        return (char) Integer.parseInt(text.substring(at - 4, at), 16);
      default:
        return c;
    }
  }

  private Object word() {
    int start = at;
    while (at < text.length() && ",]} \n\r\t".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    String word = text.substring(start, at);
    switch (word) {
      case "true":
        return true;
      case "false":
        return false;
      case "null":
        return null;
      default:
        try {
          return Double.valueOf(word);
        } catch (NumberFormatException e) {
          throw error("a value instead of " + word);
        }
    }
  }
}
