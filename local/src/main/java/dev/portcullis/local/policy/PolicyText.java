package dev.portcullis.local.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One policy as it is written, and where.
 *
 * @param file the file's name
 * @param line the line of its first character
 * @param text from the first annotation to the semicolon, comments blanked out
 */
record PolicyText(String file, int line, String text) {
  private static final Pattern ANNOTATION =
      Pattern.compile(
          "\\G\\s*@([A-Za-z_][A-Za-z0-9_]*)\\s*(?:\\(\\s*\"((?:[^\"\\\\]|\\\\.)*)\"\\s*\\))?");

  private static final Pattern OPEN_PLACE = Pattern.compile("(==|in) ?\\?(principal|resource)\\b");

  /** The policies of a file; what follows the last semicolon is one more, if it is not blank. */
  static List<PolicyText> split(String file, String source) {
    String text = withoutComments(source);
    List<PolicyText> policies = new ArrayList<>();
    int start = 0;
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted && c == '\\') {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ';' && !quoted) {
        add(policies, file, text, start, i + 1);
        start = i + 1;
      }
    }
    add(policies, file, text, start, text.length());
    return policies;
  }

  private static void add(List<PolicyText> to, String file, String text, int start, int end) {
    int first = start;
    while (first < end && Character.isWhitespace(text.charAt(first))) {
      first++;
    }
    if (first < end) {
      to.add(new PolicyText(file, lineAt(text, first), text.substring(first, end)));
    }
  }

  /** The same text with blanks where comments are, so that every position stays. */
  private static String withoutComments(String source) {
    StringBuilder out = new StringBuilder(source);
    boolean quoted = false;
    for (int i = 0; i < out.length(); i++) {
      char c = out.charAt(i);
      if (quoted && c == '\\') {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && c == '/' && i + 1 < out.length() && out.charAt(i + 1) == '/') {
        for (; i < out.length() && out.charAt(i) != '\n'; i++) {
          out.setCharAt(i, ' ');
        }
      }
    }
    return out.toString();
  }

  private static int lineAt(String text, int offset) {
    return 1 + (int) text.substring(0, offset).chars().filter(c -> c == '\n').count();
  }

  /** The line in the file of a character of this policy; offsets count UTF-8 bytes. */
  int lineOf(int byteOffset) {
    byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    int result = line;
    for (int i = 0; i < Math.min(byteOffset, bytes.length); i++) {
      result += bytes[i] == '\n' ? 1 : 0;
    }
    return result;
  }

  /** The annotations in order; one without a value has the empty text. */
  Map<String, String> annotations() {
    Map<String, String> found = new LinkedHashMap<>();
    Matcher matcher = ANNOTATION.matcher(text);
    while (matcher.find()) {
      found.put(matcher.group(1), Optional.ofNullable(matcher.group(2)).orElse(""));
    }
    return found;
  }

  Optional<String> id() {
    return Optional.ofNullable(annotations().get("id"));
  }

  /** Effect, scope and conditions without annotations, every run of blanks one blank. */
  String body() {
    Matcher matcher = ANNOTATION.matcher(text);
    int end = 0;
    while (matcher.find()) {
      end = matcher.end();
    }
    return text.substring(end).strip().replaceAll("\\s+", " ");
  }

  /** True if its head has a place that links fill. */
  boolean template() {
    return OPEN_PLACE.matcher(body()).find();
  }

  Problem problem(String message) {
    return new Problem(file, line, message);
  }
}
