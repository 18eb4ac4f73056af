package dev.portcullis.limits;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which limits apply to whom; immutable, read from a text that an operator edits.
 *
 * <p>One rule per line: {@code scope who limit value}. The scope is {@code key}, {@code principal}
 * or {@code tenant}; who is an id, or {@code *} for everyone without a rule of their own for that
 * limit; the limit is {@code requests_per_minute}, {@code tokens_per_minute}, {@code
 * tokens_per_day}, {@code spend_per_day} or {@code spend_per_month}; spend is in dollars. {@code #}
 * starts a comment.
 */
public final class LimitRules {
  private static final String EVERYONE = "*";

  private final Map<Scope, Map<String, Map<Limit, Long>>> rules;

  private LimitRules(Map<Scope, Map<String, Map<Limit, Long>>> rules) {
    this.rules = rules;
  }

  /** No limit for anyone. */
  public static LimitRules none() {
    return new LimitRules(Map.of());
  }

  /**
   * Reads rules.
   *
   * @param text the rules
   * @param name the file's name, for messages
   * @throws IllegalArgumentException naming every bad line, if any is bad; no rule is skipped
   */
  public static LimitRules parse(String text, String name) {
    Map<Scope, Map<String, Map<Limit, Long>>> rules = new EnumMap<>(Scope.class);
    List<String> problems = new ArrayList<>();
    String[] lines = text.split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      String line = lines[i].replaceFirst("#.*", "").strip();
      if (!line.isEmpty()) {
        try {
          read(line.split("\\s+", -1), rules);
        } catch (IllegalArgumentException bad) {
          problems.add(name + ":" + (i + 1) + ": " + bad.getMessage());
        }
      }
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", problems));
    }
    return new LimitRules(rules);
  }

  private static void read(String[] words, Map<Scope, Map<String, Map<Limit, Long>>> rules) {
    if (words.length != 4) {
      throw new IllegalArgumentException("expected 'scope who limit value'");
    }
    Scope scope =
        Scope.named(words[0])
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "unknown scope '" + words[0] + "'; use key, principal or tenant"));
    Limit limit =
        Limit.named(words[2])
            .orElseThrow(() -> new IllegalArgumentException("unknown limit '" + words[2] + "'"));
    Long old =
        rules
            .computeIfAbsent(scope, unused -> new HashMap<>())
            .computeIfAbsent(words[1], unused -> new EnumMap<>(Limit.class))
            .putIfAbsent(limit, value(limit, words[3]));
    if (old != null) {
      throw new IllegalArgumentException("a second rule for the same caller and limit");
    }
  }

  private static long value(Limit limit, String text) {
    try {
      BigDecimal number = new BigDecimal(text);
      if (limit.unit() == Limit.Unit.NANO_DOLLARS) {
        number = number.movePointRight(9);
      }
      if (number.signum() >= 0 && text.length() <= 20) {
        return number.longValueExact();
      }
    } catch (ArithmeticException | NumberFormatException notANumber) {
      // Reported below, like a negative number.
    }
    throw new IllegalArgumentException("'" + text + "' is not a whole number (or an amount)");
  }

  /** The limits of one account: its own rules, and everyone's where it has none. */
  Map<Limit, Long> of(Scope scope, String id) {
    Map<String, Map<Limit, Long>> byId = rules.getOrDefault(scope, Map.of());
    Map<Limit, Long> result = new EnumMap<>(Limit.class);
    result.putAll(byId.getOrDefault(EVERYONE, Map.of()));
    result.putAll(byId.getOrDefault(id, Map.of()));
    return result;
  }
}
