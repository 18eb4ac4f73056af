package dev.portcullis.limits;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What a model's tokens cost; immutable, read from a text that an operator edits.
 *
 * <p>One model per line: {@code model input output}, in dollars per million tokens. A name that
 * ends in {@code *} covers every model that starts so; the longest match wins. A line for {@code *}
 * is required, so that an unlisted model is never free. {@code #} starts a comment. Costs are
 * rounded up to 1e-9 dollars.
 */
public final class Prices {
  /** Far above any call, and low enough that sums of many stay exact. */
  private static final BigDecimal CEILING = BigDecimal.valueOf(Long.MAX_VALUE / 4);

  private record Price(BigDecimal input, BigDecimal output) {}

  private final Map<String, Price> byName;
  private final int longest;

  private Prices(Map<String, Price> byName) {
    this.byName = byName;
    this.longest = byName.keySet().stream().mapToInt(String::length).max().orElse(0);
  }

  /** The prices shipped with this module; check them against your contract. */
  public static Prices shipped() {
    try (InputStream in =
        Objects.requireNonNull(Prices.class.getResourceAsStream("prices.txt"), "prices.txt")) {
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), "prices.txt");
    } catch (IOException unreadable) {
      throw new IllegalStateException("prices.txt of this jar cannot be read", unreadable);
    }
  }

  /**
   * Reads prices.
   *
   * @throws IllegalArgumentException naming file and line, if a line is bad or {@code *} is missing
   */
  public static Prices parse(String text, String name) {
    Map<String, Price> prices = new HashMap<>();
    String[] lines = text.split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      String line = lines[i].replaceFirst("#.*", "").strip();
      if (line.isEmpty()) {
        continue;
      }
      String[] words = line.split("\\s+", -1);
      String where = name + ":" + (i + 1) + ": ";
      if (words.length != 3) {
        throw new IllegalArgumentException(where + "expected 'model input output'");
      }
      Price price = new Price(dollars(where, words[1]), dollars(where, words[2]));
      if (prices.put(words[0], price) != null) {
        throw new IllegalArgumentException(where + "a second price for " + words[0]);
      }
    }
    if (!prices.containsKey("*")) {
      throw new IllegalArgumentException(name + ": no line for '*', the unlisted models");
    }
    return new Prices(prices);
  }

  private static BigDecimal dollars(String where, String text) {
    if (!text.matches("[0-9]{1,6}(\\.[0-9]{1,6})?")) {
      throw new IllegalArgumentException(where + "'" + text + "' is not a price in dollars");
    }
    return new BigDecimal(text);
  }

  /** What these tokens cost in 1e-9 dollars, rounded up; saturates instead of overflowing. */
  public long nanoDollars(String model, Usage usage) {
    Price price = price(model);
    // Dollars per million tokens are thousands of 1e-9 dollars per token.
    return price
        .input()
        .multiply(BigDecimal.valueOf(usage.inputTokens()))
        .add(price.output().multiply(BigDecimal.valueOf(usage.outputTokens())))
        .movePointRight(3)
        .setScale(0, RoundingMode.CEILING)
        .min(CEILING)
        .longValueExact();
  }

  private Price price(String model) {
    Price exact = byName.get(model);
    if (exact != null) {
      return exact;
    }
    // A name as long as a body may be would cost the square of its length otherwise.
    for (int length = Math.min(model.length(), longest); length >= 0; length--) {
      Price prefix = byName.get(model.substring(0, length) + "*");
      if (prefix != null) {
        return prefix;
      }
    }
    throw new IllegalStateException("prices without '*'");
  }
}
