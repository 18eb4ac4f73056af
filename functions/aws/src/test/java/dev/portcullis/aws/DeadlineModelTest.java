package dev.portcullis.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.portcullis.ports.Model;
import dev.portcullis.ports.PortException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class DeadlineModelTest {
  private static final Model.Call CALL =
      new Model.Call(
          Model.Operation.RESPONSES, "m", new byte[0], true, "req_1", Duration.ofSeconds(20));

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch never = new CountDownLatch(1);

  @AfterEach
  void end() {
    never.countDown();
    threads.shutdownNow();
  }

  @Test
  void aReplyInTimeIsTheModelsOwn() throws IOException {
    Model model = new DeadlineModel(call -> reply(new byte[] {1, 2, 3}), threads, () -> 10_000);
    try (Model.Reply reply = model.send(CALL)) {
      assertEquals(3, reply.body().readAllBytes().length);
    }
  }

  @Test
  void noRequestIsSentWithoutTimeLeft() {
    AtomicBoolean sent = new AtomicBoolean();
    Model model =
        new DeadlineModel(
            call -> {
              sent.set(true);
              return reply(new byte[0]);
            },
            threads,
            () -> 0);
    PortException late = assertThrows(PortException.class, () -> model.send(CALL));
    assertEquals(PortException.Code.TIMEOUT, late.code());
    assertEquals(false, sent.get());
  }

  @Test
  void aModelThatDoesNotAnswerIsLeft() {
    Model model =
        new DeadlineModel(
            call -> {
              await();
              return reply(new byte[0]);
            },
            threads,
            () -> 20);
    PortException late = assertThrows(PortException.class, () -> model.send(CALL));
    assertEquals(PortException.Code.TIMEOUT, late.code());
  }

  @Test
  void aBodyThatStandsStillIsLeft() throws IOException {
    InputStream stuck =
        new InputStream() {
          @Override
          public int read() {
            await();
            return -1;
          }
        };
    Model model = new DeadlineModel(call -> new Model.Reply(200, "", stuck), threads, () -> 20);
    try (Model.Reply reply = model.send(CALL)) {
      assertThrows(InterruptedIOException.class, () -> reply.body().read());
    }
  }

  @Test
  void aReplyThatIsTooLongBreaksOff() throws IOException {
    byte[] large = new byte[DeadlineModel.MOST_REPLY_BYTES + 1];
    Model model = new DeadlineModel(call -> reply(large), threads, () -> 10_000);
    try (Model.Reply reply = model.send(CALL)) {
      assertThrows(IOException.class, () -> reply.body().readAllBytes());
    }
  }

  @Test
  void aFailureOfTheModelIsItsOwn() {
    Model model =
        new DeadlineModel(
            call -> {
              throw new PortException(PortException.Code.DENIED, "call the model");
            },
            threads,
            () -> 10_000);
    PortException denied = assertThrows(PortException.class, () -> model.send(CALL));
    assertEquals(PortException.Code.DENIED, denied.code());
  }

  private static Model.Reply reply(byte[] body) {
    return new Model.Reply(200, "application/json", new ByteArrayInputStream(body));
  }

  private void await() {
    try {
      never.await();
    } catch (InterruptedException left) {
      Thread.currentThread().interrupt();
    }
  }
}
