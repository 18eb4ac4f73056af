package dev.portcullis.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GovernedCallTest {
  private static final String CHAT = "/v1/chat/completions";
  private static final String EMAIL = "carla.ruiz@example.org";
  private static final String ASK =
      "{\"model\":\"stand-in\",\"messages\":[{\"role\":\"user\",\"content\":\"Write to "
          + EMAIL
          + "\"}]}";

  private final Deployment deployment = new Deployment();

  /** The model answers with the placeholder that it received and an address of its own. */
  private void echo() {
    deployment.model.answer =
        body -> {
          String placeholder = body.replaceAll("(?s).*(\\[EMAIL_ADDRESS_1_\\w+\\]).*", "$1");
          return "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion\",\"created\":1764000000,"
              + "\"model\":\"stand-in\",\"choices\":[{\"index\":0,\"finish_reason\":\"stop\","
              + "\"message\":{\"role\":\"assistant\",\"content\":\"To "
              + placeholder
              + ", not to eve@example.net\"}}],\"usage\":{\"prompt_tokens\":9,"
              + "\"completion_tokens\":4,\"total_tokens\":13}}";
        };
  }

  @Test
  void theModelSeesNoValueAndTheCallerGetsTheirsBackAndNoOther() {
    echo();
    Caught answer = deployment.post(CHAT, ASK);
    assertEquals(200, answer.status);
    assertFalse(deployment.model.received.get(0).contains("carla"));
    assertTrue(answer.body().contains("To " + EMAIL + ", not to [EMAIL_ADDRESS]"), answer.body());
  }

  @Test
  void intentAndOutcomeStandInTheLogWithWhatWasFoundEachWay() {
    echo();
    Caught answer = deployment.post(CHAT, ASK);
    assertEquals(
        List.of("intent", "finding-request", "outcome", "finding-reply"), deployment.stages());
    var outcome = deployment.record("outcome");
    assertEquals("delivered", outcome.at("/status_code").asText());
    assertEquals(9, outcome.at("/message_context/prompt_tokens").asInt());
    assertEquals(
        answer.headers.get("x-request-id"), outcome.at("/metadata/correlation_uid").asText());
    assertFalse(deployment.records().toString().contains("carla"));
    assertFalse(deployment.records().toString().contains("ann@"));
  }

  @Test
  void withoutACredentialNothingHappensButARecord() {
    Caught answer = deployment.post(CHAT, ASK, new Caught(), Map.of());
    assertEquals(401, answer.status);
    assertTrue(answer.body().contains("\"code\":\"missing_credential\""), answer.body());
    assertEquals(List.of("refusal"), deployment.stages());
    assertTrue(deployment.model.received.isEmpty());
  }

  @Test
  void aRoleThatMayNotIsRefusedBeforeTheBodyIsRead() {
    Caught answer =
        deployment.post(CHAT, "{nonsense", new Caught(), Map.of("authorization", "Bearer auditor"));
    assertEquals(403, answer.status);
    assertEquals("route", deployment.record("refusal").at("/unmapped/refused_at").asText());
  }

  @Test
  void aModelOutsideTheCatalogueIsUnknown() {
    Caught answer = deployment.post(CHAT, ASK.replace("stand-in", "gpt-99"));
    assertEquals(404, answer.status);
    assertTrue(answer.body().contains("\"code\":\"unknown_model\""));
    assertTrue(deployment.model.received.isEmpty());
  }

  @Test
  void aModelOfAnotherGroupIsDeniedByTheParsedBody() {
    Caught answer = deployment.post(CHAT, ASK.replace("stand-in", "stand-in-large"));
    assertEquals(403, answer.status);
    assertEquals("authorize", deployment.record("refusal").at("/unmapped/refused_at").asText());
  }

  @Test
  void aPictureIsRefusedWithItsPlaceUnlessAPolicyLetsItPass() {
    deployment.model.answer = body -> "{\"id\":\"chatcmpl-1\",\"choices\":[]}";
    String body =
        "{\"model\":\"stand-in\",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":"
            + "\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,AAAA\"}}]}]}";
    Caught refused = deployment.post(CHAT, body);
    assertEquals(403, refused.status);
    assertTrue(refused.body().contains("unexaminable_content"), refused.body());
    assertTrue(refused.body().contains("/messages/0/content/0"), refused.body());
    Caught passed =
        deployment.post(CHAT, body, new Caught(), Map.of("authorization", "Bearer data_scientist"));
    assertEquals(200, passed.status, passed.body());
    assertTrue(
        deployment.record("outcome").at("/unmapped/request").toString().contains("image"),
        deployment.record("outcome").toString());
  }

  @Test
  void withoutADurableIntentTheModelIsNotCalled() {
    deployment.logFailsFrom = 0;
    Caught answer = deployment.post(CHAT, ASK);
    assertEquals(503, answer.status);
    assertTrue(answer.body().contains("audit_unavailable"));
    assertTrue(deployment.model.received.isEmpty());
  }

  @Test
  void withoutADurableOutcomeTheCallerGetsNoReply() {
    echo();
    deployment.logFailsFrom = 1;
    Caught answer = deployment.post(CHAT, ASK);
    assertEquals(503, answer.status);
    assertFalse(answer.body().contains(EMAIL));
    assertEquals(List.of("intent", "finding-request"), deployment.stages());
  }

  @Test
  void aDefectWhileRecordingIsNoReplyEither() {
    echo();
    deployment.logFailsFrom = 1;
    deployment.logFailure = new IllegalStateException("a defect that quotes " + EMAIL);
    Caught answer = deployment.post(CHAT, ASK);
    assertEquals(503, answer.status);
    assertFalse(answer.body().contains(EMAIL));
    assertEquals(List.of("intent", "finding-request"), deployment.stages());
  }

  @Test
  void aDefectBeforeTheIntentIsDurableGivesTheHoldBack() {
    Deployment limited = new Deployment("principal * requests_per_minute 1", Settings.DEFAULT);
    limited.logFailsFrom = 0;
    limited.logFailure = new IllegalStateException("a defect");
    limited.post(CHAT, ASK);
    assertTrue(limited.model.received.isEmpty());
    limited.logFailsFrom = -1;
    assertEquals(200, limited.post(CHAT, ASK).status);
  }

  @Test
  void aLimitAnswersWhenToTryAgainAndWhichLimitItWas() {
    Deployment limited = new Deployment("principal * requests_per_minute 1", Settings.DEFAULT);
    assertEquals(200, limited.post(CHAT, ASK).status);
    Caught second = limited.post(CHAT, ASK);
    assertEquals(429, second.status);
    assertEquals("60", second.headers.get("retry-after"));
    assertTrue(second.body().contains("principal/requests_per_minute"), second.body());
    assertEquals(1, limited.model.received.size());
  }

  @Test
  void aCallersUsageIsChargedAsTheModelCountedIt() {
    echo();
    deployment.post(CHAT, ASK);
    assertEquals(4, deployment.record("outcome").at("/message_context/completion_tokens").asInt());
  }

  @Test
  void modelsListsWhatTheRoleMaySee() {
    Caught answer =
        deployment.send(
            "GET",
            "/v1/models",
            new byte[0],
            new Caught(),
            Map.of("authorization", "Bearer developer"));
    assertEquals(200, answer.status);
    assertTrue(answer.body().contains("\"stand-in\""));
    assertFalse(answer.body().contains("stand-in-large"));
    assertFalse(answer.body().contains("acme-tuned-other"));
  }

  @Test
  void healthNeedsNoCredentialAndLeavesNoRecord() {
    Caught answer = deployment.send("GET", "/healthz", new byte[0], new Caught(), Map.of());
    assertEquals(200, answer.status);
    assertTrue(deployment.records().isEmpty());
  }

  @Test
  void embeddingsGoThroughAsNumbersAndAsBase64() {
    String zero = "AACAPwAAAL8=";
    deployment.model.answer =
        body ->
            "{\"object\":\"list\",\"model\":\"stand-in-embedding\",\"data\":[{\"object\":"
                + "\"embedding\",\"index\":0,\"embedding\":[0.25,-0.5]},{\"object\":\"embedding\","
                + "\"index\":1,\"embedding\":\""
                + zero
                + "\"},{\"object\":\"embedding\",\"index\":2,\"embedding\":\""
                + java.util.Base64.getEncoder()
                    .encodeToString("eve@example.net!".getBytes(StandardCharsets.UTF_8))
                + "\"}],\"usage\":{\"prompt_tokens\":2,\"total_tokens\":2}}";
    Caught answer =
        deployment.post(
            "/v1/embeddings",
            "{\"model\":\"stand-in-embedding\",\"input\":[\"mail " + EMAIL + "\"]}");
    assertEquals(200, answer.status, answer.body());
    assertTrue(answer.body().contains("[0.25,-0.5]"), answer.body());
    assertTrue(answer.body().contains(zero), answer.body());
    assertTrue(answer.body().contains("\"index\":2,\"embedding\":null"), answer.body());
    assertFalse(deployment.model.received.get(0).contains("carla"));
  }
}
