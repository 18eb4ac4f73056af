package dev.portcullis.aws.s3;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.audit.log.AuditTrail;
import dev.portcullis.audit.log.LogEntry;
import dev.portcullis.aws.wire.Fault;
import dev.portcullis.aws.wire.WireIdentity;
import dev.portcullis.aws.wire.WireReply;
import dev.portcullis.aws.wire.WireRequest;
import dev.portcullis.aws.wire.s3.S3Refusal;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import dev.portcullis.ports.WormStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;

/** The stores when the network or S3 fails, before and after a request's effect. */
class S3FaultsTest {
  private static final byte[] BODY = {1, 2, 3};

  private final S3Endpoint endpoint = S3Endpoint.fake();
  private final S3Client s3 =
      S3Clients.of(WireIdentity.clients(endpoint.server().uri()), WireIdentity.SHORT);
  private final Bucket bucket = endpoint.bucket(true);
  private final S3WormStore store =
      new S3WormStore(s3, bucket, ObjectLockMode.COMPLIANCE, InstantSource.system());
  private final S3PublicationStore published = new S3PublicationStore(s3, endpoint.bucket(false));
  private final Instant later = S3Endpoint.now().plusSeconds(3600);

  @AfterEach
  void close() {
    s3.close();
    endpoint.close();
  }

  @Test
  void aCreateWhoseFirstReplyWasLostFindsItsOwnObject() {
    faults(S3FaultsTest::put, new Fault.DropAfter());
    assertInstanceOf(WormStore.Exists.class, store.create("a", BODY, later));
    assertArrayEquals(BODY, store.get("a").orElseThrow());
  }

  @Test
  void theAuditTrailResolvesALostReplyByReadingBack() {
    List<String> alarms = new ArrayList<>();
    AuditTrail trail =
        new AuditTrail(
            store,
            InstantSource.system(),
            new Random(7),
            AuditTrail.LEAST_RETENTION,
            (what, key) -> alarms.add(key));
    faults(S3FaultsTest::put, new Fault.DropAfter());
    String key = trail.append(List.of(new LogEntry("event-1", BODY))).intakeKey();
    assertEquals(1, store.versions(key).size());
    assertEquals(1, store.list("intake/", "", 10).size());
    assertEquals(List.of(), alarms);
  }

  @Test
  void aCreateWithoutAnyReplyIsATimeOutAndTheObjectIsThere() {
    faults(
        S3FaultsTest::put, new Fault.DropAfter(), new Fault.DropBefore(), new Fault.DropBefore());
    failsAs(Code.TIMEOUT, () -> store.create("a", BODY, later));
    assertArrayEquals(BODY, store.get("a").orElseThrow());
  }

  @Test
  void aCreateThatWasLostOnTheWayIsTriedAgain() {
    faults(S3FaultsTest::put, new Fault.DropBefore());
    assertInstanceOf(WormStore.Created.class, store.create("a", BODY, later));
  }

  @Test
  void aConflictIsTriedAgain() {
    faults(
        S3FaultsTest::put,
        new Fault.Instead(
            WireReply.of(
                409, "application/xml", "<Error><Code>ConditionalRequestConflict</Code></Error>")));
    assertInstanceOf(WormStore.Created.class, store.create("a", BODY, later));
    assertEquals(0, endpoint.server().faults().left());
  }

  @Test
  void everyCallUnderEveryFaultTellsItsCodeAndNoSecret() {
    store.create("there", BODY, later);
    published.replace("there", BODY);
    List<Executable> reads =
        List.of(
            () -> store.get("there"),
            () -> store.list("", "", 10),
            () -> store.versions("there"),
            () -> published.get("there"));
    List<Executable> writes =
        List.of(
            () -> store.create("new", BODY, later),
            () -> published.replace("there", BODY),
            () -> published.remove("gone"));
    for (Executable call : reads) {
      under(S3Refusal.throttled(), Code.THROTTLED, call);
      under(S3Refusal.internalBefore(), Code.UNAVAILABLE, call);
      under(S3Refusal.expired(WireIdentity.SESSION_TOKEN), Code.DENIED, call);
      under(S3Refusal.elsewhere("us-west-2"), Code.INVALID, call);
      under(new Fault.DropBefore(), Code.UNAVAILABLE, call);
    }
    for (Executable call : writes) {
      under(S3Refusal.throttled(), Code.THROTTLED, call);
      under(S3Refusal.internalBefore(), Code.TIMEOUT, call);
      under(S3Refusal.expired(WireIdentity.SESSION_TOKEN), Code.DENIED, call);
      under(S3Refusal.elsewhere("us-west-2"), Code.INVALID, call);
      under(new Fault.DropBefore(), Code.TIMEOUT, call);
    }
    assertArrayEquals(BODY, store.get("there").orElseThrow());
    assertTrue(store.get("new").isEmpty());
  }

  @Test
  void noAcknowledgedObjectIsLostUnderSeededFaults() {
    long seed = 20261126;
    Random random = new Random(seed);
    List<Fault> kinds =
        List.of(
            new Fault.DropBefore(),
            new Fault.DropAfter(),
            S3Refusal.throttled(),
            S3Refusal.internalBefore(),
            S3Refusal.internalAfter());
    List<String> acknowledged = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      for (int n = random.nextInt(4); n > 0; n--) {
        faults(S3FaultsTest::put, kinds.get(random.nextInt(kinds.size())));
      }
      try {
        store.create("k" + i, new byte[] {(byte) i}, later);
        acknowledged.add("k" + i);
      } catch (PortException e) {
        assertTrue(e.retryable(), e.toString());
      }
      endpoint.server().faults().clear();
    }
    assertFalse(acknowledged.isEmpty());
    for (String key : acknowledged) {
      byte expected = (byte) Integer.parseInt(key.substring(1));
      assertArrayEquals(
          new byte[] {expected}, store.get(key).orElseThrow(), "seed " + seed + ", " + key);
      assertEquals(1, store.versions(key).size());
    }
  }

  @Test
  void damagedBytesAreCorrupt() {
    store.create("a", BODY, later);
    endpoint.s3().damage(bucket.name(), "a");
    failsAs(Code.CORRUPT, () -> store.get("a"));
  }

  @Test
  void aBucketThatIsNotThereIsMissing() {
    S3WormStore none =
        new S3WormStore(
            s3,
            new Bucket("no-such-bucket", bucket.account()),
            ObjectLockMode.COMPLIANCE,
            InstantSource.system());
    failsAs(Code.MISSING, () -> none.create("a", BODY, later));
    failsAs(Code.MISSING, () -> none.get("a"));
  }

  @Test
  void aBucketOfAnotherAccountIsDenied() {
    S3WormStore foreign =
        new S3WormStore(
            s3,
            new Bucket(bucket.name(), "999999999999"),
            ObjectLockMode.COMPLIANCE,
            InstantSource.system());
    failsAs(Code.DENIED, () -> foreign.create("a", BODY, later));
  }

  @Test
  void aBucketWithoutLocksTakesNothing() {
    Bucket plain = endpoint.bucket(false);
    S3WormStore unlocked =
        new S3WormStore(s3, plain, ObjectLockMode.COMPLIANCE, InstantSource.system());
    failsAs(Code.INVALID, () -> unlocked.create("a", BODY, later));
    assertTrue(unlocked.get("a").isEmpty());
  }

  @Test
  void aWriterNeedsNoMoreThanItsRoleAllows() {
    // The rows of AuditWriterFunction in infra/aws/permissions.json.
    Set<String> writer =
        Set.of(
            "s3:PutObject",
            "s3:PutObjectRetention",
            "s3:GetObjectVersion",
            "s3:GetObjectRetention",
            "s3:ListBucketVersions");
    endpoint.s3().policy((action, resource) -> writer.contains(action));
    assertInstanceOf(WormStore.Created.class, store.create("intake/a", BODY, later));
    assertInstanceOf(WormStore.Exists.class, store.create("intake/a", BODY, later));
    assertArrayEquals(BODY, store.get("intake/a").orElseThrow());
    assertTrue(store.get("intake/none").isEmpty());
    assertEquals(1, store.versions("intake/a").size());
    assertEquals(1, store.list("intake/", "", 10).size());
  }

  private void under(Fault fault, Code expected, Executable call) {
    faults(request -> true, fault, fault, fault, fault, fault, fault);
    failsAs(expected, call);
    endpoint.server().faults().clear();
  }

  private static void failsAs(Code expected, Executable call) {
    PortException failure = assertThrows(PortException.class, call);
    assertEquals(expected, failure.code(), failure.toString());
    for (Throwable at = failure; at != null; at = at.getCause()) {
      assertFalse(at.toString().contains("planted"), at.toString());
      assertFalse(at.toString().contains(WireIdentity.ACCESS_KEY), at.toString());
    }
  }

  private void faults(Function<WireRequest, Boolean> fits, Fault... faults) {
    endpoint.server().faults().next(fits::apply, faults);
  }

  private static boolean put(WireRequest request) {
    return request.method().equals("PUT");
  }
}
