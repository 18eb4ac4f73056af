package dev.portcullis.contract.memory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import dev.portcullis.ports.WormStore;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Where the providers' write-once storage differs, and what an attacker can make of it. */
final class ProviderRulesTest {
  private Instant now = Instant.parse("2026-11-24T12:00:00Z");

  @ParameterizedTest
  @EnumSource(names = {"S3", "AZURE_VERSION"})
  void aNewerVersionHidesTheFirstAndDoesNotReplaceIt(Provider provider) {
    MemoryWormStore store = filled(provider);
    store.overwrite("key", bytes("two"));
    assertEquals(2, store.versions("key").size());
    assertArrayEquals(bytes("one"), store.get("key").orElseThrow());
  }

  @ParameterizedTest
  @EnumSource(names = {"S3", "AZURE_VERSION"})
  void aCreateOnlyPutSucceedsOnADeleteMarkerAndTheFirstStays(Provider provider) {
    MemoryWormStore store = filled(provider);
    store.delete("key");
    assertTrue(store.versions("key").get(1).deleteMarker());
    assertInstanceOf(
        WormStore.Created.class, store.create("key", bytes("two"), now.plusSeconds(60)));
    assertArrayEquals(bytes("one"), store.get("key").orElseThrow());
    assertEquals(3, store.versions("key").size());
  }

  @ParameterizedTest
  @EnumSource(names = {"GCS", "AZURE_CONTAINER"})
  void aRetainedKeyIsNeitherReplacedNorDeleted(Provider provider) {
    MemoryWormStore store = filled(provider);
    denied(() -> store.overwrite("key", bytes("two")));
    denied(() -> store.delete("key"));
    assertEquals(1, store.versions("key").size());
  }

  @ParameterizedTest
  @EnumSource(names = {"GCS", "AZURE_CONTAINER"})
  void theProtectionOfAKeyEndsWithItsRetention(Provider provider) {
    MemoryWormStore store = filled(provider);
    now = now.plus(Duration.ofHours(2));
    store.delete("key");
    assertTrue(store.versions("key").get(1).deleteMarker());
  }

  @Test
  void oneObjectIsReplacedOnceASecondWhereTheProviderSaysSo() {
    MemoryPublicationStore store = new MemoryPublicationStore(Provider.GCS, () -> now);
    store.replace("key", bytes("one"));
    PortException e = assertThrows(PortException.class, () -> store.replace("key", bytes("two")));
    assertEquals(Code.THROTTLED, e.code());
    store.replace("other", bytes("two"));
    now = now.plusSeconds(1);
    store.replace("key", bytes("two"));
    assertArrayEquals(bytes("two"), store.get("key").orElseThrow());
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "GCS")
  void elsewhereAnObjectIsReplacedAtAnyPace(Provider provider) {
    MemoryPublicationStore store = new MemoryPublicationStore(provider, () -> now);
    store.replace("key", bytes("one"));
    store.replace("key", bytes("two"));
    assertArrayEquals(bytes("two"), store.get("key").orElseThrow());
  }

  private MemoryWormStore filled(Provider provider) {
    MemoryWormStore store = new MemoryWormStore(provider, () -> now);
    store.create("key", bytes("one"), now.plus(Duration.ofHours(1)));
    return store;
  }

  private static void denied(Runnable attack) {
    assertEquals(Code.DENIED, assertThrows(PortException.class, attack::run).code());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
