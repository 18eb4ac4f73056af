package dev.portcullis.aws.sdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.aws.wire.Fault;
import dev.portcullis.aws.wire.WireIdentity;
import dev.portcullis.aws.wire.WireReply;
import dev.portcullis.aws.wire.WireServer;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;

/** What the real SDK throws, and what a port makes of it. */
class SdkFailuresTest {
  private static final String PLANTED = "planted-secret-in-the-service's-message";

  private WireServer server;

  @BeforeEach
  void open() throws IOException {
    server = new WireServer(request -> WireReply.of(200));
  }

  @AfterEach
  void close() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "AccessDenied, 403, DENIED",
    "ExpiredToken, 400, DENIED",
    "InvalidAccessKeyId, 403, DENIED",
    "SignatureDoesNotMatch, 403, DENIED",
    "RequestTimeTooSkewed, 403, DENIED",
    "NoSuchBucket, 404, MISSING",
    "NoSuchKey, 404, MISSING",
    "InvalidArgument, 400, INVALID",
    "SomethingNew, 400, INVALID",
    "SomethingNew, 403, DENIED",
    "SomethingNew, 404, MISSING",
    "SomethingNew, 500, UNAVAILABLE",
    "NotImplemented, 501, UNSUPPORTED",
    "SlowDown, 503, THROTTLED",
    "TooManyRequestsException, 429, THROTTLED",
    "ServiceUnavailable, 503, UNAVAILABLE",
    "InternalError, 500, UNAVAILABLE",
    "ConditionalRequestConflict, 409, UNAVAILABLE",
    "RequestTimeout, 400, TIMEOUT",
    "PermanentRedirect, 301, INVALID",
    "AuthorizationHeaderMalformed, 400, INVALID",
  })
  void anErrorOfS3HasOneMeaning(String code, int status, Code expected) {
    PortException failure = SdkFailures.read("get a/b", s3Read(s3Error(code, status)));
    assertEquals(expected, failure.code());
    assertTrue(text(failure).contains("get a/b: " + code + ", status " + status), text(failure));
    tellsNothing(failure);
  }

  @ParameterizedTest
  @CsvSource({
    "AccessDeniedException, 400, DENIED",
    "ExpiredTokenException, 400, DENIED",
    "UnrecognizedClientException, 400, DENIED",
    "InvalidSignatureException, 400, DENIED",
    "DisabledException, 400, DENIED",
    "ResourceNotFoundException, 400, MISSING",
    "NotFoundException, 400, MISSING",
    "ValidationException, 400, INVALID",
    "ThrottlingException, 400, THROTTLED",
    "ProvisionedThroughputExceededException, 400, THROTTLED",
    "LimitExceededException, 400, THROTTLED",
    "KMSInternalException, 500, UNAVAILABLE",
  })
  void anErrorOfAJsonServiceHasOneMeaning(String code, int status, Code expected) {
    WireReply reply =
        WireReply.of(
            status,
            "application/x-amz-json-1.1",
            "{\"__type\":\"" + code + "\",\"message\":\"" + PLANTED + "\"}");
    server.faults().next(request -> true, three(new Fault.Instead(reply)));
    try (KmsClient kms = clients().build(KmsClient.builder(), WireIdentity.SHORT)) {
      PortException failure =
          SdkFailures.read("list keys", assertThrows(SdkException.class, kms::listKeys));
      assertEquals(expected, failure.code());
      assertTrue(text(failure).contains(code), text(failure));
      tellsNothing(failure);
    }
  }

  @Test
  void anAnswerWithoutANameIsJudgedByItsStatus() {
    assertEquals(Code.DENIED, SdkFailures.read("get a", s3Read(WireReply.of(403))).code());
    assertEquals(Code.UNAVAILABLE, SdkFailures.read("get a", s3Read(WireReply.of(502))).code());
  }

  @Test
  void aNameThatIsNoneIsLeftOut() {
    PortException failure =
        SdkFailures.read("get a", s3Read(s3Error("a b " + PLANTED.replace("'", ""), 400)));
    assertTrue(text(failure).contains("get a: status 400"), text(failure));
  }

  @Test
  void anotherRegionIsNamedWithWhatToDo() {
    WireReply reply =
        s3Error("PermanentRedirect", 301).with("x-amz-bucket-region", "ap-southeast-2");
    PortException failure = SdkFailures.read("get a", s3Read(reply));
    assertEquals(Code.INVALID, failure.code());
    assertTrue(text(failure).contains("deploy to ap-southeast-2"), text(failure));
  }

  @Test
  void aReadWithoutAnAnswerInTimeIsATimeOut() {
    server.faults().next(request -> true, three(new Fault.StallBefore()));
    assertEquals(Code.TIMEOUT, SdkFailures.read("get a", s3Read()).code());
  }

  @Test
  void aReadWhoseReplyIsLostIsUnavailable() {
    server.faults().next(request -> true, six(new Fault.DropBefore()));
    assertEquals(Code.UNAVAILABLE, SdkFailures.read("get a", s3Read()).code());
  }

  @Test
  void aWriteWhoseReplyIsLostMayHaveHappened() {
    server.faults().next(request -> true, three(new Fault.DropAfter()));
    open(SdkFailures.write("create a", s3Write()));
  }

  @Test
  void aWriteAnsweredByAFailureOfTheServiceMayHaveHappened() {
    server.faults().next(request -> true, three(new Fault.After(s3Error("InternalError", 500))));
    open(SdkFailures.write("create a", s3Write()));
  }

  @Test
  void aWriteThatWasThrottledAfterALostReplyMayHaveHappened() {
    Fault throttled = new Fault.Instead(s3Error("SlowDown", 503));
    server.faults().next(request -> true, new Fault.DropAfter(), throttled, throttled);
    open(SdkFailures.write("create a", s3Write()));
  }

  @Test
  void aWriteThatWasOnlyThrottledDidNotHappen() {
    server.faults().next(request -> true, three(new Fault.Instead(s3Error("SlowDown", 503))));
    assertEquals(Code.THROTTLED, SdkFailures.write("create a", s3Write()).code());
  }

  @Test
  void aWriteThatWasRefusedDidNotHappen() {
    server.faults().next(request -> true, new Fault.Instead(s3Error("AccessDenied", 403)));
    assertEquals(Code.DENIED, SdkFailures.write("create a", s3Write()).code());
  }

  @Test
  void whereNothingListensNothingHappened() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    URI nobody = URI.create("http://127.0.0.1:" + free);
    try (S3Client s3 = s3(WireIdentity.clients(nobody))) {
      SdkException failure = assertThrows(SdkException.class, () -> put(s3));
      assertEquals(Code.UNAVAILABLE, SdkFailures.write("create a", failure).code());
      assertEquals(Code.UNAVAILABLE, SdkFailures.read("get a", failure).code());
    }
  }

  @Test
  void aHostThatNobodyKnowsIsUnavailable() {
    URI nowhere = URI.create("https://nowhere.invalid");
    try (S3Client s3 = s3(WireIdentity.clients(nowhere))) {
      SdkException failure = assertThrows(SdkException.class, () -> put(s3));
      assertEquals(Code.UNAVAILABLE, SdkFailures.write("create a", failure).code());
    }
  }

  @Test
  void aCallThatIsInterruptedBetweenAttemptsLeavesTheFlagSet() throws InterruptedException {
    server.faults().next(request -> true, three(new Fault.Instead(s3Error("SlowDown", 503))));
    CallBudget patient =
        new CallBudget(3, Duration.ofMinutes(1), Duration.ofMinutes(2), Duration.ofMinutes(1));
    AtomicReference<PortException> failure = new AtomicReference<>();
    AtomicBoolean flag = new AtomicBoolean();
    Thread caller =
        new Thread(
            () -> {
              try (S3Client s3 =
                  clients().build(S3Client.builder().forcePathStyle(true), patient)) {
                put(s3);
              } catch (SdkException e) {
                failure.set(SdkFailures.write("create a", e));
                flag.set(Thread.currentThread().isInterrupted());
              }
            });
    caller.start();
    while (caller.isAlive() && failure.get() == null) {
      // Until it waits; before that nothing hears of it.
      if (caller.getState() == Thread.State.TIMED_WAITING && !server.seen().isEmpty()) {
        caller.interrupt();
      }
      Thread.onSpinWait();
    }
    caller.join();
    assertEquals(Code.INTERRUPTED, failure.get().code());
    assertTrue(flag.get());
  }

  @Test
  void whatAServiceWroteIsNeverTheCause() {
    assertNull(SdkFailures.read("get a", s3Read(s3Error("AccessDenied", 403))).getCause());
  }

  private static void open(PortException failure) {
    assertEquals(Code.TIMEOUT, failure.code());
    assertTrue(text(failure).contains("it may have happened"), text(failure));
    tellsNothing(failure);
  }

  private static void tellsNothing(PortException failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      String all = String.valueOf(at) + List.of(at.getSuppressed());
      assertFalse(all.contains("planted"), all);
    }
  }

  private static String text(PortException failure) {
    return String.valueOf(failure.getMessage());
  }

  private static WireReply s3Error(String code, int status) {
    return WireReply.of(
        status,
        "application/xml",
        "<Error><Code>" + code + "</Code><Message>" + PLANTED + "</Message></Error>");
  }

  private static Fault[] three(Fault fault) {
    return new Fault[] {fault, fault, fault};
  }

  /** A request without a body that is dropped is sent again by the JDK, once. */
  private static Fault[] six(Fault fault) {
    return new Fault[] {fault, fault, fault, fault, fault, fault};
  }

  private SdkException s3Read(WireReply reply) {
    server.faults().clear();
    server.faults().next(request -> true, three(new Fault.Instead(reply)));
    return s3Read();
  }

  private SdkException s3Read() {
    try (S3Client s3 = s3(clients())) {
      return assertThrows(
          SdkException.class, () -> s3.getObjectAsBytes(get -> get.bucket("log").key("a")));
    }
  }

  private SdkException s3Write() {
    try (S3Client s3 = s3(clients())) {
      return assertThrows(SdkException.class, () -> put(s3));
    }
  }

  private static void put(S3Client s3) {
    s3.putObject(put -> put.bucket("log").key("a"), RequestBody.fromString("body"));
  }

  private static S3Client s3(Clients clients) {
    return clients.build(S3Client.builder().forcePathStyle(true), WireIdentity.SHORT);
  }

  private Clients clients() {
    return WireIdentity.clients(server.uri());
  }
}
