package dev.portcullis.aws.signed;

import dev.portcullis.aws.signed.AuthorizerCalls.Around;
import dev.portcullis.aws.signed.JsonService.ServiceError;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import dev.portcullis.ports.SecretStore;
import dev.portcullis.ports.SecretText;
import dev.portcullis.ports.SecretVersions;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads secrets from Secrets Manager; a value is kept for at most {@link #MOST_AGE}, so a retired
 * version is accepted no longer than that. Safe for concurrent use.
 */
final class PepperSecrets implements SecretStore {
  /** The stated maximum age. */
  static final Duration MOST_AGE = Duration.ofMinutes(5);

  private static final int MOST_KEPT = 64;

  /** A shorter name of ours is filled up with dots, which no name of ours has. */
  private static final int SHORTEST_ID = 32;

  private static final String PRIMARY = "";

  private record Kept(Optional<Secret> secret, Instant until) {}

  private final JsonService service;
  private final Around around;
  private final InstantSource clock;
  private final Map<String, Kept> kept = new HashMap<>();

  PepperSecrets(JsonService service, Around around, InstantSource clock) {
    this.service = service;
    this.around = around;
    this.clock = clock;
  }

  @Override
  public Optional<Secret> read(String name) {
    return cached(name, PRIMARY);
  }

  @Override
  public Optional<Secret> fresh(String name) {
    synchronized (kept) {
      kept.remove(name + "\n" + PRIMARY);
    }
    return cached(name, PRIMARY);
  }

  @Override
  public Optional<Secret> read(String name, String version) {
    return cached(name, version);
  }

  private Optional<Secret> cached(String name, String version) {
    String key = name + "\n" + version;
    Instant now = clock.instant();
    synchronized (kept) {
      Kept found = kept.get(key);
      if (found != null && now.isBefore(found.until())) {
        return found.secret();
      }
    }
    Optional<Secret> secret = load(name, version);
    synchronized (kept) {
      if (kept.size() >= MOST_KEPT) {
        kept.clear(); // Costs some reads, and bounds the memory.
      }
      kept.put(key, new Kept(secret, now.plus(MOST_AGE)));
    }
    return secret;
  }

  private Optional<Secret> load(String name, String version) {
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("SecretId", around.secretArn(name));
    if (!version.equals(PRIMARY)) {
      request.put("VersionId", version + ".".repeat(Math.max(0, SHORTEST_ID - version.length())));
    }
    try {
      Map<String, Object> answer =
          service.call("GetSecretValue", "read the secret " + name, request);
      return retired(answer) ? Optional.empty() : Optional.of(secret(name, answer));
    } catch (ServiceError error) {
      // An id that no version can have is also a version that does not exist.
      boolean missing =
          error.name().equals("ResourceNotFoundException")
              || (error.name().equals("InvalidParameterException") && !version.equals(PRIMARY));
      if (missing) {
        return Optional.empty();
      }
      throw new PortException(Code.INVALID, "read the secret " + name + ": " + error.name());
    }
  }

  /**
   * A version without a staging label, which the service would still give out, or the one that
   * stands where nothing is current yet.
   */
  private static boolean retired(Map<String, Object> answer) {
    return !(answer.get("VersionStages") instanceof List<?> stages)
        || stages.isEmpty()
        || SecretVersions.NONE.equals(version(answer));
  }

  private static String version(Map<String, Object> answer) {
    String id = answer.get("VersionId") instanceof String text ? text : "";
    int end = id.length();
    while (end > 0 && id.charAt(end - 1) == '.') {
      end--;
    }
    return id.substring(0, end);
  }

  private static Secret secret(String name, Map<String, Object> answer) {
    if (answer.get("SecretString") instanceof String text
        && !text.isEmpty()
        && !version(answer).isEmpty()) {
      return new Secret(
          name, version(answer), SecretText.of("secret", text), created(answer.get("CreatedDate")));
    }
    throw new PortException(Code.CORRUPT, "the secret " + name + " has no text");
  }

  private static Instant created(@Nullable Object seconds) {
    if (seconds instanceof Long whole) {
      return Instant.ofEpochSecond(whole);
    }
    return seconds instanceof BigDecimal fraction
        ? Instant.ofEpochMilli(fraction.movePointRight(3).longValue())
        : Instant.EPOCH;
  }
}
