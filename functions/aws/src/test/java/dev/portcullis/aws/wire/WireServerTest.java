package dev.portcullis.aws.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.portcullis.aws.sdk.SdkFailures;
import dev.portcullis.aws.wire.SignedBy.Refusal;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.kms.KmsClient;

/** The fakes' ground: real clients reach them, are checked, and meet what was planned. */
class WireServerTest {
  private static final WireReply KEYS =
      WireReply.of(200, "application/x-amz-json-1.1", "{\"Keys\":[]}");

  @Test
  void aSignedRequestIsAnswered() throws IOException {
    assertEquals(Optional.empty(), refusal(WireIdentity.REGION, WireIdentity.SECRET_KEY, now()));
  }

  @Test
  void anotherSecretKeyIsRefused() throws IOException {
    assertEquals(Optional.of(Refusal.WRONG), refusal(WireIdentity.REGION, "another", now()));
  }

  @Test
  void anotherRegionIsRefused() throws IOException {
    assertEquals(
        Optional.of(Refusal.WRONG_REGION), refusal("us-east-1", WireIdentity.SECRET_KEY, now()));
  }

  @Test
  void anOldSignatureIsRefused() throws IOException {
    assertEquals(
        Optional.of(Refusal.SKEWED),
        refusal(WireIdentity.REGION, WireIdentity.SECRET_KEY, now().plusSeconds(16 * 60)));
  }

  @Test
  void aPlannedFaultMeetsOneRequestAndTheNextAttemptIsAnswered() throws IOException {
    AtomicInteger effects = new AtomicInteger();
    try (WireServer server = new WireServer(request -> count(effects));
        KmsClient kms = kms(server)) {
      server.faults().next(request -> true, new Fault.DropAfter(), new Fault.DropBefore());
      kms.listKeys();
      assertEquals(2, effects.get());
      assertEquals(3, server.seen().size());
      assertEquals(0, server.faults().left());
    }
  }

  @Test
  void anAnswerPlannedInsteadHasNoEffect() throws IOException {
    AtomicInteger effects = new AtomicInteger();
    try (WireServer server = new WireServer(request -> count(effects));
        KmsClient kms = kms(server)) {
      server
          .faults()
          .next(
              request -> true,
              new Fault.Instead(
                  WireReply.of(
                      400,
                      "application/x-amz-json-1.1",
                      "{\"__type\":\"AccessDeniedException\"}")));
      SdkServiceException refused = assertThrows(SdkServiceException.class, kms::listKeys);
      assertEquals("AccessDeniedException", SdkFailures.errorCode(refused));
      assertEquals(0, effects.get());
    }
  }

  private static WireReply count(AtomicInteger effects) {
    effects.incrementAndGet();
    return KEYS;
  }

  private static KmsClient kms(WireServer server) {
    return WireIdentity.clients(server.uri()).build(KmsClient.builder(), WireIdentity.SHORT);
  }

  private static Instant now() {
    return Instant.now();
  }

  private static Optional<Refusal> refusal(String region, String secretKey, Instant serverTime)
      throws IOException {
    SignedBy signed =
        new SignedBy(
            WireIdentity.ACCESS_KEY,
            WireIdentity.SECRET_KEY,
            WireIdentity.SESSION_TOKEN,
            WireIdentity.REGION,
            "kms",
            InstantSource.fixed(serverTime));
    List<Refusal> refusals = new ArrayList<>();
    try (WireServer server =
            new WireServer(
                request -> {
                  signed.refusal(request).ifPresent(refusals::add);
                  return KEYS;
                });
        KmsClient kms =
            WireIdentity.clients(server.uri(), region, secretKey)
                .build(KmsClient.builder(), WireIdentity.SHORT)) {
      kms.listKeys();
    } catch (SdkException e) {
      throw new AssertionError("the fake answered every request", e);
    }
    return refusals.stream().findFirst();
  }
}
