package dev.portcullis.local.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.audit.log.LogEntry;
import dev.portcullis.audit.read.LogRecord;
import dev.portcullis.audit.record.ComplianceResult;
import dev.portcullis.local.config.ConfigurationFile;
import dev.portcullis.local.config.Place;
import dev.portcullis.local.laptop.Laptop;
import dev.portcullis.local.laptop.OperatorLog;
import dev.portcullis.local.laptop.Surroundings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A record that no log entry can hold comes back whole, and only to whoever has all of it. */
final class UnsealCommandTest implements OperatorLog {
  private static final List<String> NAMES =
      IntStream.range(0, 64).mapToObj(i -> "model-" + i + "-".repeat(1_100)).toList();

  @TempDir Path folder = Path.of("unset");
  private Path data = Path.of("unset");
  private final List<LogRecord> records = new ArrayList<>();

  @BeforeEach
  void aLogWithAnEnvelope() throws Exception {
    data = Files.createDirectory(folder.resolve("data"));
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
    Path policies = Files.createDirectory(folder.resolve("policies"));
    for (String name : List.of("roles.cedar", "portcullis.cedarschema")) {
      Files.copy(Path.of("../infra/policies").resolve(name), policies.resolve(name));
    }
    Files.writeString(policies.resolve("models.entities.json"), catalogue());
    Files.writeString(
        data.resolve("portcullis.yaml"), "policies: {directory: '" + policies + "'}\n");
    Place place = new Place(Map.of(), data, data, Optional.empty());
    ConfigurationFile file = ConfigurationFile.read(place, Optional.of(data), Optional.empty());
    try (Laptop laptop = Laptop.open(file.configuration(), Surroundings.ofProcess(this))) {
      laptop.policies();
      laptop.record(result("too-long", NAMES));
      laptop.record(result("short", List.of("one")));
      assertEquals(2, laptop.sequenceNow().size());
      laptop.records().read(0, 2, (index, entry) -> records.add(LogRecord.parse(index, entry)));
    }
  }

  @Test
  void theLogHasAnEnvelopeAndUnsealGivesTheRecordBack() {
    LogRecord envelope = envelope();
    CommandRun shown = run("audit", "show", envelope.eventId());
    assertEquals(0, shown.code(), shown.err());
    assertFalse(shown.out().contains(NAMES.get(0)));
    CommandRun whole = run("audit", "unseal", envelope.eventId());
    assertEquals(0, whole.code(), whole.err());
    LogRecord record = LogRecord.parse(0, whole.out().strip().getBytes(UTF_8));
    assertEquals(envelope.eventId(), record.eventId());
    assertTrue(NAMES.stream().allMatch(whole.out()::contains));
    assertEquals("", whole.err());
  }

  @Test
  void anotherKeyOpensNothing() throws Exception {
    Files.write(wrappingKey(), new byte[32]);
    refused("unwrap with local-1");
  }

  @Test
  void aKeyThatIsCutShortOpensNothing() throws Exception {
    for (int length : new int[] {0, 31}) {
      Files.write(wrappingKey(), new byte[length]);
      refused("unwrap with local-1");
    }
  }

  @Test
  void aMissingKeyIsNamedAndNotMadeAgain() throws Exception {
    Files.delete(wrappingKey());
    refused("no key local-1");
    Files.delete(data.resolve("keys/wrapping/primary"));
    refused("keys/wrapping is missing; restore it from a backup");
    assertFalse(Files.exists(wrappingKey()));
  }

  @Test
  void everyChangedByteOfTheSealedObjectIsNoticed() throws Exception {
    Path object = object();
    byte[] good = Files.readAllBytes(object);
    assertTrue(object.toFile().setWritable(true));
    for (int at : new int[] {0, 24, 27, good.length / 2, good.length - 1}) {
      byte[] bad = good.clone();
      bad[at] ^= 1;
      Files.write(object, bad);
      refused("is not what the envelope says");
    }
    Files.write(object, new byte[0]);
    refused("is not what the envelope says");
    Files.write(object, good);
    assertEquals(0, run("audit", "unseal", envelope().eventId()).code());
  }

  @Test
  void aSealedObjectThatIsGoneIsNamed() throws Exception {
    Files.delete(object());
    refused(" is not there");
  }

  @Test
  void aRecordThatStandsWholeInTheLogHasNothingSealed() {
    CommandRun run = run("audit", "unseal", records.get(1).eventId());
    assertEquals(2, run.code());
    assertEquals("", run.out());
    assertEquals(
        "portcullis: nothing of this event is sealed; 'portcullis audit show' has all there is\n",
        run.err());
  }

  @Test
  void anEventThatIsNotInTheLogIsSaidToBeNone() {
    CommandRun run = run("audit", "unseal", "no-such-event");
    assertEquals(new CommandRun(1, "", "portcullis: no such event\n"), run);
  }

  @Test
  void whereNoLogIsNoneIsMade() throws Exception {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    CommandRun run = CommandRun.of(empty, "", "audit", "unseal", "e");
    assertEquals(2, run.code());
    assertTrue(run.err().contains("there is no audit log here"), run.err());
    assertEquals(0, empty.toFile().list().length);
  }

  /** Bad use in one line, which shows nothing of the record. */
  private void refused(String why) {
    CommandRun run = run("audit", "unseal", envelope().eventId());
    assertEquals(2, run.code(), run.err());
    assertEquals("", run.out());
    assertEquals(1, run.err().lines().count(), run.err());
    assertTrue(run.err().startsWith("portcullis: ") && run.err().contains(why), run.err());
    assertTrue(run.err().contains("restore"), run.err());
    assertFalse(run.err().contains("model-"), run.err());
  }

  private LogRecord envelope() {
    return records.get(0);
  }

  private Path wrappingKey() {
    return data.resolve("keys/wrapping/local-1");
  }

  private Path object() throws Exception {
    try (Stream<Path> all = Files.walk(data)) {
      return all.filter(Files::isRegularFile)
          // The note of its retention has the same name elsewhere, and is short.
          .filter(file -> file.toString().contains("quarantine"))
          .filter(file -> file.toFile().length() > LogEntry.LONGEST)
          .findFirst()
          .orElseThrow();
    }
  }

  private CommandRun run(String... arguments) {
    return CommandRun.of(data, "", arguments);
  }

  private static String catalogue() throws Exception {
    StringBuilder models = new StringBuilder();
    for (String name : NAMES) {
      models.append("{\"uid\":{\"type\":\"Model\",\"id\":\"").append(name).append("\"},");
      models.append(
          "\"attrs\":{\"provider\":\"p\",\"region\":\"local\",\"jurisdiction\":\"local\",");
      models.append("\"selfHosted\":true,\"maxClassification\":3},");
      models.append("\"parents\":[]},");
    }
    String all = Files.readString(Path.of("../infra/policies/models.entities.json"));
    return "[" + models + all.substring(all.indexOf('[') + 1);
  }

  private static ComplianceResult result(String run, List<String> names) {
    return new ComplianceResult(
        run,
        Instant.now(),
        "check",
        "control",
        names,
        "bucket",
        "log",
        ComplianceResult.Result.PASS,
        Optional.empty());
  }

  @Override
  public void info(String line) {}

  @Override
  public void alarm(String line) {
    throw new AssertionError(line);
  }
}
