package dev.portcullis.local.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.ports.PortException;
import dev.portcullis.ports.RecordStore;
import dev.portcullis.ports.WormStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each half-done step of a killed writer leaves, and what the next start makes of it. */
final class CrashedWriterTest {
  private static final Instant LATER = Instant.parse("2099-01-01T00:00:00Z");

  /** Above every pid that Linux hands out. */
  private static final String DEAD = "4194399";

  @TempDir Path folder = Path.of("unset");

  @Test
  void aHalfWrittenFileOfADeadProcessIsNoObjectAndIsRemoved() throws Exception {
    open();
    Path left = Files.write(folder.resolve("~partial").resolve(DEAD + "-1"), new byte[] {1});
    assertEquals(List.of(), open().list("", "", 10));
    assertFalse(Files.exists(left));
  }

  @Test
  void aFileThatALivingProcessIsWritingIsLeftAlone() throws Exception {
    open();
    String name = ProcessHandle.current().pid() + "-1";
    Path busy = Files.write(folder.resolve("~partial").resolve(name), new byte[] {1});
    open();
    assertTrue(Files.exists(busy));
  }

  @Test
  void aKillBetweenObjectAndRetentionLeavesTheDefaultRetention() throws Exception {
    open().create("a", new byte[] {1}, LATER);
    Files.delete(folder.resolve("~retention/a"));
    WormStore.Entry entry = open().list("", "", 1).get(0);
    assertEquals(Optional.of(entry.stored().plus(Duration.ofDays(1))), entry.retainUntil());
  }

  @Test
  void aNoteThatAPowerCutEmptiedLeavesTheDefaultRetentionAndIsNoFault() throws Exception {
    open().create("a", new byte[] {1}, Instant.now().plus(Duration.ofHours(1)));
    Files.write(folder.resolve("~retention/a"), new byte[0]);
    WormStore.Entry entry = open().list("", "", 1).get(0);
    assertEquals(Optional.of(entry.stored().plus(Duration.ofDays(1))), entry.retainUntil());
    assertEquals(List.of(), RetentionNotes.faults(folder));
  }

  @Test
  void aNoteOfLessThanTheDefaultIsWrittenAllTheSame() throws Exception {
    Instant soon = Instant.now().plus(Duration.ofHours(1));
    open().create("a", new byte[] {1}, soon);
    assertEquals(Optional.of(soon), open().list("", "", 1).get(0).retainUntil());
  }

  @Test
  void aRetryAfterThatKillFindsTheKeyTakenWithItsOwnBytes() throws Exception {
    open().create("a", new byte[] {1}, LATER);
    Files.delete(folder.resolve("~retention/a"));
    assertInstanceOf(WormStore.Exists.class, open().create("a", new byte[] {1}, LATER));
    assertArrayEquals(new byte[] {1}, open().get("a").orElseThrow());
  }

  @Test
  void aKillBetweenVersionAndPointerLeavesTheOlderSecretInUse() throws Exception {
    FileSecretStore secrets = new FileSecretStore(folder);
    secrets.put("s", "1", dev.portcullis.ports.SecretText.of("s", "one"));
    Files.writeString(folder.resolve("s/v-2"), "two");
    assertEquals("1", new FileSecretStore(folder).read("s").orElseThrow().version());
  }

  @Test
  void aKeyIsMadeOnceAndFoundAgain() {
    assertEquals(FileSigner.open(folder).keyId(), FileSigner.open(folder).keyId());
  }

  @Test
  void aCutSigningKeyIsCorruptAndNotReplaced() throws Exception {
    FileSigner.open(folder);
    Files.write(folder.resolve("signing-key"), new byte[20]);
    PortException e = assertThrows(PortException.class, () -> FileSigner.open(folder));
    assertEquals(PortException.Code.CORRUPT, e.code());
  }

  @Test
  void aRecordCutBelowItsVersionIsCorrupt() throws Exception {
    RecordStore records = new FileRecordStore(folder, InstantSource.system(), true);
    records.write("a", new byte[] {1}, RecordStore.ABSENT);
    Files.write(folder.resolve("a"), new byte[3]);
    PortException e = assertThrows(PortException.class, () -> records.read("a"));
    assertEquals(PortException.Code.CORRUPT, e.code());
  }

  @Test
  void aKeyThatIsAnothersFolderIsInvalid() {
    FileWormStore store = open();
    store.create("a/b", new byte[] {1}, LATER);
    for (String key : List.of("a", "a/b/c")) {
      PortException e =
          assertThrows(PortException.class, () -> store.create(key, new byte[] {1}, LATER));
      assertEquals(PortException.Code.INVALID, e.code());
    }
  }

  @Test
  void everyFileAndFolderIsItsOwnersAlone() throws Exception {
    Path root = folder.resolve("data");
    new FileWormStore(root, InstantSource.system(), Duration.ofDays(1), true)
        .create("a/b", new byte[] {1}, LATER);
    FileSigner.open(root.resolve("keys"));
    try (var all = Files.walk(root)) {
      for (Path path : all.toList()) {
        String expected = Files.isDirectory(path) ? "rwx------" : "rw-------";
        assertEquals(
            expected,
            PosixFilePermissions.toString(Files.getPosixFilePermissions(path)),
            "" + path);
      }
    }
  }

  private FileWormStore open() {
    return new FileWormStore(folder, InstantSource.system(), Duration.ofDays(1), true);
  }
}
