package dev.portcullis.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.portcullis.audit.record.AlertRaised;
import dev.portcullis.ports.PortException.Code;
import dev.portcullis.ports.SecretStore;
import dev.portcullis.ports.SecretText;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rotation and reconciler as Secrets Manager and the schedule drive them, over one deployment. */
final class RotationHandlerTest {
  private static final String TOKEN = "11111111-2222-4333-8444-555555555555";
  private static final List<String> STEPS =
      List.of("createSecret", "setSecret", "testSecret", "finishSecret");

  @TempDir Path root = Path.of("unset");
  private Instant now = Instant.parse("2026-11-24T10:00:00Z");
  private MemoryCloud cloud = new MemoryCloud(() -> now);
  private final ByteArrayOutputStream lines = new ByteArrayOutputStream();

  @AfterEach
  void noLineTellsASecret() {
    assertFalse(lines.toString(UTF_8).contains("planted"), lines.toString(UTF_8));
  }

  private RequestStreamHandler handler(String function, Services services) {
    Map<String, String> variables = Deployment.variables();
    variables.put("LAMBDA_TASK_ROOT", root.toString());
    return Handlers.open(
        function,
        new Surroundings(
            new Environment(variables),
            () -> now,
            SecureRandom::new,
            new PrintStream(lines, true, UTF_8)),
        services);
  }

  private static String event(String step, String secret) {
    return """
        {"Step": "%s", "SecretId": "%s", "ClientRequestToken": "%s", "RotationToken": "r"}
        """
        .formatted(step, Deployment.ARN + secret, TOKEN);
  }

  private static String step(RequestStreamHandler handler, String step, String secret)
      throws Exception {
    return EventsTest.run(handler, event(step, secret));
  }

  private String current(String name) {
    return cloud.secrets.read(name).map(SecretStore.Secret::version).orElse("");
  }

  @Test
  void theFourStepsReplaceThePepperAndTheOldOneStaysReadable() throws Exception {
    RequestStreamHandler handler = handler("rotation", cloud);
    String old = current("pepper");
    for (String step : STEPS) {
      assertTrue(step(handler, step, "PepperSecret-AbCdEf").contains("\"done\":true"), step);
      // Each may come twice.
      assertTrue(step(handler, step, "PepperSecret-AbCdEf").contains("\"done\":true"), step);
      assertEquals(step.equals("finishSecret") ? TOKEN : old, current("pepper"), step);
    }
    assertTrue(cloud.secrets.read("pepper", old).isPresent());
    String log = cloud.sealed();
    for (String done : List.of("create", "set", "test", "finish")) {
      assertTrue(log.contains("rotation." + done), done + " is not in " + log);
    }
  }

  @Test
  void aStepBeforeItsTimeIsRefusedRecordedAndRaised() throws Exception {
    String answer = step(handler("rotation", cloud), "testSecret", "PepperSecret-AbCdEf");
    assertTrue(answer.contains("create comes first"), answer);
    assertTrue(cloud.sealed().contains("REFUSED"), cloud.sealed());
    assertTrue(cloud.sealed().contains("rotation_failed"), cloud.sealed());
  }

  @Test
  void anotherRotationUnderWayIsRecordedAndNoAlarm() throws Exception {
    RequestStreamHandler handler = handler("rotation", cloud);
    step(handler, "createSecret", "digest");
    String second = event("createSecret", "digest").replace(TOKEN, TOKEN.replace('1', '9'));
    String answer = EventsTest.run(handler, second);
    assertTrue(answer.contains("waits for BUSY"), answer);
    assertTrue(cloud.sealed().contains("WAITING_BUSY"), cloud.sealed());
    assertFalse(cloud.sealed().contains("rotation_failed"), cloud.sealed());
  }

  @Test
  void theAlertsTellPeopleOnceOfARefusedTestAndNeverOfAGoodRotation() throws Exception {
    try (KeyIssuer issuer = new KeyIssuer(now.getEpochSecond())) {
      RequestStreamHandler handler = withModel(issuer, "rotation");
      for (String step : STEPS) {
        step(handler, step, "digest");
      }
      assertEquals(List.of(), told(), "a good rotation");
      issuer.takes = false;
      String old = current("model");
      for (String step : STEPS) {
        step(handler, step, "model");
      }
      assertEquals(old, current("model"));
      assertEquals(List.of("rotation_failed"), told());
      assertEquals(1, lines.toString(UTF_8).split("\"AlertRotationFailed\":1", -1).length - 1);
      assertEquals(List.of("rotation_failed"), told(), "told again");
    }
  }

  /** What people were told after the log's next run and the alerts' next one, by a new instance. */
  private List<String> told() throws Exception {
    // The sequencer takes up what has lain in the intake for a moment.
    now = now.plusSeconds(30);
    EventsTest.run(handler("sequencer", cloud), "{\"task\":\"run\"}");
    EventsTest.run(handler("alerts", cloud), "{\"task\":\"watch\"}");
    return cloud.told.stream().map(AlertRaised::rule).toList();
  }

  @Test
  void aSecretThatIsNotOursAndAStepThatIsNoneAreRefused() throws Exception {
    RequestStreamHandler handler = handler("rotation", cloud);
    assertEquals(
        "bad event: SecretId is no secret of ours", step(handler, "createSecret", "other"));
    assertEquals(
        "bad event: Step is none of the four", step(handler, "dropSecret", "PepperSecret-AbCdEf"));
    String unconfigured = step(handler, "createSecret", "model");
    assertTrue(unconfigured.contains("no such credential"), unconfigured);
  }

  @Test
  void aFailingTestStepLeavesTheCurrentKeyIsRecordedAndRaises() throws Exception {
    try (KeyIssuer issuer = new KeyIssuer(now.getEpochSecond())) {
      RequestStreamHandler handler = withModel(issuer, "rotation");
      String old = current("model");
      issuer.takes = false;
      assertTrue(step(handler, "createSecret", "model").contains("done"));
      assertTrue(step(handler, "setSecret", "model").contains("done"));
      String early = step(handler, "testSecret", "model");
      assertTrue(early.startsWith("testSecret of model is not done: waits for PROPAG"), early);
      assertTrue(cloud.sealed().contains("WAITING_PROPAGATION"), cloud.sealed());
      assertTrue(cloud.sealed().contains("rotation_failed"), "no alert at once");
      assertEquals(old, current("model"));
      assertTrue(step(handler, "finishSecret", "model").contains("not tested yet"));
      now = now.plus(Duration.ofMinutes(11));
      String late = step(handler, "testSecret", "model");
      assertTrue(late.endsWith("TEST_REFUSED"), late);
      assertEquals(old, current("model"));
      assertEquals(List.of(), issuer.live());
      assertTrue(lines.toString(UTF_8).contains("rotation_failed of model"), "no line");
      assertFalse(cloud.sealed().contains("planted"));
    }
  }

  @Test
  void aKeyThatTheProviderTakesIsPromotedAndTheFormerStoppedAfterItsGrace() throws Exception {
    try (KeyIssuer issuer = new KeyIssuer(now.getEpochSecond())) {
      RequestStreamHandler handler = withModel(issuer, "rotation");
      for (String step : STEPS) {
        assertTrue(step(handler, step, "model").contains("done"), step);
      }
      assertEquals(TOKEN, current("model"));
      assertEquals(List.of("key-1"), issuer.live());
      RequestStreamHandler reconciler = handler("reconciler", cloud);
      assertEquals(
          "{\"reconciled\":{\"pepper\":0,\"digest\":0,\"model\":0}}",
          EventsTest.run(reconciler, "{\"task\":\"reconcile\"}"));
    }
  }

  @Test
  void theReconcilerDestroysAPepperThatNoKeyNeedsAfterItsGraceAndNotBefore() throws Exception {
    String old = current("pepper");
    cloud.newKey();
    RequestStreamHandler handler = handler("rotation", cloud);
    for (String step : STEPS) {
      assertTrue(step(handler, step, "PepperSecret-AbCdEf").contains("done"), step);
    }
    RequestStreamHandler reconciler = handler("reconciler", cloud);
    now = now.plus(Duration.ofHours(25));
    EventsTest.run(reconciler, "{\"task\":\"reconcile\"}");
    assertTrue(cloud.secrets.read("pepper", old).isPresent(), "a key was hashed with it");
    assertEquals(1, count(cloud.sealed(), "STILL_NEEDED"));
    now = now.plus(Duration.ofDays(3));
    EventsTest.run(handler("reconciler", cloud), "{\"task\":\"reconcile\"}");
    assertEquals(1, count(cloud.sealed(), "STILL_NEEDED"), "nothing has changed");
    cloud.stopKeys();
    String done = EventsTest.run(reconciler, "{\"task\":\"reconcile\"}");
    assertEquals("{\"reconciled\":{\"pepper\":1,\"digest\":0}}", done);
    assertFalse(cloud.secrets.read("pepper", old).isPresent());
  }

  @Test
  void aProviderThatIsGoneFailsTheReconcilerAndNotTheOtherCredentials() throws Exception {
    RequestStreamHandler reconciler;
    try (KeyIssuer issuer = new KeyIssuer(now.getEpochSecond())) {
      reconciler = withModel(issuer, "reconciler");
    }
    assertEquals("not reconciled: model", EventsTest.run(reconciler, "{\"task\":\"reconcile\"}"));
    assertTrue(lines.toString(UTF_8).contains("reconciling failed"));
    assertEquals(
        "bad event: task is none of reconcile, status, plan, history, run, hand-over, roll-back,"
            + " give-up, pause, resume and adopt",
        EventsTest.run(reconciler, "{\"task\":\"x\"}"));
  }

  @Test
  void aFaultAtAnyCallNeverLosesTheCurrentKeyAndTheNextDeliveryGoesOn() throws Exception {
    int failed = 0;
    for (boolean lost : new boolean[] {false, true}) {
      boolean reached = true;
      for (int calls = 0; reached; calls++) {
        cloud = new MemoryCloud(() -> now);
        FaultyPorts faults = new FaultyPorts(cloud);
        RequestStreamHandler handler = handler("rotation", faults);
        Code code = lost ? Code.TIMEOUT : Code.UNAVAILABLE;
        faults.arm(Optional.of(new FaultyPorts.Fault(code, lost, false)), calls);
        failed += rotate(handler, calls + (lost ? " lost" : ""));
        reached = faults.calls().size() > calls;
      }
    }
    assertTrue(failed > 40, failed + " deliveries failed");
  }

  /** Delivers each step until it is done; returns how many deliveries failed. */
  private int rotate(RequestStreamHandler handler, String what) throws Exception {
    String old = current("digest");
    List<String> failures = new ArrayList<>();
    for (String step : STEPS) {
      String answer = step(handler, step, "digest");
      while (!answer.contains("\"done\":true")) {
        failures.add(step + ": " + answer);
        assertTrue(failures.size() < 4, what + " " + failures);
        boolean promoted = step.equals("finishSecret") && current("digest").equals(TOKEN);
        assertTrue(promoted || current("digest").equals(old), what + " " + failures);
        // A lease that could not be given back ends by itself.
        now = now.plus(Duration.ofMinutes(4));
        answer = step(handler, step, "digest");
      }
    }
    assertEquals(TOKEN, current("digest"), what);
    assertTrue(cloud.secrets.read("digest", old).isPresent(), what);
    return failures.size();
  }

  private RequestStreamHandler withModel(KeyIssuer issuer, String function) throws Exception {
    issuer.packaged(root);
    cloud.secrets.stage("admin", "1", SecretText.of("admin", KeyIssuer.ADMIN));
    cloud.secrets.promote("admin", "1", "");
    return handler(function, cloud);
  }

  private static int count(String text, String part) {
    return text.split(part, -1).length - 1;
  }

  private static String adopt(RequestStreamHandler reconciler, String credential, String keyId)
      throws Exception {
    return EventsTest.run(
        reconciler,
        "{\"task\":\"adopt\",\"credential\":\"%s\",\"key_id\":\"%s\"}"
            .formatted(credential, keyId));
  }

  @Test
  void aKeyThatWasAdoptedIsStoppedAfterItsReplacementAndTheLogHasThatItWas() throws Exception {
    try (KeyIssuer issuer = new KeyIssuer(now.getEpochSecond())) {
      String byHand = issuer.byHand();
      RequestStreamHandler rotation = withModel(issuer, "rotation");
      RequestStreamHandler reconciler = handler("reconciler", cloud);
      assertEquals("{\"adopted\":\"model\"}", adopt(reconciler, "model", byHand));
      assertEquals(1, count(cloud.sealed(), "ADOPTED"));
      for (String step : STEPS) {
        assertTrue(step(rotation, step, "model").contains("\"done\":true"), step);
      }
      assertTrue(issuer.live().contains(byHand), "in its grace");
      now = now.plus(Duration.ofHours(25));
      EventsTest.run(reconciler, "{\"task\":\"reconcile\"}");
      assertFalse(issuer.live().contains(byHand), "after it");
    }
  }

  @Test
  void whatCannotBeAdoptedIsAnErrorOfItsOwnKindAndInNoRecord() throws Exception {
    try (KeyIssuer issuer = new KeyIssuer(now.getEpochSecond())) {
      RequestStreamHandler reconciler = withModel(issuer, "reconciler");
      Map<String, List<String>> wrong =
          Map.of(
              "not_found", List.of("another", "key-1"),
              "invalid", List.of("model", "a key"),
              "refused", List.of("model", "key-9"));
      for (Map.Entry<String, List<String>> one : wrong.entrySet()) {
        String answer = adopt(reconciler, one.getValue().get(0), one.getValue().get(1));
        assertTrue(answer.startsWith("{\"error\":{\"code\":\"" + one.getKey() + "\""), answer);
        assertFalse(answer.contains(one.getValue().get(1)), "what was sent is not repeated");
      }
      String unnamed = EventsTest.run(reconciler, "{\"task\":\"adopt\",\"credential\":\"model\"}");
      assertTrue(unnamed.startsWith("bad event: "), unnamed);
      assertEquals(0, count(cloud.sealed(), "ADOPTED"));
    }
  }

  @Test
  void adoptingWhileAStepIsAtWorkIsBusy() throws Exception {
    try (KeyIssuer issuer = new KeyIssuer(now.getEpochSecond())) {
      String byHand = issuer.byHand();
      RequestStreamHandler reconciler = withModel(issuer, "reconciler");
      new dev.portcullis.rotation.journal.Journal(cloud.records("journal"), () -> now)
          .lease("model", "somebody else", Duration.ofMinutes(3))
          .orElseThrow();
      String answer = adopt(reconciler, "model", byHand);
      assertTrue(answer.startsWith("{\"error\":{\"code\":\"busy\""), answer);
    }
  }

  @Test
  void aModelsCredentialThatThisDeploymentWouldMakeItselfEndsTheStartAndSaysWhatToName()
      throws Exception {
    Files.createDirectories(root.resolve("policies"));
    for (String provider : List.of("gateway-key", "pepper", "redaction-key", "signing-key")) {
      Files.writeString(
          root.resolve("policies/rotation.json"),
          "{\"provider\": \"%s\", \"key\": \"k\"}".formatted(provider));
      for (String function : List.of("rotation", "reconciler")) {
        MisconfiguredException refused =
            assertThrows(MisconfiguredException.class, () -> handler(function, cloud));
        assertTrue(refused.getMessage().contains("policies/rotation.json"), refused.getMessage());
        assertTrue(refused.getMessage().contains("name who issues"), refused.getMessage());
      }
    }
  }
}
