package dev.portcullis.authorization.tokens;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Typed access to a token's claims; a claim of another type is as good as absent. */
final class Claims {
  /** The year 9999: beyond it a date is a mistake or an attack. */
  private static final long LATEST = 253_402_300_799L;

  private final Map<String, Object> claims;

  Claims(Map<String, Object> claims) {
    this.claims = claims;
  }

  boolean has(String name) {
    return claims.containsKey(name);
  }

  /** A text of 1 to 512 characters without control characters. */
  Optional<String> text(String name) {
    return claims.get(name) instanceof String text
            && !text.isBlank()
            && text.length() <= 512
            && text.chars().noneMatch(Character::isISOControl)
        ? Optional.of(text)
        : Optional.empty();
  }

  /** A claim that is one text or a list of nothing but texts. */
  Optional<List<String>> texts(String name) {
    Object value = claims.get(name);
    if (value instanceof String text) {
      return Optional.of(List.of(text));
    }
    return value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)
        ? Optional.of(list.stream().map(String.class::cast).toList())
        : Optional.empty();
  }

  Optional<Long> whole(String name) {
    return claims.get(name) instanceof Long number ? Optional.of(number) : Optional.empty();
  }

  /** RFC 7519's NumericDate: seconds since 1970, possibly with a fraction, which is cut off. */
  Optional<Instant> time(String name) {
    Object value = claims.get(name);
    BigDecimal seconds =
        value instanceof Long whole
            ? BigDecimal.valueOf(whole)
            : value instanceof BigDecimal exact ? exact : BigDecimal.valueOf(-1);
    return seconds.signum() >= 0 && seconds.compareTo(BigDecimal.valueOf(LATEST)) <= 0
        ? Optional.of(Instant.ofEpochSecond(seconds.longValue()))
        : Optional.empty();
  }

  /** True if the claim is this very text, number or truth value. */
  boolean equal(String name, Object expected) {
    return expected.equals(claims.get(name));
  }
}
