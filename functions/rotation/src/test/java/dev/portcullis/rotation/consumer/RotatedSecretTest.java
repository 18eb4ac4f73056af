package dev.portcullis.rotation.consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import dev.portcullis.ports.SecretStore;
import dev.portcullis.ports.SecretText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

final class RotatedSecretTest {
  private Instant now = Instant.parse("2026-11-24T00:00:00Z");
  private final Store store = new Store();
  private final RotatedSecret secret =
      new RotatedSecret(
          store, "model/key", Duration.ofMinutes(1), Duration.ofMinutes(10), () -> now);

  private final class Store implements SecretStore {
    private String version = "1";
    private Optional<PortException> failure = Optional.empty();
    private int reads;

    @Override
    public Optional<Secret> read(String name) {
      throw new AssertionError("a cached read is not asked for");
    }

    @Override
    public synchronized Optional<Secret> fresh(String name) {
      reads++;
      if (failure.isPresent()) {
        throw failure.get();
      }
      return version.isEmpty()
          ? Optional.empty()
          : Optional.of(
              new Secret(name, version, SecretText.of("key", "value " + version), Instant.EPOCH));
    }

    @Override
    public Optional<Secret> read(String name, String version) {
      throw new AssertionError("a named version is not asked for");
    }
  }

  @Test
  void aYoungValueIsReadOnce() {
    secret.get();
    now = now.plusSeconds(59);
    secret.get();
    assertEquals(1, store.reads);
  }

  @Test
  void anOlderValueIsReadAgain() {
    secret.get();
    store.version = "2";
    now = now.plusSeconds(60);
    assertEquals("2", secret.get().version());
  }

  @Test
  void whileTheStoreDoesNotAnswerTheValueIsUsedUntilItsMaximumAge() {
    secret.get();
    store.failure = Optional.of(new PortException(Code.UNAVAILABLE, "read"));
    now = now.plus(Duration.ofMinutes(10)).minusMillis(1);
    assertEquals("1", secret.get().version());
    now = now.plusMillis(1);
    assertEquals(Code.MISSING, assertThrows(PortException.class, secret::get).code());
  }

  @Test
  void whileNothingWasEverReadTheStoresOwnAnswerStands() {
    store.failure = Optional.of(new PortException(Code.UNAVAILABLE, "read"));
    assertEquals(Code.UNAVAILABLE, assertThrows(PortException.class, secret::get).code());
  }

  @Test
  void aRefusedReadIsNotCoveredByAnOldValue() {
    secret.get();
    store.failure = Optional.of(new PortException(Code.DENIED, "read"));
    now = now.plusSeconds(60);
    assertEquals(Code.DENIED, assertThrows(PortException.class, secret::get).code());
  }

  @Test
  void aSecretThatDoesNotExistIsMissing() {
    store.version = "";
    assertEquals(Code.MISSING, assertThrows(PortException.class, secret::get).code());
  }

  @Test
  void aClockThatWasSetBackMakesTheValueOld() {
    secret.get();
    now = now.minusSeconds(3_600);
    secret.get();
    assertEquals(2, store.reads);
  }

  @Test
  void aRefusedCallIsMadeOnceMoreWithAFreshValue() {
    secret.get();
    store.version = "2";
    List<String> tried = new ArrayList<>();
    Used<Integer> used =
        secret.call(
            held -> {
              tried.add(held.version());
              return held.version().equals("2") ? 200 : 401;
            },
            status -> status == 401);
    assertEquals(List.of("1", "2"), tried);
    assertEquals(new Used<>(200, "2", true), used);
  }

  @Test
  void aCallThatIsRefusedAgainIsNotMadeAThirdTime() {
    store.version = "1";
    List<String> tried = new ArrayList<>();
    secret.get();
    store.version = "2";
    Used<Integer> used =
        secret.call(
            held -> {
              tried.add(held.version());
              return 401;
            },
            status -> status == 401);
    assertEquals(List.of("1", "2"), tried);
    assertEquals(new Used<>(401, "2", true), used);
  }

  @Test
  void aRefusalWithNoOtherVersionIsNotRetried() {
    Used<Integer> used = secret.call(held -> 401, status -> status == 401);
    assertEquals(new Used<>(401, "1", false), used);
  }

  @Test
  void aHundredRefusalsOfOneVersionInASecondMakeOneRead() {
    secret.get();
    for (int i = 0; i < 100; i++) {
      secret.call(held -> 401, status -> status == 401);
    }
    assertEquals(2, store.reads);
  }

  @Test
  void anAcceptedCallSaysWhichVersionItUsed() {
    assertEquals(new Used<>(200, "1", false), secret.call(held -> 200, status -> status == 401));
  }

  @Test
  void neitherAHeldValueNorAUsePrintsTheSecret() {
    String printed = secret.get().toString() + secret.call(held -> 200, status -> status == 401);
    assertFalse(printed.contains("value 1"), printed);
  }

  @Test
  void anAgeAtWhichItIsReadAgainMustBeBelowTheMaximum() {
    Duration minute = Duration.ofMinutes(1);
    assertThrows(
        IllegalArgumentException.class,
        () -> new RotatedSecret(store, "model/key", minute, minute, () -> now));
  }

  @Test
  void manyThreadsThatFindItOldMakeFewReads() throws Exception {
    secret.get();
    now = now.plusSeconds(60);
    ExecutorService pool = Executors.newFixedThreadPool(16);
    CyclicBarrier start = new CyclicBarrier(16);
    try {
      List<Future<String>> running = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        running.add(
            pool.submit(
                () -> {
                  start.await();
                  return secret.get().version();
                }));
      }
      for (Future<String> one : running) {
        assertEquals("1", one.get());
      }
    } finally {
      pool.shutdownNow();
    }
    assertTrue(store.reads <= 2, store.reads + " reads");
  }
}
