package dev.portcullis.rotation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.authorization.json.StrictJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What each provider sends fits the one trigger, and a redelivery asks for the same rotation. */
final class TriggerTest {
  private static final Map<String, Trigger.Step> STEPS =
      Map.of(
          "createSecret",
          Trigger.Step.CREATE,
          "setSecret",
          Trigger.Step.SET,
          "testSecret",
          Trigger.Step.TEST,
          "finishSecret",
          Trigger.Step.FINISH);

  @Test
  void secretsManagersStepsAndTokenFit() throws Exception {
    Map<String, Object> event = event("aws/secretsmanager-rotation.json");
    Trigger trigger =
        Trigger.step(
            "openai",
            (String) event.get("ClientRequestToken"),
            STEPS.get((String) event.get("Step")));
    assertEquals("5b3cbb1e-8d0c-4f0e-9f0a-2f9a6a1f7c11", trigger.token());
    assertEquals(Optional.of(Trigger.Step.CREATE), trigger.step());
  }

  @Test
  void keyVaultsNearExpiryAsksForOneRotationPerVersion() throws Exception {
    Map<String, Object> data = member(event("azure/keyvault-secret-near-expiry.json"), "data");
    Trigger first = Trigger.whole((String) data.get("ObjectName"), (String) data.get("Version"));
    Trigger again = Trigger.whole((String) data.get("ObjectName"), (String) data.get("Version"));
    assertEquals(first, again);
    assertEquals(Optional.empty(), first.step());
    assertNotEquals(first, Trigger.whole("openai", "another version"));
  }

  @Test
  void secretManagersRotateAsksForOneRotationPerDueTime() throws Exception {
    Map<String, Object> message = member(event("gcp/secretmanager-rotate.json"), "message");
    Map<String, Object> attributes = member(message, "attributes");
    String secret = (String) attributes.get("secretId");
    String credential = secret.substring(secret.lastIndexOf('/') + 1);
    Trigger first = Trigger.whole(credential, (String) attributes.get("timestamp"));
    assertEquals("openai", first.credential());
    assertEquals(first, Trigger.whole(credential, (String) attributes.get("timestamp")));
  }

  @Test
  void theSameCauseOfTwoCredentialsAsksForTwoRotations() {
    assertNotEquals(Trigger.whole("a", "bc").token(), Trigger.whole("ab", "c").token());
  }

  @Test
  void aTokenThatCouldLeaveItsPlaceIsRefused() {
    for (String token : List.of("", "a/b", "../a", "a".repeat(65), "a b")) {
      assertThrows(
          IllegalArgumentException.class, () -> Trigger.step("a", token, Trigger.Step.SET));
    }
  }

  @Test
  void anEmergencyIsTheSameRotation() {
    Trigger trigger = Trigger.whole("a", "b");
    assertFalse(trigger.emergency());
    assertTrue(trigger.asEmergency().emergency());
    assertEquals(trigger.token(), trigger.asEmergency().token());
  }

  private static Map<String, Object> event(String name) throws Exception {
    return new StrictJson(8).readObject(Files.readString(Path.of("../../events", name)));
  }

  private static Map<String, Object> member(Map<String, Object> object, String name) {
    return StrictJson.typed((Map<?, ?>) object.get(name));
  }
}
