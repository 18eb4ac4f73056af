package dev.portcullis.local.rotation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.local.config.ConfigurationFile;
import dev.portcullis.local.config.Place;
import dev.portcullis.local.config.SetupException;
import dev.portcullis.local.laptop.Laptop;
import dev.portcullis.local.laptop.OperatorLog;
import dev.portcullis.local.laptop.Surroundings;
import dev.portcullis.rotation.StepOutcome;
import dev.portcullis.rotation.Trigger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rotation over a real data directory: files, journal and log. */
final class LaptopRotationsTest {
  @TempDir Path data = Path.of("unset");

  @Test
  void aKeyIsRotatedOverTheFilesAndTheJournalOutlivesTheProcess() throws Exception {
    Files.writeString(
        data.resolve("rotation.yaml"),
        """
        deployment: laptop
        credentials:
          - {id: redaction, secret: redaction/key, provider: redaction-key}
        """);
    String version;
    try (Laptop laptop = open()) {
      RotationDesk desk = LaptopRotations.desk(laptop);
      assertEquals(
          new StepOutcome.Done(), desk.rotations().handle(Trigger.whole("redaction", "one")));
      version = laptop.secrets().read("redaction/key").orElseThrow().version();
    }
    try (Laptop laptop = open()) {
      RotationDesk desk = LaptopRotations.desk(laptop);
      assertEquals(version, desk.rotations().status("redaction").current().orElseThrow().token());
      assertEquals(1, desk.rotations().history("redaction").size());
    }
  }

  @Test
  void withoutAFileItIsSaidWhichOneIsMissing() {
    try (Laptop laptop = open()) {
      SetupException missing =
          assertThrows(SetupException.class, () -> LaptopRotations.desk(laptop));
      assertTrue(missing.getMessage().contains("rotation.yaml"), missing.getMessage());
      assertFalse(missing.getMessage().contains("\n"));
    }
  }

  private Laptop open() {
    return Laptop.open(
        ConfigurationFile.read(place(), Optional.of(data), Optional.empty()).configuration(),
        Surroundings.ofProcess(OperatorLog.silent()));
  }

  private Place place() {
    return new Place(Map.of(), data, data, Optional.empty());
  }
}
