package dev.portcullis.authorization.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.authorization.Authentication;
import dev.portcullis.authorization.MemoryRecordStore;
import dev.portcullis.authorization.MemorySecretStore;
import dev.portcullis.authorization.RequestHead;
import dev.portcullis.ports.SecretStore;
import dev.portcullis.ports.SecretText;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeyTimingTest {
  private static final RequestHead HEAD =
      new RequestHead("GET", "/", Map.of(), Optional.of("10.0.0.1"), Optional.empty());
  private static final Instant NOW = Instant.parse("2026-11-24T14:00:00Z");

  /** Counts what is asked of the secret store. */
  private static final class Counting implements SecretStore {
    private final SecretStore inner = new MemorySecretStore().add("pepper", "1", "salt");
    private final AtomicInteger reads = new AtomicInteger();

    @Override
    public Optional<Secret> read(String name) {
      reads.incrementAndGet();
      return inner.read(name);
    }

    @Override
    public Optional<Secret> fresh(String name) {
      return read(name);
    }

    @Override
    public Optional<Secret> read(String name, String version) {
      reads.incrementAndGet();
      return inner.read(name, version);
    }
  }

  private final MemoryRecordStore records = new MemoryRecordStore();
  private final Counting secrets = new Counting();
  private ApiKeyVerifier verifier;
  private SecretText wrongSecret;
  private SecretText unknownId;

  @BeforeEach
  void aKey() {
    ApiKeys keys =
        new ApiKeys(
            records, secrets, "pepper", () -> NOW, new SecureRandom(), (event, id, change) -> {});
    KeySpec spec = KeySpec.of("live", "acme", "ann", "timing", Set.of("developer"));
    KeyChange.Issued issued = assertInstanceOf(KeyChange.Issued.class, keys.create(spec));
    verifier = new ApiKeyVerifier(records, secrets, "pepper", () -> NOW);
    String secret = KeyFormat.secret(new byte[32]);
    wrongSecret = SecretText.of("key", KeyFormat.write("live", issued.id(), secret));
    unknownId = SecretText.of("key", KeyFormat.write("live", "zzzzzzzzzzzz", secret));
  }

  private int[] reads(SecretText key) {
    int store = records.reads.get();
    int secret = secrets.reads.get();
    assertInstanceOf(Authentication.Rejected.class, verifier.verify(key, HEAD));
    return new int[] {records.reads.get() - store, secrets.reads.get() - secret};
  }

  @Test
  void anUnknownIdAsksTheStoresForAsMuchAsAWrongSecret() {
    assertEquals(Arrays.toString(reads(wrongSecret)), Arrays.toString(reads(unknownId)));
  }

  @Test
  void anUnknownIdTakesAsLongAsAWrongSecret() {
    double nearest = Double.MAX_VALUE;
    // Other work on the machine disturbs a round; a real difference would be in all of them.
    for (int round = 0; round < 8 && nearest > 0.05; round++) {
      long[] wrong = new long[4_001];
      long[] unknown = new long[4_001];
      for (int i = 0; i < wrong.length; i++) {
        wrong[i] = nanos(wrongSecret);
        unknown[i] = nanos(unknownId);
      }
      double ratio = (double) median(unknown) / median(wrong);
      nearest = Math.min(nearest, Math.abs(ratio - 1));
    }
    assertTrue(nearest <= 0.05, "the medians differ by " + nearest);
  }

  private long nanos(SecretText key) {
    long start = System.nanoTime();
    verifier.verify(key, HEAD);
    return System.nanoTime() - start;
  }

  private static long median(long[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }
}
