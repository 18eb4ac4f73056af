package dev.portcullis.alerts;

import dev.portcullis.audit.record.AlertRaised;
import dev.portcullis.audit.record.AlertRaised.Urgency;
import dev.portcullis.audit.record.NetworkOrigin;
import dev.portcullis.audit.record.Pseudonym;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The alerts of one pass, each about one thing once in a while.
 *
 * <p>An alert's id follows from the rule, what it is about and the span of time, so a stream that
 * is delivered twice, or to two functions, gives the same ids.
 */
final class Raised {
  private final Duration repeat;
  private final Map<String, Long> until = new Bounded<>(10_000);
  private final List<AlertRaised> alerts = new ArrayList<>();

  Raised(Duration repeat) {
    this.repeat = repeat;
  }

  /** What an alert is about: a key that tells apart, and who or where, as far as it is a who. */
  record About(String key, Optional<Pseudonym> who, NetworkOrigin where) {
    static About object(String key) {
      return new About(key, Optional.empty(), NetworkOrigin.unknown());
    }
  }

  void raise(
      Rule rule,
      Urgency urgency,
      About about,
      Instant at,
      long observed,
      long threshold,
      List<String> events) {
    String key = rule + "/" + about.key();
    long now = at.toEpochMilli();
    Long quietUntil = until.get(key);
    if (quietUntil != null && now < quietUntil) {
      return;
    }
    until.put(key, now + repeat.toMillis());
    String id = id(key + "/" + Math.floorDiv(now, repeat.toMillis()));
    alerts.add(
        new AlertRaised(
            id,
            at,
            rule.word(),
            urgency,
            about.who(),
            about.where(),
            Math.max(0, observed),
            threshold,
            events.stream().filter(event -> event.matches("[A-Za-z0-9_-]{1,64}")).toList()));
  }

  /** The alerts since the last call. */
  List<AlertRaised> take() {
    List<AlertRaised> taken = List.copyOf(alerts);
    alerts.clear();
    return taken;
  }

  private static String id(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
