package dev.portcullis.local.laptop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.alerts.Thresholds;
import dev.portcullis.audit.log.Progress;
import dev.portcullis.audit.read.LogRecord;
import dev.portcullis.audit.record.AuditRecord;
import dev.portcullis.audit.record.CallFacts;
import dev.portcullis.audit.record.CallRefusal;
import dev.portcullis.audit.record.NetworkOrigin;
import dev.portcullis.audit.record.TraceContext;
import dev.portcullis.ports.PortException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether what needs a person reaches one, and the log. */
final class LogWatchTest {
  @TempDir Path folder = Path.of("unset");
  private LaptopHome home;
  private Instant now = Instant.now();

  @BeforeEach
  void aHome() throws Exception {
    home = new LaptopHome(folder);
  }

  @Test
  void refusalAfterRefusalIsALineAndARecord() {
    try (Laptop laptop = home.open()) {
      LogWatch watch = watch(laptop, laptop::sequenceNow);
      for (int i = 0; i < Thresholds.defaults().refusals(); i++) {
        laptop.record(refusal("r" + i));
      }
      watch.run();
      watch.run();
      assertEquals(1, home.alarms.size(), home.alarms.toString());
      assertTrue(home.alarms.get(0).startsWith("repeated_refusals (high): 10"));
      List<LogRecord.Kind> kinds = kinds(laptop);
      assertEquals(LogRecord.Kind.ALERT, kinds.get(kinds.size() - 1));
    }
  }

  @Test
  void whatWasThereBeforeTheStartIsNotRaisedAgain() {
    try (Laptop laptop = home.open()) {
      for (int i = 0; i < Thresholds.defaults().refusals(); i++) {
        laptop.record(refusal("r" + i));
      }
      laptop.sequenceNow();
      watch(laptop, laptop::sequenceNow).run();
      assertEquals(List.of(), home.alarms);
    }
  }

  @Test
  void aLogThatCannotBePutInOrderIsAnAlarmOnceItHasWaitedTooLong() {
    List<AuditRecord> raised = new ArrayList<>();
    try (Laptop laptop = home.open()) {
      Supplier<Progress> broken =
          () -> {
            throw new PortException(PortException.Code.UNAVAILABLE, "list");
          };
      LogWatch watch =
          new LogWatch(
              Thresholds.defaults(),
              broken,
              laptop.records(),
              List::of,
              raised::add,
              home,
              () -> now);
      assertThrows(PortException.class, watch::run);
      assertEquals(List.of(), raised);
      now = now.plus(Duration.ofMinutes(3));
      assertThrows(PortException.class, watch::run);
      assertEquals(1, raised.size());
      assertTrue(home.alarms.get(0).startsWith("unproven_event (high)"), home.alarms.get(0));
    }
  }

  @Test
  void everyRecordIsReadAcrossBundles() {
    try (Laptop laptop = home.open()) {
      for (int i = 0; i < 300; i++) {
        laptop.record(LaptopTest.event("e" + i));
      }
      laptop.sequenceNow();
      assertEquals(300, kinds(laptop).size());
    }
  }

  private LogWatch watch(Laptop laptop, Supplier<Progress> sequence) {
    return new LogWatch(
        Thresholds.defaults(),
        sequence,
        laptop.records(),
        List::of,
        laptop::record,
        home,
        laptop.clock());
  }

  private static List<LogRecord.Kind> kinds(Laptop laptop) {
    List<LogRecord.Kind> kinds = new ArrayList<>();
    laptop
        .records()
        .read(
            0,
            laptop.records().size(),
            (index, entry) -> kinds.add(LogRecord.parse(index, entry).kind()));
    return kinds;
  }

  private static CallRefusal refusal(String id) {
    return new CallRefusal(
        new CallFacts(
            id,
            Instant.now(),
            CallFacts.Operation.CHAT_COMPLETIONS,
            false,
            Optional.empty(),
            NetworkOrigin.of("203.0.113.9", NetworkOrigin.Detail.TRUNCATED),
            TraceContext.none(),
            CallFacts.Target.unknown(),
            Optional.empty()),
        CallRefusal.Kind.DENIED,
        CallRefusal.Stage.AUTHORIZE,
        "model_not_allowed",
        OptionalInt.of(403),
        Optional.empty(),
        Optional.empty());
  }
}
