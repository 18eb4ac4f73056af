package dev.portcullis.aws.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.aws.dynamodb.DynamoRecordStore;
import dev.portcullis.aws.sdk.CallBudget;
import dev.portcullis.aws.secretsmanager.SecretsManagerVersions;
import dev.portcullis.aws.wire.FakeDynamo;
import dev.portcullis.aws.wire.FakeEventBridge;
import dev.portcullis.aws.wire.FakeKms;
import dev.portcullis.aws.wire.FakeLambda;
import dev.portcullis.aws.wire.FakeSecrets;
import dev.portcullis.aws.wire.Fault;
import dev.portcullis.aws.wire.WireIdentity;
import dev.portcullis.aws.wire.WireReply;
import dev.portcullis.aws.wire.WireRequest;
import dev.portcullis.aws.wire.WireServer;
import dev.portcullis.aws.wire.WireService;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import dev.portcullis.ports.RecordStore;
import dev.portcullis.ports.SecretText;
import dev.portcullis.ports.SecretVersions;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What went wrong has the right name, is never a success, and gives no secret away. */
class AdapterFaultsTest {
  /** One attempt, so that a silence is waited for once. */
  private static final CallBudget IMPATIENT =
      new CallBudget(1, Duration.ofMillis(400), Duration.ofSeconds(2), Duration.ofMillis(1));

  private final WireServer server = new WireServer(everyService());
  private Services services = Services.made(server.uri());

  AdapterFaultsTest() throws IOException {}

  @AfterEach
  void close() {
    services.close();
    server.close();
  }

  @BeforeEach
  void forget() {
    server.forget();
  }

  @ParameterizedTest
  @EnumSource
  void throttledThreeTimesIsThrottled(Adapter adapter) {
    thrice(adapter, refusal(400, "ThrottlingException"));
    fails(adapter, Code.THROTTLED);
    assertEquals(0, server.faults().left());
  }

  @ParameterizedTest
  @EnumSource
  void anInnerFailureLeavesAChangeOpen(Adapter adapter) {
    thrice(adapter, refusal(500, "InternalServerError"));
    fails(adapter, adapter.changes ? Code.TIMEOUT : Code.UNAVAILABLE);
    assertEquals(0, server.faults().left());
  }

  @ParameterizedTest
  @EnumSource
  void silenceBeforeTheEffectIsATimeOut(Adapter adapter) {
    silent(adapter, new Fault.StallBefore());
  }

  @ParameterizedTest
  @EnumSource
  void silenceAfterTheEffectIsATimeOut(Adapter adapter) {
    silent(adapter, new Fault.StallAfter());
  }

  @ParameterizedTest
  @EnumSource
  void expiredCredentialsAreDenied(Adapter adapter) {
    plan(adapter, new Fault.Instead(refusal(403, "ExpiredTokenException")));
    fails(adapter, Code.DENIED);
    assertEquals(0, server.faults().left());
  }

  @ParameterizedTest
  @EnumSource
  void anotherRegionIsDenied(Adapter adapter) {
    by("us-east-1", WireIdentity.SHORT);
    fails(adapter, Code.DENIED);
  }

  @Test
  void aRecordWrittenByAnAttemptWhoseReplyWasLostIsOurs() {
    RecordStore records = new DynamoRecordStore(services.dynamo(), services.table(), new Random(7));
    plan(Adapter.DYNAMO_WRITE, new Fault.DropAfter());
    String first = records.write("a/b", new byte[] {1}, RecordStore.ABSENT).orElseThrow();
    assertEquals(first, records.read("a/b").orElseThrow().version());
    plan(Adapter.DYNAMO_WRITE, new Fault.After(refusal(500, "InternalServerError")));
    String second = records.write("a/b", new byte[] {2}, first).orElseThrow();
    assertEquals(second, records.read("a/b").orElseThrow().version());
    assertEquals(0, server.faults().left());
  }

  @Test
  void aForeignRecordIsNotOursAlthoughAnAttemptFailed() {
    RecordStore records = new DynamoRecordStore(services.dynamo(), services.table(), new Random(7));
    records.write("a/b", new byte[] {1}, RecordStore.ABSENT).orElseThrow();
    plan(Adapter.DYNAMO_WRITE, new Fault.DropBefore());
    PortException open =
        assertThrows(
            PortException.class, () -> records.write("a/b", new byte[] {2}, RecordStore.ABSENT));
    assertEquals(Code.TIMEOUT, open.code());
  }

  @Test
  void aRemovalWhoseReplyWasLostIsOpenAndNotAnothersVersion() {
    RecordStore records = new DynamoRecordStore(services.dynamo(), services.table(), new Random(7));
    String version = records.write("a/b", new byte[] {1}, RecordStore.ABSENT).orElseThrow();
    plan(Adapter.DYNAMO_REMOVE, new Fault.DropAfter());
    PortException open = assertThrows(PortException.class, () -> records.remove("a/b", version));
    assertEquals(Code.TIMEOUT, open.code());
    assertTrue(records.read("a/b").isEmpty());
  }

  @Test
  void aStagingAndAPromotionWhoseRepliesWereLostAreDone() {
    SecretVersions versions = new SecretsManagerVersions(services.secrets(), services.ids());
    plan(Adapter.SECRET_STAGE, new Fault.DropAfter());
    assertTrue(versions.stage("model/key", "three", SecretText.of("test", "three")));
    plan(Adapter.SECRET_PROMOTE, new Fault.DropAfter());
    assertTrue(versions.promote("model/key", "three", "one"));
    plan(Adapter.SECRET_DESTROY, new Fault.DropAfter());
    versions.destroy("model/key", "two");
    assertTrue(versions.versions("model/key").stream().noneMatch(one -> one.name().equals("two")));
    assertEquals(0, server.faults().left());
  }

  @ParameterizedTest
  @EnumSource
  void withoutAFaultTheCallSucceeds(Adapter adapter) {
    adapter.call.on(services);
    assertFalse(server.seen().isEmpty());
  }

  private static WireService everyService() {
    FakeLambda lambda = new FakeLambda();
    lambda.returns("{\"status\":200,\"content_type\":\"text/plain\",\"body\":\"signed\"}");
    Map<String, WireService> named =
        Map.of(
            "DynamoDB_20120810", new FakeDynamo(2),
            "secretsmanager", new FakeSecrets(2),
            "TrentService", new FakeKms(),
            "AWSEvents", new FakeEventBridge());
    return request ->
        named.getOrDefault(target(request).split("\\.", 2)[0], lambda).answer(request);
  }

  private static String target(WireRequest request) {
    return request.header("x-amz-target").orElse("");
  }

  private void plan(Adapter adapter, Fault... faults) {
    server
        .faults()
        .next(
            request ->
                adapter.operation.isEmpty()
                    ? request.rawPath().endsWith("/invocations")
                    : target(request).endsWith("." + adapter.operation),
            faults);
  }

  private void thrice(Adapter adapter, WireReply reply) {
    Fault fault = new Fault.Instead(reply);
    plan(adapter, fault, fault, fault);
  }

  private void silent(Adapter adapter, Fault fault) {
    by(WireIdentity.REGION, IMPATIENT);
    plan(adapter, fault);
    fails(adapter, Code.TIMEOUT);
    assertEquals(0, server.faults().left());
  }

  private void by(String region, CallBudget budget) {
    Services former = services;
    services = former.by(server.uri(), region, budget);
    former.close();
  }

  /** As a service that quotes all it was sent. */
  private static WireReply refusal(int status, String code) {
    String quoted =
        String.join(" ", Services.PLANTED, WireIdentity.SESSION_TOKEN, WireIdentity.SECRET_KEY);
    return WireReply.of(
            status,
            "application/x-amz-json-1.1",
            "{\"__type\":\"" + code + "\",\"message\":\"" + quoted + "\"}")
        .with("x-amzn-ErrorType", code);
  }

  private void fails(Adapter adapter, Code expected) {
    PortException failed = assertThrows(PortException.class, () -> adapter.call.on(services));
    StringWriter all = new StringWriter();
    failed.printStackTrace(new PrintWriter(all, true));
    assertEquals(expected, failed.code(), all.toString());
    assertFalse(all.toString().contains("planted"), "a secret is in the message");
  }
}
