package dev.portcullis.authorization.tokens;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import java.io.IOException;
import java.security.PublicKey;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One issuer's keys, fetched at most once in {@link #PAUSE} whatever is asked of it.
 *
 * <p>A background refresh starts before the set is old; where background work is frozen between
 * calls, the age is checked inline as well. While the issuer cannot be reached the last good set is
 * used for {@link #TOLERANCE}, so its outage is not ours; a key withdrawn during an outage is
 * trusted for that long.
 */
final class IssuerKeys {
  static final Duration REFRESH_AHEAD = Duration.ofMinutes(4);
  static final Duration OLD = Duration.ofMinutes(5);
  static final Duration PAUSE = Duration.ofSeconds(30);
  static final Duration TOLERANCE = Duration.ofHours(4);
  private static final int LARGEST = 100_000;
  private static final int SHORTEST_RSA = 2_048;

  /** What is known about a key id. */
  sealed interface Answer {
    record Found(PublicKey key) implements Answer {}

    /** The issuer does not publish it. */
    record Unknown() implements Answer {}

    /** There are no keys that may still be used. */
    record Unavailable() implements Answer {}
  }

  private record Fetched(Map<String, PublicKey> keys, Instant at) {}

  private final Issuer issuer;
  private final JwksFetcher fetcher;
  private final InstantSource clock;
  private final Executor background;
  private final ReentrantLock fetching = new ReentrantLock();
  private volatile @Nullable Fetched current;
  private volatile Instant lastAttempt = Instant.MIN;

  IssuerKeys(Issuer issuer, JwksFetcher fetcher, InstantSource clock, Executor background) {
    this.issuer = issuer;
    this.fetcher = fetcher;
    this.clock = clock;
    this.background = background;
  }

  Answer find(String keyId) {
    Fetched set = current;
    Instant now = clock.instant();
    if (set == null || !now.isBefore(set.at().plus(OLD)) || !set.keys().containsKey(keyId)) {
      refresh();
      set = current;
    } else if (!now.isBefore(set.at().plus(REFRESH_AHEAD)) && mayAttempt(now)) {
      background.execute(this::refresh);
    }
    if (set == null || !clock.instant().isBefore(set.at().plus(TOLERANCE))) {
      return new Answer.Unavailable();
    }
    PublicKey key = set.keys().get(keyId);
    return key == null ? new Answer.Unknown() : new Answer.Found(key);
  }

  private boolean mayAttempt(Instant now) {
    return lastAttempt.equals(Instant.MIN) || !now.isBefore(lastAttempt.plus(PAUSE));
  }

  /** Fetches unless somebody did so a short time ago; waits if somebody is doing it now. */
  private void refresh() {
    fetching.lock();
    try {
      Instant now = clock.instant();
      if (!mayAttempt(now)) {
        return;
      }
      lastAttempt = now;
      String text = fetcher.fetch(issuer.keys());
      if (text.length() <= LARGEST) {
        Map<String, PublicKey> keys = usable(JWKSet.parse(text));
        if (!keys.isEmpty()) {
          current = new Fetched(keys, now);
        }
      }
    } catch (IOException | ParseException | RuntimeException unreachable) {
      // The last good set stays in use until TOLERANCE ends; the next attempt is after PAUSE.
    } finally {
      fetching.unlock();
    }
  }

  private Map<String, PublicKey> usable(JWKSet set) {
    Map<String, PublicKey> keys = new HashMap<>();
    for (JWK key : set.getKeys()) {
      boolean signs = key.getKeyUse() == null || key.getKeyUse().equals(KeyUse.SIGNATURE);
      boolean fits =
          key.getAlgorithm() == null || key.getAlgorithm().getName().equals(issuer.algorithm());
      if (key.getKeyID() != null && signs && fits) {
        publicKey(key).ifPresent(found -> keys.put(key.getKeyID(), found));
      }
    }
    return Map.copyOf(keys);
  }

  /** The key if its kind and size fit the issuer's algorithm. */
  private Optional<PublicKey> publicKey(JWK key) {
    try {
      if (key instanceof RSAKey rsa && !issuer.algorithm().startsWith("ES")) {
        return rsa.size() >= SHORTEST_RSA ? Optional.of(rsa.toRSAPublicKey()) : Optional.empty();
      }
      if (key instanceof ECKey ec && issuer.algorithm().startsWith("ES")) {
        return Optional.of(ec.toECPublicKey());
      }
      return Optional.empty();
    } catch (JOSEException unusable) {
      return Optional.empty();
    }
  }
}
