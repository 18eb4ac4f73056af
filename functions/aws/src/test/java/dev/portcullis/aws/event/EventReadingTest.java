package dev.portcullis.aws.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class EventReadingTest {
  private static final String CONTEXT =
      "\"requestContext\":{\"requestId\":\"r-1\",\"identity\":{\"sourceIp\":\"203.0.113.7\"}}";

  private static Fields proxy(String more) {
    return Fields.parse(
        "{\"httpMethod\":\"POST\",\"path\":\"/v1/x\"," + CONTEXT + "," + more + "}");
  }

  private static Fields question(String arn) {
    return Fields.parse(
        "{\"type\":\"REQUEST\",\"methodArn\":\""
            + arn
            + "\",\"httpMethod\":\"GET\",\"path\":\"/v1/models\","
            + CONTEXT
            + ",\"multiValueHeaders\":{}}");
  }

  @Test
  void headersOfOneValueAloneAreRefused() {
    assertThrows(
        BadEventException.class,
        () -> ProxyEvent.read(proxy("\"headers\":{\"authorization\":\"x\"}")));
  }

  @Test
  void everyValueOfARepeatedHeaderIsKept() {
    ProxyEvent event =
        ProxyEvent.read(proxy("\"multiValueHeaders\":{\"X-A\":[\"1\",\"2\"],\"x-a\":[\"3\"]}"));
    assertEquals(List.of("1", "2", "3"), event.head().values("x-a"));
    assertEquals(Optional.empty(), event.head().single("x-a"));
  }

  @Test
  void aBodyInBase64IsDecodedAndABrokenOneRefused() {
    String headers = "\"multiValueHeaders\":{},\"isBase64Encoded\":true,";
    assertEquals(
        "hi", new String(ProxyEvent.read(proxy(headers + "\"body\":\"aGk=\"")).body(), UTF_8));
    assertThrows(
        BadEventException.class, () -> ProxyEvent.read(proxy(headers + "\"body\":\"a?\"")));
  }

  @Test
  void aQueryIsEncodedAgain() {
    ProxyEvent event =
        ProxyEvent.read(
            proxy(
                "\"multiValueHeaders\":{},"
                    + "\"multiValueQueryStringParameters\":{\"a&b\":[\"1=2\",\"3\"]}"));
    assertEquals("a%26b=1%3D2&a%26b=3", event.query());
  }

  @Test
  void aCallerThatTheGatewaySignedInIsTold() {
    Fields event =
        Fields.parse(
            "{\"httpMethod\":\"GET\",\"path\":\"/\",\"multiValueHeaders\":{},\"requestContext\":"
                + "{\"identity\":{\"userArn\":\"arn:aws:iam::123456789012:user/ann\","
                + "\"accountId\":\"123456789012\",\"vpceId\":\"vpce-1\"}}}");
    ProxyEvent read = ProxyEvent.read(event);
    assertEquals("aws-iam", read.head().gatewayCaller().orElseThrow().issuer());
    assertEquals(Optional.of("vpce-1"), read.head().vpcEndpoint());
  }

  @Test
  void anArnOfAnotherMethodIsRefused() {
    String api = "arn:aws:execute-api:eu-central-1:123456789012:abc/live/";
    assertEquals(
        api + "GET/v1/models", AuthorizerEvent.read(question(api + "GET/v1/models")).methodArn());
    for (String other : List.of("POST/v1/models", "GET/v1/model", "*/v1/models", "GET/*", "*")) {
      assertThrows(BadEventException.class, () -> AuthorizerEvent.read(question(api + other)));
    }
  }

  @Test
  void anAnswerAllowsExactlyOneMethod() {
    String arn = "arn:aws:execute-api:eu-central-1:123456789012:abc/live/GET/v1/models";
    Fields policy =
        Fields.parse(new String(AuthorizerAnswer.allow(arn), UTF_8)).object("policyDocument");
    assertEquals(1, policy.objects("Statement").size());
    assertEquals(arn, policy.objects("Statement").get(0).text("Resource"));
    assertEquals("Allow", policy.objects("Statement").get(0).text("Effect"));
  }

  @Test
  void aReasonThatWouldBreakTheGatewaysJsonIsRefused() {
    for (String message : List.of("a \"quote\"", "a \\ slash", "a\nline", "\u00e9")) {
      assertThrows(
          IllegalArgumentException.class, () -> AuthorizerAnswer.deny("arn", "code", message));
    }
    assertTrue(new String(AuthorizerAnswer.deny("arn", "a_b", "It's so."), UTF_8).contains("Deny"));
  }

  @Test
  void aMessageTwiceInABatchIsRefused() {
    String one = "{\"messageId\":\"1\",\"eventSource\":\"aws:sqs\",\"body\":\"\"}";
    assertEquals(List.of("1"), QueueBatch.read(Fields.parse("{\"Records\":[" + one + "]}")).ids());
    assertThrows(
        BadEventException.class,
        () -> QueueBatch.read(Fields.parse("{\"Records\":[" + one + "," + one + "]}")));
    assertThrows(
        BadEventException.class,
        () -> QueueBatch.read(Fields.parse("{\"Records\":[" + one.replace("sqs", "sns") + "]}")));
  }

  @Test
  void aRecordUnderAnothersIdIsRefused() {
    String record = "\"record\":\"eyJtZXRhZGF0YSI6eyJ1aWQiOiJlIn19\"";
    assertEquals(
        "e", RecordMessage.read(Fields.parse("{\"event_id\":\"e\"," + record + "}")).eventId());
    assertThrows(
        BadEventException.class,
        () -> RecordMessage.read(Fields.parse("{\"event_id\":\"f\"," + record + "}")));
    assertThrows(
        BadEventException.class,
        () -> RecordMessage.read(Fields.parse("{\"event_id\":\"e\",\"more\":1," + record + "}")));
  }

  @Test
  void anAnswerThatIsTooLongIsReplaced() {
    ProxyAnswer small = new ProxyAnswer(502, Map.of(), "no".getBytes(UTF_8));
    ProxyAnswer large = new ProxyAnswer(200, Map.of(), new byte[ProxyAnswer.MOST_BYTES + 1]);
    ProxyAnswer escaped =
        new ProxyAnswer(200, Map.of(), "\"".repeat(ProxyAnswer.MOST_BYTES - 100).getBytes(UTF_8));
    assertTrue(new String(large.encode(small), UTF_8).contains("502"));
    assertTrue(new String(escaped.encode(small), UTF_8).contains("502"));
    assertFalse(new String(small.encode(large), UTF_8).contains("200"));
  }

  @Test
  void anEventLongerThanLambdaSendsIsRefused() {
    byte[] long64 = ("{\"a\":\"" + "x".repeat(Fields.MOST_BYTES) + "\"}").getBytes(UTF_8);
    assertThrows(
        BadEventException.class, () -> Fields.read(new java.io.ByteArrayInputStream(long64)));
  }
}
