package dev.portcullis.contract;

import static dev.portcullis.contract.Refusals.refuses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.portcullis.ports.Model;
import dev.portcullis.ports.PortException.Code;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What every {@link Model} does, sentence by sentence, against servers that behave badly. */
public abstract class ModelContract {
  private static final Duration PATIENT = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(300);

  /** For adapters' suites. */
  protected ModelContract() {}

  /** How the server behind a model behaves. */
  protected enum Behaviour {
    /**
     * Answers 200 with {@code {}}, or what {@link #answered} expects, as JSON, the media type in
     * capitals and with a parameter.
     */
    ANSWERS,
    /** Answers 500 with nothing. */
    FAILS,
    /** Refuses our credential, each time. */
    REFUSES,
    /** Is not there. */
    ABSENT,
    /** Takes the request and says nothing. */
    SILENT,
    /** Breaks off in the middle of the body. */
    BREAKS,
    /** Sends half of the body, and then nothing more. */
    STALLS
  }

  /** A model in front of a server that behaves so. */
  protected abstract Model model(Behaviour behaviour) throws IOException;

  /** How many requests that server has got. */
  protected abstract int requests();

  /** A request that the server behind the model understands. */
  protected String request() {
    return "{\"a\":1}";
  }

  /** Holds that the body is the server's answer; an adapter that translates expects its own. */
  protected void answered(String body) {
    assertEquals("{}", body);
  }

  private Model.Call call(Duration timeout) {
    return new Model.Call(
        Model.Operation.CHAT_COMPLETIONS,
        "m",
        request().getBytes(StandardCharsets.UTF_8),
        false,
        "req_1",
        timeout);
  }

  @Test
  final void aReplyBringsStatusPlainTypeAndBytes() throws IOException {
    try (Model.Reply reply = model(Behaviour.ANSWERS).send(call(PATIENT))) {
      assertEquals(200, reply.status());
      assertEquals("application/json", reply.contentType());
      answered(new String(reply.body().readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @Test
  final void anyOtherStatusIsAReplyAndNothingIsRetried() throws IOException {
    try (Model.Reply reply = model(Behaviour.FAILS).send(call(PATIENT))) {
      assertEquals(500, reply.status());
      assertEquals(1, requests());
    }
  }

  @Test
  final void aRefusedCredentialIsDenied() throws IOException {
    Model model = model(Behaviour.REFUSES);
    refuses(Code.DENIED, () -> model.send(call(PATIENT)));
  }

  @Test
  final void aServerThatIsNotThereIsUnavailable() throws IOException {
    Model model = model(Behaviour.ABSENT);
    refuses(Code.UNAVAILABLE, () -> model.send(call(PATIENT)));
  }

  @Test
  final void noFirstByteInTimeIsATimeOut() throws IOException {
    Model model = model(Behaviour.SILENT);
    refuses(Code.TIMEOUT, () -> model.send(call(SHORT)));
  }

  @Test
  final void aBodyThatBreaksOffFailsTheRead() throws IOException {
    try (Model.Reply reply = model(Behaviour.BREAKS).send(call(PATIENT))) {
      assertThrows(IOException.class, () -> reply.body().readAllBytes());
    }
  }

  @Test
  final void aBodyThatStallsFailsTheReadWithinTheTimeOut() throws IOException {
    try (Model.Reply reply = model(Behaviour.STALLS).send(call(SHORT))) {
      assertThrows(IOException.class, () -> reply.body().readAllBytes());
    }
  }

  @Test
  final void closingBeforeTheEndIsNoFailure() throws IOException {
    Model.Reply reply = model(Behaviour.STALLS).send(call(PATIENT));
    reply.close();
    assertFalse(reply.contentType().isEmpty());
  }
}
