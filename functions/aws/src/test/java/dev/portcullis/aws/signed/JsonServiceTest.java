package dev.portcullis.aws.signed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.aws.wire.Fault;
import dev.portcullis.aws.wire.WireIdentity;
import dev.portcullis.aws.wire.WireReply;
import dev.portcullis.aws.wire.WireServer;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How often a call is sent, against a service that checks each signature. */
final class JsonServiceTest {
  private static final WireReply ANSWER = reply(200, "{\"Item\":{}}");

  private final WireServer server;
  private final JsonService service;

  JsonServiceTest() throws IOException {
    server =
        new WireServer(
            request ->
                WireIdentity.signs("dynamodb").refusal(request).isPresent()
                    ? reply(400, "{\"__type\":\"x#InvalidSignatureException\"}")
                    : ANSWER);
    Map<String, String> environment =
        Map.of(
            "AWS_REGION", WireIdentity.REGION,
            "AWS_ACCESS_KEY_ID", WireIdentity.ACCESS_KEY,
            "AWS_SECRET_ACCESS_KEY", WireIdentity.SECRET_KEY,
            "AWS_SESSION_TOKEN", WireIdentity.SESSION_TOKEN,
            "AWS_ENDPOINT_URL", server.uri().toString());
    InstantSource clock = InstantSource.system();
    service =
        new JsonService(
            Endpoint.of("dynamodb", "DynamoDB_20120810", "1.0", environment, clock),
            HttpHost.of(server.uri(), clock),
            new RoleCredentials(environment, clock),
            attempt -> {},
            new MadeUp());
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void anAnsweredCallIsSentOnce() throws Exception {
    for (int call = 1; call <= 3; call++) {
      call();
      assertEquals(call, server.seen().size());
    }
  }

  @Test
  void aCallWhoseConnectionBreaksIsSentAgainAndSignedAsItMustBe() throws Exception {
    call();
    plan(1, new Fault.DropBefore());
    call();
    plan(2, new Fault.DropAfter());
    call();
    assertEquals(0, server.faults().left());
  }

  @Test
  void aConnectionThatAlwaysBreaksEndsTheCallAfterThreeRequestsAndOneMoreForAKeptOne()
      throws Exception {
    plan(3, new Fault.DropBefore());
    assertEquals(Code.UNAVAILABLE, failure());
    assertEquals(3, server.seen().size());
    call();
    server.forget();
    plan(5, new Fault.DropBefore());
    assertEquals(Code.UNAVAILABLE, failure());
    assertEquals(4, server.seen().size());
  }

  @Test
  void aServiceThatFailsIsAskedThreeTimes() {
    plan(4, new Fault.Instead(reply(500, "{}")));
    assertEquals(Code.UNAVAILABLE, failure());
    assertEquals(3, server.seen().size());
  }

  @Test
  void aRefusalIsNotAskedTwice() {
    plan(2, new Fault.Instead(reply(400, "{\"__type\":\"x#AccessDeniedException\"}")));
    assertEquals(Code.DENIED, failure());
    assertEquals(1, server.seen().size());
  }

  @Test
  void anAnswerThatIsLateIsAskedForOnceMoreAndNotByTheJdk() throws Exception {
    plan(1, new Fault.StallBefore());
    call();
    assertEquals(2, server.seen().size());
  }

  private void call() throws JsonService.ServiceError {
    assertTrue(
        service
            .call("GetItem", "read a key's record", Map.of("TableName", "keys"))
            .containsKey("Item"));
  }

  private Code failure() {
    return assertThrows(PortException.class, this::call).code();
  }

  private void plan(int times, Fault fault) {
    List<Fault> all = Collections.nCopies(times, fault);
    server.faults().next(request -> true, all.toArray(new Fault[0]));
  }

  private static WireReply reply(int status, String json) {
    return WireReply.of(status, "application/x-amz-json-1.0", json);
  }
}
