package dev.portcullis.local.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.local.config.Place;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

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

  @Test
  void everyCommandIsListedWithAWholeSentence() {
    Place place = new Place(Map.of(), data, data, Optional.empty());
    whole(Portcullis.commandLine(InputStream.nullInputStream(), place));
  }

  private static void whole(CommandLine command) {
    String listed = command.getCommandSpec().usageMessage().description()[0];
    assertTrue(listed.endsWith("."), listed);
    command.getSubcommands().values().forEach(PortcullisTest::whole);
  }
}
