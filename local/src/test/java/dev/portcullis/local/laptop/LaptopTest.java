package dev.portcullis.local.laptop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.audit.log.AuditTrail;
import dev.portcullis.audit.log.Progress;
import dev.portcullis.audit.record.KeyEvent;
import dev.portcullis.audit.tlog.VerifierKey;
import dev.portcullis.audit.verify.LogVerifier;
import dev.portcullis.audit.verify.LogView;
import dev.portcullis.audit.verify.Report;
import dev.portcullis.authorization.Authentication;
import dev.portcullis.authorization.RequestHead;
import dev.portcullis.authorization.keys.KeyChange;
import dev.portcullis.authorization.keys.KeySpec;
import dev.portcullis.local.config.SetupException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an opened laptop is made of, and what it leaves on the disk. */
final class LaptopTest {
  @TempDir Path folder = Path.of("unset");
  private LaptopHome home;

  @BeforeEach
  void aHome() throws Exception {
    home = new LaptopHome(folder);
  }

  @Test
  void aRecordIsInALogThatVerifiesWithThePublishedKey() throws Exception {
    try (Laptop laptop = home.open()) {
      laptop.record(event("one"));
      Progress progress = laptop.sequenceNow();
      assertEquals(1, progress.size());
      assertEquals(Progress.Publication.PROVEN, progress.publication());
      Report report =
          new LogVerifier(laptop.logKeys(), AuditTrail.LEAST_RETENTION, new Random(1))
              .verify(
                  LogView.of(laptop.stores().worm(), laptop.stores().published()), (c, e) -> {});
      assertEquals(List.of(), report.faults());
      String vkey = Files.readString(home.data.resolve("log.vkey"));
      assertEquals(laptop.logKeys().origin(), VerifierKey.parse(vkey).name());
    }
  }

  @Test
  void aSecondProcessGoesOnWithTheSameLogAndTheSameKeys() {
    String key;
    try (Laptop laptop = home.open()) {
      laptop.record(event("one"));
      laptop.sequenceNow();
      key = ((KeyChange.Issued) laptop.keys().create(spec())).key().reveal();
    }
    try (Laptop laptop = home.open()) {
      laptop.record(event("two"));
      // Each event, and that a key is about to be made and was.
      assertEquals(4, laptop.sequenceNow().size());
      assertInstanceOf(
          Authentication.Authenticated.class, laptop.authenticator().authenticate(head(key)));
    }
  }

  @Test
  void whatIsSealedWhenTheLaptopIsClosedIsInOrderAfterwards() {
    ScheduledExecutorService background = Executors.newSingleThreadScheduledExecutor();
    try (Laptop laptop = home.open()) {
      laptop.start(background, Runnable::run);
      laptop.record(event("one"));
    } finally {
      background.shutdownNow();
    }
    try (Laptop laptop = home.open()) {
      assertEquals(0, laptop.sequenceNow().added());
      assertEquals(1, laptop.sequenceNow().size());
    }
  }

  @Test
  void onlyOneServesFromADirectoryAndTheOtherIsToldWhoDoes() {
    ScheduledExecutorService background = Executors.newSingleThreadScheduledExecutor();
    try (Laptop second = home.open()) {
      try (Laptop first = home.open()) {
        first.start(background, Runnable::run);
        SetupException e =
            assertThrows(SetupException.class, () -> second.start(background, Runnable::run));
        assertTrue(e.getMessage().contains("process " + ProcessHandle.current().pid() + " "));
      }
      second.start(background, Runnable::run);
    } finally {
      background.shutdownNow();
    }
  }

  @Test
  void theGovernedCallIsBuiltOfTheseParts() {
    try (Laptop laptop = home.open()) {
      assertNotNull(laptop.governedCall(name -> call -> null));
      assertTrue(laptop.policies().catalogue("Model").contains("stand-in"));
    }
  }

  @Test
  void everyFileIsItsOwnersAlone() throws Exception {
    try (Laptop laptop = home.open()) {
      laptop.keys().create(spec());
      laptop.pseudonyms().subject("User/ann");
      laptop.record(event("one"));
      laptop.sequenceNow();
      ScheduledExecutorService background = Executors.newSingleThreadScheduledExecutor();
      laptop.start(background, Runnable::run);
      background.shutdownNow();
    }
    try (var all = Files.walk(home.data)) {
      for (Path path : all.toList()) {
        String expected = Files.isDirectory(path) ? "rwx------" : "rw-------";
        assertEquals(
            expected,
            PosixFilePermissions.toString(Files.getPosixFilePermissions(path)),
            "" + path);
      }
    }
  }

  @Test
  void aDirectoryThatOthersMayEnterIsRefusedWithTheRemedy() throws Exception {
    Files.createDirectory(home.data);
    Files.setPosixFilePermissions(home.data, PosixFilePermissions.fromString("rwxr-x---"));
    SetupException e = assertThrows(SetupException.class, () -> home.open());
    assertTrue(e.getMessage().endsWith("run: chmod 700 " + home.data), e.getMessage());
  }

  @Test
  void aChangedPolicyIsInForceAndABadOneLeavesItSo() throws Exception {
    try (Laptop laptop = home.open()) {
      String before = laptop.policies().policyVersion();
      PolicyWatch watch = new PolicyWatch(home.policies, laptop.policies(), home);
      watch.load();
      Path file = home.policies.resolve("roles.cedar");
      Files.writeString(file, Files.readString(file) + "\n// changed\n");
      watch.look();
      String changed = laptop.policies().policyVersion();
      assertFalse(changed.equals(before));
      Files.writeString(file, "permit (");
      watch.look();
      watch.look();
      assertEquals(changed, laptop.policies().policyVersion());
      assertEquals(1, home.infos.size());
      assertEquals(1, home.alarms.size());
      assertTrue(home.alarms.get(0).contains("roles.cedar:1"), home.alarms.get(0));
    }
  }

  @Test
  void policiesThatDoNotLoadStopTheStart() throws Exception {
    Files.writeString(home.policies.resolve("roles.cedar"), "permit (");
    try (Laptop laptop = home.open()) {
      SetupException e = assertThrows(SetupException.class, laptop::policies);
      assertTrue(e.getMessage().contains("roles.cedar:1"), e.getMessage());
    }
  }

  static KeyEvent event(String id) {
    return new KeyEvent(
        id,
        Instant.parse("2026-11-24T12:00:00Z"),
        KeyEvent.Use.API_KEY,
        "key",
        KeyEvent.Change.CREATED);
  }

  private static KeySpec spec() {
    return KeySpec.of("live", "acme", "ann", "test", Set.of("developer"));
  }

  private static RequestHead head(String key) {
    return new RequestHead(
        "GET",
        "/v1/models",
        Map.of("authorization", List.of("Bearer " + key)),
        Optional.of("127.0.0.1"),
        Optional.empty());
  }
}
