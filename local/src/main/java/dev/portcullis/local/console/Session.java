package dev.portcullis.local.console;

import dev.portcullis.ports.SecretText;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Lets in whoever has the token that was printed at start-up, once; after that, only the browser
 * that used it.
 *
 * <p>The token is in a URL and so in a history and a shell, hence once only. The cookie is not
 * readable by script and not sent from other sites. Host names other than loopback are refused,
 * because a foreign page can point its own name at 127.0.0.1.
 */
final class Session {
  static final String COOKIE = "portcullis_console";
  private static final Duration LIFE = Duration.ofHours(8);
  private static final Pattern LOOPBACK =
      Pattern.compile("(?:127\\.0\\.0\\.1|localhost|\\[::1\\])(?::[0-9]{1,5})?");

  private final RandomGenerator random;
  private final InstantSource clock;
  private @Nullable SecretText token;
  private @Nullable SecretText cookie;
  private Instant until = Instant.MIN;

  Session(RandomGenerator random, InstantSource clock) {
    this.random = random;
    this.clock = clock;
    this.token = secret("console token");
  }

  static boolean loopback(Ask ask) {
    return ask.host().filter(host -> LOOPBACK.matcher(host).matches()).isPresent();
  }

  /** The token, as long as nobody has used it. */
  synchronized Optional<SecretText> token() {
    return Optional.ofNullable(token);
  }

  /** Trades the token for a cookie; empty if it is not the token or was used. */
  synchronized Optional<SecretText> enter(String given) {
    if (token == null || !token.equals(SecretText.of("console token", given))) {
      return Optional.empty();
    }
    token = null;
    cookie = secret("console cookie");
    until = clock.instant().plus(LIFE);
    return Optional.of(cookie);
  }

  /** Whether the request comes from the browser that used the token. */
  synchronized boolean inside(Ask ask) {
    SecretText expected = cookie;
    return expected != null
        && clock.instant().isBefore(until)
        && ask.cookie(COOKIE)
            .filter(value -> !value.isEmpty())
            .filter(value -> expected.equals(SecretText.of("console cookie", value)))
            .isPresent();
  }

  private SecretText secret(String kind) {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    return SecretText.of(kind, HexFormat.of().formatHex(bytes));
  }
}
