package dev.portcullis.local.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command itself. */
final class PortcullisTest {
  @TempDir Path data = Path.of("unset");

  @Test
  void itsVersionIsThePoms() throws Exception {
    CommandRun run = CommandRun.of(data, "", "--version");
    assertEquals(0, run.code());
    String version = run.out().strip().replace("portcullis ", "");
    assertTrue(
        Files.readString(Path.of("../pom.xml"))
            .matches(
                "(?s).*<artifactId>portcullis</artifactId>\\s*<version>"
                    + version
                    + "(-SNAPSHOT)?</version>.*"),
        version);
  }

  @Test
  void aSlipInACommandsNameIsBadUseWithTheRightName() {
    CommandRun run = CommandRun.of(data, "", "kyes");
    assertEquals(2, run.code());
    assertEquals(
        "portcullis: an argument is not known, perhaps keys was meant; see 'portcullis --help'\n",
        run.err());
  }
}
