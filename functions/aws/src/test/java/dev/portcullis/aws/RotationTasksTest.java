package dev.portcullis.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.portcullis.ports.SecretStore;
import dev.portcullis.ports.SecretText;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators ask the reconciler's function for, over one deployment. */
final class RotationTasksTest {
  private static final String HANDED = "0dd0ba11-0000-4000-8000-000000000001";
  private static final String FIRST = "4b7f0a9e-3c1d-4c52-9f0e-6d2a1b8c7e5f";

  @TempDir Path root = Path.of("unset");
  private Instant now = Instant.parse("2026-11-24T10:00:00Z");
  private final MemoryCloud cloud = new MemoryCloud(() -> now);
  private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
  private final StringBuilder answers = new StringBuilder();
  private ConsoleIssuer console = new ConsoleIssuer();
  private RequestStreamHandler reconciler;

  RotationTasksTest() throws Exception {}

  @BeforeEach
  void open() throws Exception {
    console.packaged(root);
    cloud.secrets.stage("admin", "1", SecretText.of("admin", KeyIssuer.ADMIN));
    cloud.secrets.promote("admin", "1", "");
    Map<String, String> variables = Deployment.variables();
    variables.put("LAMBDA_TASK_ROOT", root.toString());
    reconciler =
        Handlers.open(
            "reconciler",
            new Surroundings(
                new Environment(variables),
                () -> now,
                SecureRandom::new,
                new PrintStream(lines, true, UTF_8)),
            cloud);
  }

  @AfterEach
  void noLineAnswerOrRecordTellsASecret() {
    console.close();
    for (String text : List.of(lines.toString(UTF_8), answers.toString(), cloud.sealed())) {
      assertFalse(text.contains("planted"), text);
    }
  }

  private String ask(String event) throws Exception {
    String answer = EventsTest.run(reconciler, event.replace('\'', '"'));
    answers.append(answer);
    return answer;
  }

  private String current(String name) {
    return cloud.secrets.read(name).map(SecretStore.Secret::version).orElse("");
  }

  private static void refused(String code, String answer) {
    assertTrue(answer.startsWith("{\"error\":{\"code\":\"" + code + "\""), answer);
  }

  @Test
  void whatIsMisspeltIsRefusedAndTheErrorNamesWhatThereIs() throws Exception {
    String task = ask("{'task':'rollback','credential':'digest'}");
    assertTrue(task.contains("roll-back"), task);
    assertEquals(
        "bad event: the event has a member that is not known; it may have task, credential, reason",
        ask("{'task':'pause','credential':'digest','why':'x'}"));
    assertEquals("bad event: reason is missing", ask("{'task':'pause','credential':'digest'}"));
    assertEquals("bad event: credential is missing", ask("{'task':'run'}"));
    refused("invalid", ask("{'task':'pause','credential':'digest','reason':' '}"));
    refused("invalid", ask("{'task':'roll-back','credential':'digest','version':'a b'}"));
    refused("not_found", ask("{'task':'give-up','credential':'other'}"));
    refused("not_found", ask("{'task':'status','credential':'other'}"));
    assertFalse(cloud.sealed().contains("rotation."), cloud.sealed());
  }

  @Test
  void aPausedCredentialIsShownSoAndNotRotatedUntilItIsResumed() throws Exception {
    String pause = "{'task':'pause','credential':'digest','reason':'audit week'}";
    assertEquals("{\"paused\":\"digest\"}", ask(pause));
    assertTrue(cloud.sealed().contains("PAUSED"), cloud.sealed());
    String status = ask("{'task':'status','credential':'digest'}");
    assertTrue(status.contains("\"paused\":\"audit week\""), status);
    refused("refused", ask("{'task':'run','credential':'digest'}"));
    assertEquals("{\"resumed\":\"digest\"}", ask("{'task':'resume','credential':'digest'}"));
    assertTrue(cloud.sealed().contains("RESUMED"), cloud.sealed());
    assertEquals("{\"rotated\":\"digest\"}", ask("{'task':'run','credential':'digest'}"));
  }

  @Test
  void anEmergencyLeavesNoFormerValueAndAPlanSaysSoBefore() throws Exception {
    String plan = ask("{'task':'plan','credential':'digest','emergency':true}");
    assertTrue(plan.contains("\"do\":\"create_key\""), plan);
    assertEquals(FIRST, current("digest"), "a plan changes nothing");
    ask("{'task':'run','credential':'digest','emergency':true}");
    assertFalse(cloud.secrets.read("digest", FIRST).isPresent());
    assertEquals("00000000-0000-4000-8000-000000000000", current("digest"));
    String past = ask("{'task':'history','credential':'digest'}");
    assertTrue(past.contains("\"outcome\":\"rotated\""), past);
    assertTrue(past.contains("\"emergency\":true"), past);
  }

  @Test
  void aRollBackIsRefusedTheSecondTimeSoThatItGivesNobodyTheBadValueAgain() throws Exception {
    ask("{'task':'run','credential':'digest'}");
    String bad = current("digest");
    String status = ask("{'task':'status','credential':'digest'}");
    assertTrue(status.contains("\"version\":\"" + bad + "\",\"since\""), status);
    assertTrue(status.contains("\"ending\":[{\"version\":\"" + FIRST + "\""), status);
    String back = "{'task':'roll-back','credential':'digest','version':'" + bad + "'}";
    assertEquals("{\"rolled_back\":\"digest\"}", ask(back));
    assertTrue(cloud.sealed().contains("ROLLED_BACK"), cloud.sealed());
    refused("refused", ask(back));
    assertEquals(FIRST, current("digest"));
  }

  @Test
  void aKeyIsHandedOverByTheNameOfItsVersionAndItsCopyIsGone() throws Exception {
    String asked = ask("{'task':'run','credential':'model'}");
    assertTrue(asked.contains("\"for\":\"hand_over\""), asked);
    assertTrue(asked.contains("\"to_do\":\"In the Claude Console"), asked);
    assertTrue(ask("{'task':'status'}").contains("\"phase\":\"awaiting_key\""));
    put(HANDED, console.byHand("new", now) + "\n");
    String over = "{'task':'hand-over','credential':'model','version':'" + HANDED + "'}";
    assertEquals("{\"handed_over\":\"model\"}", ask(over));
    SecretStore.Secret held = cloud.secrets.read("model").orElseThrow();
    assertEquals("sk-planted-new", held.value().reveal());
    assertFalse(cloud.secrets.read("model", HANDED).isPresent(), "the copy stays");
    refused("refused", ask(over));
    assertEquals(held.version(), current("model"));
  }

  @Test
  void onlyANewKeyThatWasAskedForAndThatReadersDoNotGetIsTaken() throws Exception {
    String over = "{'task':'hand-over','credential':'model','version':'" + HANDED + "'}";
    put(HANDED, console.byHand("old", now));
    String unasked = ask(over);
    assertTrue(unasked.contains("Nobody was asked"), unasked);
    now = now.plus(Duration.ofHours(1));
    ask("{'task':'run','credential':'model'}");
    String older = ask(over);
    assertTrue(older.contains("older than the question"), older);
    assertTrue(ask(over.replace(HANDED, FIRST)).contains("Readers get this version"), "current");
    assertTrue(ask(over.replace("0001'", "0009'")).contains("has no such version"), "nobody's");
    put(HANDED.replace("0001", "0002"), "two words");
    assertTrue(ask(over.replace("0001'", "0002'")).contains("holds no key"), "no key");
    put(HANDED.replace("0001", "0003"), cloud.secrets.read("model").orElseThrow().value().reveal());
    assertTrue(ask(over.replace("0001'", "0003'")).contains("is in use"), "in use");
    assertEquals(FIRST, current("model"));
    assertEquals("{\"given_up\":\"model\"}", ask("{'task':'give-up','credential':'model'}"));
    assertTrue(cloud.sealed().contains("GIVEN_UP"), cloud.sealed());
    refused("refused", ask("{'task':'give-up','credential':'model'}"));
  }

  /** What an operator does with Secrets Manager. */
  private void put(String version, String value) {
    assertTrue(cloud.secrets.stage("model", version, SecretText.of("key", value)));
  }
}
