package dev.portcullis.authorization.keys;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Stored keys as their administrators see them now. */
final class KeySummaries {
  private final KeyUse use;
  private final InstantSource clock;

  KeySummaries(KeyUse use, InstantSource clock) {
    this.use = use;
    this.clock = clock;
  }

  KeySummary of(KeyRecord key) {
    Instant now = clock.instant();
    List<KeySummary.SecretState> secrets = new ArrayList<>();
    Optional<Instant> last = Optional.empty();
    for (KeyRecord.Secret secret : key.secrets()) {
      Optional<Instant> used = use.last(key.id(), secret);
      if (used.isPresent() && last.map(used.get()::isAfter).orElse(true)) {
        last = used;
      }
      secrets.add(
          new KeySummary.SecretState(
              secret.createdAt(),
              secret.usableUntil().filter(end -> !secret.unfinished()),
              secret.live(now),
              secret.unfinished(),
              secret.pepper(),
              used));
    }
    return new KeySummary(
        key.id(),
        key.spec(),
        state(key, now),
        key.imported(),
        key.createdAt(),
        secrets,
        last,
        key.revocation().map(KeyRecord.Revocation::reason));
  }

  private static String state(KeyRecord key, Instant now) {
    if (key.revocation().isPresent()) {
      return "revoked";
    } else if (key.expired(now)) {
      return "expired";
    }
    boolean none = key.secrets().stream().allMatch(KeyRecord.Secret::unfinished);
    return none ? "unfinished" : "active";
  }
}
