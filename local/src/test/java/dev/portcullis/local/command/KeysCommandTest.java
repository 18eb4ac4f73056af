package dev.portcullis.local.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.authorization.Authentication;
import dev.portcullis.authorization.RejectionCode;
import dev.portcullis.authorization.RequestHead;
import dev.portcullis.authorization.json.StrictJson;
import dev.portcullis.local.config.ConfigurationFile;
import dev.portcullis.local.config.Place;
import dev.portcullis.local.laptop.Laptop;
import dev.portcullis.local.laptop.OperatorLog;
import dev.portcullis.local.laptop.Surroundings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of an API key at the command line. */
final class KeysCommandTest {
  private static final String FOREIGN = "sk-oldCANARYkey-0123456789abcdef";

  @TempDir Path data = Path.of("unset");

  @Test
  void aNewKeyIsPrintedAloneAndWorks() {
    CommandRun run = create();
    assertEquals(0, run.code());
    assertEquals(1, run.out().lines().count());
    assertInstanceOf(Authentication.Authenticated.class, authenticate(run.out().strip()));
  }

  @Test
  void noFurtherCommandShowsAKeyAgain() throws Exception {
    String key = create().out().strip();
    String id = key.split("_", -1)[2];
    assertEquals("ann", StrictJson.typed(json("keys", "show", id, "--json")).get("owner"));
    for (String[] again :
        List.of(
            new String[] {"keys", "list"},
            new String[] {"keys", "list", "--json"},
            new String[] {"keys", "show", id},
            new String[] {"keys", "show", id, "--json"})) {
      CommandRun run = run(again);
      assertEquals(0, run.code());
      assertTrue(run.out().contains(id));
      assertFalse(run.all().contains(key.substring(key.length() - 49)));
    }
  }

  @Test
  void everyOptionIsInTheKey() throws Exception {
    Map<String, Object> made =
        json(
            "keys",
            "create",
            "--owner",
            "ann",
            "--reason",
            "r",
            "--role",
            "developer,auditor",
            "--tenant",
            "acme",
            "--environment",
            "test",
            "--model",
            "stand-in",
            "--purpose",
            "coding",
            "--network",
            "10.0.0.0/8",
            "--clearance",
            "2",
            "--residency",
            "eu",
            "--may-pass",
            "image",
            "--expires-in",
            "90d",
            "--json");
    Map<String, Object> shown = json("keys", "show", (String) made.get("id"), "--json");
    assertEquals(List.of("auditor", "developer"), shown.get("roles"));
    assertEquals("acme", shown.get("tenant"));
    assertEquals(List.of("stand-in"), shown.get("models"));
    assertEquals(List.of("coding"), shown.get("purposes"));
    assertEquals(List.of("10.0.0.0/8"), shown.get("networks"));
    assertEquals(2L, shown.get("clearance"));
    assertEquals("eu", shown.get("residency"));
    assertEquals(List.of("image"), shown.get("may_pass"));
    assertTrue(shown.containsKey("expires_at"));
    assertTrue(((String) made.get("key")).startsWith("pck_test_"));
  }

  @Test
  void aRotatedKeyAndItsSuccessorBothWorkUntilTheGraceEnds() throws Exception {
    String old = create().out().strip();
    String id = old.split("_", -1)[2];
    String fresh = run("keys", "rotate", id).out().strip();
    assertInstanceOf(Authentication.Authenticated.class, authenticate(old));
    assertInstanceOf(Authentication.Authenticated.class, authenticate(fresh));
    String last = run("keys", "rotate", id, "--grace", "0s").out().strip();
    assertRejected(RejectionCode.KEY_SECRET_RETIRED, fresh);
    assertInstanceOf(Authentication.Authenticated.class, authenticate(last));
  }

  @Test
  void aRevokedKeyStopsAtOnceAndSaysWhyForLater() throws Exception {
    String key = create().out().strip();
    String id = key.split("_", -1)[2];
    assertEquals(0, run("keys", "revoke", id, "--reason", "leaked").code());
    assertRejected(RejectionCode.KEY_DISABLED, key);
    assertEquals("leaked", json("keys", "show", id, "--json").get("revoked"));
    assertFalse(run("keys", "list", "--active").out().contains(id));
  }

  @Test
  void anImportedKeyWorksUnchangedAndIsStoredNowhere() throws Exception {
    CommandRun run =
        CommandRun.of(
            data, FOREIGN + "\n", "keys", "import", "--owner", "a", "--reason", "r", "--role", "b");
    assertEquals(0, run.code());
    assertFalse(run.all().contains(FOREIGN));
    assertInstanceOf(Authentication.Authenticated.class, authenticate(FOREIGN));
    assertNowhere(FOREIGN);
  }

  @Test
  void eachChangeIsInTheLog() throws Exception {
    String id = create().out().strip().split("_", -1)[2];
    run("keys", "rotate", id);
    run("keys", "revoke", id, "--reason", "leaked");
    List<String> operations = new ArrayList<>();
    String log =
        Files.readString(data.resolve("public/tile/entries/000.p/5"), StandardCharsets.ISO_8859_1);
    for (String operation : log.split("\"", -1)) {
      if (operation.startsWith("key.")) {
        operations.add(operation);
      }
    }
    assertEquals(
        List.of("key.creating", "key.created", "key.replacing", "key.made_primary", "key.revoked"),
        operations);
    assertFalse(log.contains("ann"));
  }

  @Test
  void aKeyWhoseCreationCannotBeRecordedIsNotMade() throws Exception {
    run("keys", "list");
    Files.writeString(data.resolve("worm/intake"), "in the way of every record");
    CommandRun created = create();
    assertEquals(1, created.code());
    assertEquals("", created.out());
    CommandRun imported =
        CommandRun.of(
            data, FOREIGN, "keys", "import", "--owner=a", "--reason=r", "--role=developer");
    assertEquals(1, imported.code());
    assertEquals("", run("keys", "list", "--json").out());
    assertRejected(RejectionCode.KEY_INVALID, FOREIGN);
  }

  @Test
  void anIdThatIsUnknownIsANegativeAnswer() {
    for (String[] arguments :
        List.of(
            new String[] {"keys", "show", "AAAAAAAAAAAA"},
            new String[] {"keys", "rotate", "AAAAAAAAAAAA"},
            new String[] {"keys", "revoke", "AAAAAAAAAAAA", "--reason", "r"})) {
      CommandRun run = run(arguments);
      assertEquals(1, run.code());
      assertEquals(1, run.err().lines().count());
    }
  }

  @Test
  void aWholeKeyWhereAnIdBelongsIsBadUseAndIsNotRepeated() {
    String key = create().out().strip();
    CommandRun run = run("keys", "revoke", key, "--reason", "r");
    assertEquals(2, run.code());
    assertFalse(run.all().contains(key));
    assertFalse(run.all().contains(key.substring(key.length() - 49)));
  }

  @Test
  void aKeyWithoutAnOwnerOrAReasonIsNotMade() {
    CommandRun run = run("keys", "create", "--role", "developer");
    assertEquals(2, run.code());
    assertEquals(
        "portcullis: missing --owner, --reason; see 'portcullis keys create --help'\n", run.err());
    assertEquals(2, run("keys", "create", "--owner=", "--reason=r", "--role=d").code());
  }

  @Test
  void noMistypedValueIsRepeated() {
    for (String wrong :
        List.of("--network=CANARY", "--expires-in=CANARY", "--clearance=CANARY", "--CANARY")) {
      CommandRun run = run("keys", "create", "--owner=a", "--reason=r", "--role=developer", wrong);
      assertEquals(2, run.code(), wrong);
      assertEquals(1, run.err().lines().count(), run.err());
      assertFalse(run.all().contains("CANARY"), run.err());
    }
  }

  @Test
  void aKeyLeavesNoTraceOfItselfInTheDataDirectory() throws Exception {
    String first = create().out().strip();
    String id = first.split("_", -1)[2];
    String second = run("keys", "rotate", id).out().strip();
    assertNowhere(first.substring(first.length() - 49, first.length() - 6));
    assertNowhere(second.substring(second.length() - 49, second.length() - 6));
  }

  private void assertNowhere(String secret) throws Exception {
    try (Stream<Path> all = Files.walk(data)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertFalse(text.contains(secret), file.toString());
      }
    }
  }

  private void assertRejected(RejectionCode code, String key) {
    assertEquals(code, assertInstanceOf(Authentication.Rejected.class, authenticate(key)).code());
  }

  private Authentication authenticate(String key) {
    Place place = new Place(Map.of(), data, data, Optional.empty());
    try (Laptop laptop =
        Laptop.open(
            ConfigurationFile.read(place, Optional.of(data), Optional.empty()).configuration(),
            Surroundings.ofProcess(OperatorLog.silent()))) {
      return laptop
          .authenticator()
          .authenticate(
              new RequestHead(
                  "GET",
                  "/v1/models",
                  Map.of("authorization", List.of("Bearer " + key)),
                  Optional.empty(),
                  Optional.empty()));
    }
  }

  private Map<String, Object> json(String... arguments) throws Exception {
    CommandRun run = run(arguments);
    assertEquals(0, run.code(), run.err());
    return new StrictJson(8).readObject(run.out());
  }

  private CommandRun create() {
    return run("keys", "create", "--owner", "ann", "--reason", "test", "--role", "developer");
  }

  private CommandRun run(String... arguments) {
    return CommandRun.of(data, "", arguments);
  }
}
