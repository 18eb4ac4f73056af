package dev.portcullis.local.laptop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.audit.read.LogRecord;
import dev.portcullis.audit.record.ComplianceResult;
import dev.portcullis.audit.record.Quarantine;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A record that no log entry can hold, in a real data directory. */
final class TooLongRecordTest {
  private static final List<String> NAMES =
      IntStream.range(0, 64).mapToObj(i -> "model-" + i + "-".repeat(1_100)).toList();

  @TempDir Path folder = Path.of("unset");

  @Test
  void itIsInTheLogAsAnEnvelopeAndWhole() throws Exception {
    LaptopHome home = new LaptopHome(folder);
    catalogue(home.policies.resolve("models.entities.json"));
    try (Laptop laptop = home.open()) {
      laptop.policies();
      laptop.record(result());
      assertEquals(1, laptop.sequenceNow().size());
      List<LogRecord> read = new ArrayList<>();
      laptop
          .records()
          .read(0, 1, (index, entry) -> read.add(LogRecord.parse(index, entry)));
      LogRecord envelope = read.get(0);
      Quarantine.Kept kept =
          new Quarantine.Kept(
              envelope.tree().text("unmapped", "unparsed", "object").orElseThrow(),
              envelope.tree().text("unmapped", "unparsed", "sha256").orElseThrow());
      String whole =
          new String(
              laptop.quarantine().open(envelope.eventId(), kept), StandardCharsets.UTF_8);
      assertTrue(NAMES.stream().allMatch(whole::contains));
    }
  }

  private static void catalogue(Path file) throws Exception {
    StringBuilder models = new StringBuilder();
    for (String name : NAMES) {
      models.append("{\"uid\":{\"type\":\"Model\",\"id\":\"").append(name).append("\"},");
      models.append("\"attrs\":{\"provider\":\"p\",\"region\":\"local\",\"jurisdiction\":\"local\",");
      models.append("\"selfHosted\":true,\"maxClassification\":3},");
      models.append("\"parents\":[]},");
    }
    String all = Files.readString(file);
    Files.writeString(file, "[" + models + all.substring(all.indexOf('[') + 1));
  }

  private static ComplianceResult result() {
    return new ComplianceResult(
        "run-1",
        Instant.now(),
        "check",
        "control",
        NAMES,
        "bucket",
        "log",
        ComplianceResult.Result.PASS,
        Optional.empty());
  }
}
