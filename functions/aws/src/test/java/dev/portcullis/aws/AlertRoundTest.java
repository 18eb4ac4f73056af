package dev.portcullis.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.portcullis.aws.event.Fields;
import dev.portcullis.ports.PortException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

/** A round of alerts goes as far as there is time, and the next one goes on from there. */
final class AlertRoundTest {
  private static final int RECORDS = 12;
  private static final Fields WATCH = Fields.parse("{\"task\":\"watch\"}");

  private final MemoryCloud cloud = new MemoryCloud(InstantSource.system());
  private final Surroundings surroundings =
      new Surroundings(
          new Environment(Deployment.variables()),
          InstantSource.system(),
          SecureRandom::new,
          new PrintStream(new ByteArrayOutputStream(), true, UTF_8));

  private AlertRound round() {
    return new Wiring(surroundings, cloud, "alerts").alerts();
  }

  private void filled() throws Exception {
    for (int i = 0; i < RECORDS; i++) {
      EventsTest.run(
          Handlers.open("audit-writer", surroundings, cloud), AuditWriterCase.direct("event-" + i));
    }
    EventsTest.run(Handlers.open("sequencer", surroundings, cloud), "{\"task\":\"run\"}");
  }

  /** Time that suffices so many times that it is asked for. */
  private static LongSupplier sufficing(int times) {
    AtomicInteger asked = new AtomicInteger();
    return () -> asked.incrementAndGet() <= times ? 50_000 : AlertRound.TELLING_MILLIS;
  }

  /** How many records a round reads. */
  private static long read(AlertRound round, LongSupplier left) {
    return Fields.parse(new String(round.answer(WATCH, left), UTF_8)).number("read", 0, 100, -1);
  }

  @Test
  void aSlowLogIsReadAsFarAsThereIsTimeAndTheNextRoundGoesOn() throws Exception {
    filled();
    AlertRound round = round();
    assertEquals(3, read(round, sufficing(3)));
    assertEquals(RECORDS - 3, read(round, sufficing(100)));
    assertEquals(0, read(round, sufficing(100)));
  }

  @Test
  void aFreshInstanceThatHasNoTimeToLookBackMovesNothing() throws Exception {
    filled();
    assertEquals(9, read(round(), sufficing(9)));
    String before = position();
    AlertRound fresh = round();
    PortException late = assertThrows(PortException.class, () -> fresh.answer(WATCH, sufficing(4)));
    assertEquals(PortException.Code.TIMEOUT, late.code());
    assertEquals(before, position());
    assertEquals(RECORDS - 9, read(fresh, sufficing(100)));
  }

  @Test
  void withoutTimeNothingIsReadAndNothingMoves() throws Exception {
    filled();
    assertThrows(PortException.class, () -> round().answer(WATCH, sufficing(0)));
    assertFalse(cloud.records("alerts").read("alerts/position").isPresent());
  }

  private String position() {
    return new String(cloud.records("alerts").read("alerts/position").orElseThrow().body(), UTF_8);
  }
}
