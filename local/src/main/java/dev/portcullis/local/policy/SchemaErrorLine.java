package dev.portcullis.local.policy;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the line of a mistake in a schema: Cedar names the word and not the place. */
final class SchemaErrorLine {
  private static final Pattern NAMED =
      Pattern.compile("`([^`]+)`|failed to resolve types?: ([A-Za-z0-9_:]+)");

  private SchemaErrorLine() {}

  /** The first line with the last word that the message names; 1 if there is none. */
  static int of(String schema, String message) {
    Matcher words = NAMED.matcher(message);
    int line = 1;
    while (words.find()) {
      String word = words.group(1) == null ? words.group(2) : words.group(1);
      Matcher place = Pattern.compile("(?<!\\w)" + Pattern.quote(word) + "(?!\\w)").matcher(schema);
      if (place.find()) {
        line = 1 + (int) schema.substring(0, place.start()).chars().filter(c -> c == '\n').count();
      }
    }
    return line;
  }
}
