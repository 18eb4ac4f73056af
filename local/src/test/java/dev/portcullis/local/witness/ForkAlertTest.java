package dev.portcullis.local.witness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.audit.log.Progress;
import dev.portcullis.audit.read.LogRecord;
import dev.portcullis.audit.record.KeyEvent;
import dev.portcullis.audit.tlog.Checkpoint;
import dev.portcullis.audit.tlog.KeyRing;
import dev.portcullis.audit.tlog.VerifierKey;
import dev.portcullis.local.config.ConfigurationFile;
import dev.portcullis.local.config.Place;
import dev.portcullis.local.laptop.Laptop;
import dev.portcullis.local.laptop.OperatorLog;
import dev.portcullis.local.laptop.Surroundings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fork that a witness shows over HTTP becomes an alert of the log it was shown to. */
final class ForkAlertTest implements OperatorLog {
  private static final String FORKED = "a witness has cosigned another history than this log's: ";

  @TempDir Path folder = Path.of("unset");
  private final List<String> alarms = new ArrayList<>();
  private final Rounds rounds = new Rounds();
  private Path ann = Path.of("unset");
  private WitnessDesk desk;
  private WitnessServer server;

  @BeforeEach
  void aLogAndItsWitness() throws Exception {
    ann = folder.resolve("ann");
    try (Laptop laptop = open(ann)) {
      log(laptop, "before-the-witness");
    }
    VerifierKey log = VerifierKey.parse(Files.readString(ann.resolve("log.vkey")).strip());
    desk = new WitnessDesk(folder.resolve("bob"), "", InstantSource.system());
    server =
        WitnessServer.start(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            desk.witness(Map.of(log.name(), new KeyRing(log.name(), List.of(log)))));
    Files.writeString(
        ann.resolve("witnesses.txt"),
        "witness w " + desk.key().render() + " " + server.address() + "\nquorum w\n");
    Files.writeString(ann.resolve("portcullis.yaml"), "audit:\n  witnesses: witnesses.txt\n");
  }

  @AfterEach
  void stop() {
    server.close();
    rounds.shutdownNow();
  }

  @Test
  void twoHeadsOfOneSizeAreALogForkAndSoIsAHeadThatDoesNotContinue() throws Exception {
    Path copy = fork();
    try (Laptop laptop = open(copy)) {
      laptop.start(rounds, Runnable::run);
      record(laptop, "what-the-copy-logs");
      // The witness has another head of this size: 409.
      rounds.run();
      assertEquals(FORKED + desk.key().name(), alarms.get(0));
      String alert = alarms.get(1);
      assertTrue(alert.startsWith("log_fork (critical): 1 where 0 is the threshold"), alert);
      // The alert is a record, so this head is longer and contradicts as well: 422.
      rounds.run();
      assertEquals(FORKED + desk.key().name(), alarms.get(2));
      LogRecord last = records(laptop).get((int) laptop.records().size() - 1);
      assertEquals(LogRecord.Kind.ALERT, last.kind());
      assertTrue(new String(last.bytes(), StandardCharsets.UTF_8).contains("\"log_fork\""));
    }
    assertEquals(1, alarms.stream().filter(line -> line.startsWith("log_fork")).count());
    List<Long> sizes =
        desk.evidence().stream()
            .map(one -> Checkpoint.parse(one.checkpoint().text()).size())
            .sorted()
            .toList();
    assertEquals(List.of(3L, 4L), sizes);
  }

  @Test
  void theLogThatTheWitnessFollowsRaisesNothingBesideItsFork() throws Exception {
    fork();
    try (Laptop laptop = open(ann)) {
      laptop.start(rounds, Runnable::run);
      record(laptop, "and-on");
      rounds.run();
      assertEquals(Progress.Publication.PROVEN, laptop.sequenceNow().publication());
    }
    assertEquals(List.of(), alarms);
  }

  @Test
  void aWitnessThatIsDownOrAheadIsNoFork() throws Exception {
    Path behind = folder.resolve("behind");
    copy(ann, behind);
    try (Laptop laptop = open(ann)) {
      log(laptop, "one");
      log(laptop, "two");
    }
    // A backup that is still shorter than what the witness has: it may be another instance's turn.
    round(behind, "late");
    server.close();
    round(ann, "nobody-answers");
    assertEquals(List.of(), alarms);
  }

  private void round(Path data, String id) {
    rounds.tasks.clear();
    try (Laptop laptop = open(data)) {
      laptop.start(rounds, Runnable::run);
      record(laptop, id);
      rounds.run();
    }
  }

  /** A copy of Ann's laptop, from which her own log has gone on. */
  private Path fork() throws IOException {
    try (Laptop laptop = open(ann)) {
      assertEquals(Progress.Publication.PROVEN, log(laptop, "one"));
    }
    Path copy = folder.resolve("copy");
    copy(ann, copy);
    try (Laptop laptop = open(ann)) {
      assertEquals(Progress.Publication.PROVEN, log(laptop, "what-ann-logs"));
    }
    assertEquals(List.of(), alarms);
    return copy;
  }

  private Laptop open(Path data) {
    Place place = new Place(Map.of(), data, data, Optional.of(Path.of("..").toAbsolutePath()));
    ConfigurationFile file = ConfigurationFile.read(place, Optional.of(data), Optional.empty());
    return Laptop.open(file.configuration(), Surroundings.ofProcess(this));
  }

  private static Progress.Publication log(Laptop laptop, String id) {
    record(laptop, id);
    return laptop.sequenceNow().publication();
  }

  private static void record(Laptop laptop, String id) {
    laptop.record(
        new KeyEvent(id, Instant.now(), KeyEvent.Use.SUBJECT, "s-1", KeyEvent.Change.values()[0]));
  }

  private static List<LogRecord> records(Laptop laptop) {
    List<LogRecord> records = new ArrayList<>();
    laptop
        .records()
        .read(
            0,
            laptop.records().size(),
            (index, entry) -> records.add(LogRecord.parse(index, entry)));
    return records;
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      all.forEach(
          path -> {
            try {
              Files.copy(
                  path, to.resolve(from.relativize(path)), StandardCopyOption.COPY_ATTRIBUTES);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
  }

  @Override
  public void info(String line) {}

  @Override
  public void alarm(String line) {
    alarms.add(line);
  }

  /** Keeps the recurring work for the test to run. */
  private static final class Rounds extends ScheduledThreadPoolExecutor {
    final List<Runnable> tasks = new ArrayList<>();

    Rounds() {
      super(1);
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(
        Runnable task, long initial, long delay, TimeUnit unit) {
      tasks.add(task);
      return schedule(() -> {}, 1, TimeUnit.DAYS);
    }

    /** One round of putting the log in order, which is scheduled first. */
    void run() {
      tasks.get(0).run();
    }
  }
}
