package dev.portcullis.aws.sqs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.portcullis.aws.wire.FakeSqs;
import dev.portcullis.aws.wire.WireIdentity;
import dev.portcullis.aws.wire.WireServer;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;

/** A message is in the queue as it was sent, or its sender knows. */
class SqsQueueTest {
  private final FakeSqs sqs = new FakeSqs();
  private final WireServer server = new WireServer(sqs);
  private final SqsClient client =
      WireIdentity.clients(server.uri()).build(SqsClient.builder(), WireIdentity.SHORT);
  private final SqsQueue queue = new SqsQueue(client, FakeSqs.URL);

  SqsQueueTest() throws IOException {}

  @AfterEach
  void close() {
    client.close();
    server.close();
  }

  @Test
  void aMessageIsStoredAsItWasSent() {
    queue.send("{\"event\":\"Grüße\"}");
    assertEquals(List.of("{\"event\":\"Grüße\"}"), sqs.messages());
  }

  @Test
  void theLargestMessageIsStoredAndOneByteMoreIsInvalid() {
    queue.send("x".repeat(256 << 10));
    assertEquals(Code.INVALID, code(() -> queue.send("x".repeat((256 << 10) + 1))));
    assertEquals(Code.INVALID, code(() -> queue.send("")));
    assertEquals(1, sqs.messages().size());
    assertEquals(1, server.seen().size());
  }

  @Test
  void aCharacterThatSqsDoesNotTakeIsInvalid() {
    assertEquals(Code.INVALID, code(() -> queue.send("a\u0000b")));
    assertEquals(List.of(), sqs.messages());
  }

  @Test
  void aMessageThatWasStoredDamagedIsNoSuccess() {
    sqs.damage();
    assertEquals(Code.CORRUPT, code(() -> queue.send("one")));
  }

  @Test
  void aQueueThatIsNotThereIsMissing() {
    assertEquals(Code.MISSING, code(() -> new SqsQueue(client, FakeSqs.URL + "x").send("one")));
  }

  private static Code code(Runnable call) {
    return assertThrows(PortException.class, call::run).code();
  }
}
