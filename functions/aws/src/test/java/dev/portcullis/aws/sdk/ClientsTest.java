package dev.portcullis.aws.sdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.aws.wire.Fault;
import dev.portcullis.aws.wire.WireIdentity;
import dev.portcullis.aws.wire.WireReply;
import dev.portcullis.aws.wire.WireServer;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.KmsClient;

/** What every client has in common: where it goes, who it is, how long it tries. */
class ClientsTest {
  private static final WireReply KEYS =
      WireReply.of(200, "application/x-amz-json-1.1", "{\"Keys\":[]}");
  private static final WireReply BROKEN = WireReply.of(500);

  @ParameterizedTest
  @ValueSource(strings = {"", "frankfurt", "eu-central", "EU-CENTRAL-1", "eu-central-1/x"})
  void aRegionThatIsNoneIsInvalid(String region) {
    invalid(Map.of("AWS_REGION", region));
  }

  @Test
  void aMissingRegionIsInvalid() {
    invalid(Map.of());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://s3.example.com",
        "http://127.0.0.1.example.com",
        "ftp://127.0.0.1",
        "127.0.0.1:4566",
        "https://",
        "not a uri"
      })
  void anEndpointInTheClearOnAnotherMachineIsInvalid(String endpoint) {
    invalid(Map.of("AWS_REGION", "eu-central-1", "AWS_ENDPOINT_URL", endpoint));
  }

  @Test
  void aRefusedEndpointIsNotRepeated() {
    PortException refused =
        assertThrows(
            PortException.class,
            () ->
                Clients.of(
                    Map.of(
                        "AWS_REGION",
                        "eu-central-1",
                        "AWS_ENDPOINT_URL",
                        "http://user:planted-secret@example.com")));
    assertFalse(String.valueOf(refused.getMessage()).contains("planted-secret"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:4566",
        "http://localhost:4566",
        "http://[::1]:1",
        "https://vpce-1.s3.eu-central-1.vpce.amazonaws.com"
      })
  void anEndpointOnThisMachineOrOverTlsIsTaken(String endpoint) {
    assertTrue(
        Clients.of(Map.of("AWS_REGION", "eu-central-1", "AWS_ENDPOINT_URL", endpoint)).emulated());
  }

  @Test
  void withoutAnEndpointClientsGoToAws() {
    Clients clients = Clients.of(Map.of("AWS_REGION", "us-gov-west-1"));
    assertFalse(clients.emulated());
    assertEquals("us-gov-west-1", clients.region());
  }

  @Test
  void aProcessWithoutCredentialsIsDeniedBeforeAnythingIsSent() throws IOException {
    try (WireServer server = new WireServer(request -> KEYS);
        KmsClient kms =
            Clients.of(
                    Map.of(
                        "AWS_REGION", "eu-central-1", "AWS_ENDPOINT_URL", server.uri().toString()))
                .build(KmsClient.builder(), WireIdentity.SHORT)) {
      SdkException failure = assertThrows(SdkException.class, kms::listKeys);
      assertEquals(Code.DENIED, SdkFailures.read("list keys", failure).code());
      assertEquals(0, server.seen().size());
    }
  }

  @Test
  void aCallIsTriedAsOftenAsItsBudgetSays() throws IOException {
    try (WireServer server = new WireServer(request -> KEYS);
        KmsClient kms =
            WireIdentity.clients(server.uri()).build(KmsClient.builder(), attempts(4))) {
      server.faults().next(request -> true, broken(), broken(), broken());
      assertNotNull(kms.listKeys());
      assertEquals(4, server.seen().size());
    }
  }

  @Test
  void aCallIsNotTriedMoreOften() throws IOException {
    try (WireServer server = new WireServer(request -> KEYS);
        KmsClient kms =
            WireIdentity.clients(server.uri()).build(KmsClient.builder(), attempts(2))) {
      server.faults().next(request -> true, broken(), broken());
      assertThrows(SdkException.class, kms::listKeys);
      assertEquals(2, server.seen().size());
    }
  }

  @Test
  void aBudgetThatCannotBeKeptIsRefused() {
    Duration second = Duration.ofSeconds(1);
    Duration half = Duration.ofMillis(500);
    assertThrows(IllegalArgumentException.class, () -> new CallBudget(0, second, second, second));
    assertThrows(IllegalArgumentException.class, () -> new CallBudget(11, second, second, second));
    assertThrows(IllegalArgumentException.class, () -> new CallBudget(1, second, half, half));
    assertThrows(
        IllegalArgumentException.class, () -> new CallBudget(1, Duration.ZERO, second, half));
    assertThrows(
        IllegalArgumentException.class, () -> new CallBudget(1, half, second, Duration.ZERO));
  }

  private static Fault broken() {
    return new Fault.Instead(BROKEN);
  }

  private static CallBudget attempts(int attempts) {
    return new CallBudget(
        attempts, Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ofMillis(1));
  }

  private static void invalid(Map<String, String> environment) {
    assertEquals(
        Code.INVALID, assertThrows(PortException.class, () -> Clients.of(environment)).code());
  }
}
