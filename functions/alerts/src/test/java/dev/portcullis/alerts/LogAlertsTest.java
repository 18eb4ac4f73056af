package dev.portcullis.alerts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.portcullis.alerts.LogHealth.Fault;
import dev.portcullis.alerts.LogHealth.FaultKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class LogAlertsTest {
  private final Stream stream = new Stream(Thresholds.defaults());

  @Test
  void aForkIsReported() {
    stream.health(health(0, List.of(new Fault(FaultKind.FORK, "commit/000007"))));
    assertEquals(List.of("log_fork"), stream.rules());
  }

  @Test
  void aGapAndDamageThatTheVerifierFoundAreReportedOncePerObject() {
    List<Fault> faults =
        List.of(new Fault(FaultKind.GAP, "intake/1"), new Fault(FaultKind.DAMAGE, "tile/0/000"));
    stream.health(health(0, faults)).health(health(0, faults));
    assertEquals(List.of("log_gap", "log_gap"), stream.rules());
  }

  @Test
  void aWellLogIsNotReported() {
    stream.health(health(0, List.of())).after(Duration.ofHours(3)).health(health(0, List.of()));
    assertEquals(List.of(), stream.rules());
  }

  @Test
  void anEventThatWaitsTooLongIsReported() {
    stream.health(waiting(Duration.ofSeconds(121), Duration.ofSeconds(121)));
    assertEquals(List.of("unproven_event"), stream.rules());
    assertEquals(121_000, stream.alerts.get(0).observed());
  }

  @Test
  void anEventThatWaitsAsUsualIsNotReported() {
    stream.health(waiting(Duration.ofSeconds(119), Duration.ofSeconds(119)));
    assertEquals(List.of(), stream.rules());
  }

  @Test
  void aLogThatStandsStillWhileEventsWaitIsReported() {
    stream.health(waiting(Duration.ofSeconds(5), Duration.ofMinutes(11)));
    assertEquals(List.of("log_silent"), stream.rules());
  }

  @Test
  void aLogThatStandsStillBecauseNothingHappensIsNotReported() {
    stream.health(
        new LogHealth(
            stream.now,
            9,
            0,
            Optional.empty(),
            Optional.of(stream.now.minus(Duration.ofDays(2))),
            List.of()));
    assertEquals(List.of(), stream.rules());
  }

  @Test
  void aRecordThatAWriterCountedAndTheLogDoesNotHaveIsReported() {
    stream.written("w2", 1).written("w2", 2).written("w2", 5);
    assertEquals(List.of(), stream.rules());
    stream.after(Duration.ofMinutes(11)).written("w2", 6);
    assertEquals(List.of("log_gap"), stream.rules());
    assertEquals(2, stream.alerts.get(0).observed());
  }

  @Test
  void aHoleIsReportedOfAStreamThatHasGoneQuietToo() {
    stream.written("w2", 1).written("w2", 3).after(Duration.ofMinutes(11));
    stream.health(health(0, List.of()));
    assertEquals(List.of("log_gap"), stream.rules());
  }

  @Test
  void recordsThatComeInAnotherOrderAreNotAHole() {
    stream.written("w2", 3).written("w3", 1).written("w2", 1).written("w2", 2);
    stream.after(Duration.ofHours(1)).written("w2", 4).health(health(0, List.of()));
    assertEquals(List.of(), stream.rules());
  }

  @Test
  void aRecordThatIsLoggedTwiceIsNotAHole() {
    stream.written("w2", 1).written("w2", 2).written("w2", 1).written("w2", 2);
    stream.after(Duration.ofHours(1)).written("w2", 3);
    assertEquals(List.of(), stream.rules());
  }

  @Test
  void theSecondHoleOfAWriterIsReportedToo() {
    stream.written("w2", 1).written("w2", 3).written("w2", 6);
    stream.after(Duration.ofMinutes(11)).written("w2", 7);
    stream.after(Duration.ofMinutes(11)).written("w2", 8);
    assertEquals(List.of("log_gap", "log_gap"), stream.rules());
  }

  @Test
  void aRecordStoredLongAfterItHappenedIsClockTrouble() {
    stream.timed(stream.now.minus(Duration.ofMinutes(6)), stream.now);
    assertEquals(List.of("clock_trouble"), stream.rules());
  }

  @Test
  void aRecordFromTheFutureIsClockTrouble() {
    Instant future = stream.now.plus(Duration.ofMinutes(6));
    stream.timed(future, future);
    assertEquals(List.of("clock_trouble"), stream.rules());
  }

  @Test
  void aCheckpointFromTheFutureIsClockTrouble() {
    stream.health(waiting(Duration.ofSeconds(1), Duration.ofMinutes(-6)));
    assertEquals(List.of("clock_trouble"), stream.rules());
  }

  @Test
  void clocksThatDifferALittleAreNotTrouble() {
    stream.timed(stream.now.minus(Duration.ofMinutes(4)), stream.now);
    stream.timed(stream.now.plus(Duration.ofMinutes(4)), stream.now.plus(Duration.ofMinutes(4)));
    assertEquals(List.of(), stream.rules());
  }

  @Test
  void anOldStreamReadTodayIsNotClockTrouble() {
    Instant then = stream.now.minus(Duration.ofDays(300));
    stream.timed(then, then);
    assertEquals(List.of(), stream.rules());
  }

  @Test
  void thresholdsThatMeanNothingAreRefused() {
    Duration time = Duration.ofMinutes(1);
    assertThrows(
        IllegalArgumentException.class,
        () -> new Thresholds(0, time, time, 1, 1, 1, time, time, time, time, time));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Thresholds(1, Duration.ZERO, time, 1, 1, 1, time, time, time, time, time));
  }

  private LogHealth health(int waiting, List<Fault> faults) {
    return new LogHealth(
        stream.now, 100, waiting, Optional.empty(), Optional.of(stream.now), faults);
  }

  private LogHealth waiting(Duration oldest, Duration checkpoint) {
    return new LogHealth(
        stream.now,
        100,
        3,
        Optional.of(stream.now.minus(oldest)),
        Optional.of(stream.now.minus(checkpoint)),
        List.of());
  }
}
