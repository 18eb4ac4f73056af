package dev.portcullis.authorization.tokens;

import dev.portcullis.authorization.Authentication;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Remembers tokens that were verified a moment ago, by their digest, never by themselves.
 *
 * <p>An entry ends with its token, after {@link #LONGEST}, or when the revocation epoch changes,
 * whichever comes first. At most {@link #MOST} are kept; the one used longest ago goes first.
 */
final class VerifiedTokens {
  static final Duration LONGEST = Duration.ofSeconds(60);
  private static final int MOST = 10_000;

  private record Entry(Authentication answer, Instant until, long epoch) {}

  private final Map<String, Entry> entries =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Entry> eldest) {
          return size() > MOST;
        }
      };

  Optional<Authentication> find(String digest, Instant now, long epoch) {
    synchronized (entries) {
      Entry entry = entries.get(digest);
      if (entry == null) {
        return Optional.empty();
      }
      if (entry.epoch() != epoch || !now.isBefore(entry.until())) {
        entries.remove(digest);
        return Optional.empty();
      }
      return Optional.of(entry.answer());
    }
  }

  /**
   * @param epoch the epoch that was current BEFORE the token was checked for revocation
   */
  void put(String digest, Authentication answer, Instant expires, Instant now, long epoch) {
    Instant until = now.plus(LONGEST);
    synchronized (entries) {
      entries.put(digest, new Entry(answer, expires.isBefore(until) ? expires : until, epoch));
    }
  }

  static String digest(String token) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(token.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every Java platform has SHA-256", impossible);
    }
  }
}
