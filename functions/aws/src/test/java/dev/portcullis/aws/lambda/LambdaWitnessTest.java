package dev.portcullis.aws.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.portcullis.audit.witness.Witness;
import dev.portcullis.aws.wire.FakeLambda;
import dev.portcullis.aws.wire.WireIdentity;
import dev.portcullis.aws.wire.WireServer;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** A witness's answer arrives as it was given; what is none is an error, and is not repeated. */
class LambdaWitnessTest {
  private static final String GOOD =
      "{\"status\":200,\"content_type\":\"text/plain\",\"body\":\"signed\"}";

  private final FakeLambda lambda = new FakeLambda();
  private final WireServer server = new WireServer(lambda);
  private final LambdaClient client =
      WireIdentity.clients(server.uri()).build(LambdaClient.builder(), WireIdentity.SHORT);
  private final LambdaWitness witness = new LambdaWitness(client, FakeLambda.FUNCTION);

  LambdaWitnessTest() throws IOException {}

  @AfterEach
  void close() {
    client.close();
    server.close();
  }

  @Test
  void theAnswerIsTheFunctionsAnswer() {
    lambda.returns(GOOD);
    assertEquals(
        new Witness.Answer(200, "text/plain", "signed"), witness.post(new byte[] {1, 2, 3}));
    assertEquals(List.of("{\"body\":\"AQID\"}"), lambda.events());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Handled", "Unhandled"})
  void aFunctionThatFailedIsUnavailableEvenIfItsPayloadLooksGood(String how) {
    lambda.fails(how, GOOD);
    assertEquals(Code.UNAVAILABLE, refused().code());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{\"status\":200,\"content_type\":\"text/plain\"}",
        "{\"status\":200,\"content_type\":\"text/plain\",\"body\":\"planted\",\"more\":1}",
        "{\"status\":\"200\",\"content_type\":\"text/plain\",\"body\":\"planted\"}",
        "{\"status\":4294967496,\"content_type\":\"text/plain\",\"body\":\"planted\"}",
        "{\"status\":200,\"content_type\":\"text/plain\",\"body\":\"planted\"",
      })
  void whatIsNoAnswerIsCorruptAndNotRepeated(String payload) {
    lambda.returns(payload);
    PortException refused = refused();
    assertEquals(Code.CORRUPT, refused.code());
    assertFalse(refused.toString().contains("planted"), refused.toString());
  }

  @Test
  void anAnswerOfMoreThan64KiBIsCorrupt() {
    String body = "x".repeat(64 << 10);
    lambda.returns(GOOD.replace("signed", body));
    assertEquals(Code.CORRUPT, refused().code());
  }

  @Test
  void aFunctionThatIsNotThereIsMissing() {
    LambdaWitness other = new LambdaWitness(client, FakeLambda.FUNCTION + "x");
    PortException refused = assertThrows(PortException.class, () -> other.post(new byte[] {1}));
    assertEquals(Code.MISSING, refused.code());
  }

  private PortException refused() {
    return assertThrows(PortException.class, () -> witness.post(new byte[] {1}));
  }
}
