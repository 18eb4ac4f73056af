package dev.portcullis.local.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rotate commands take the data directory before their verb and behind it. */
final class RotateOptionsTest {
  @TempDir Path elsewhere = Path.of("unset");
  @TempDir Path data = Path.of("unset");

  @BeforeEach
  void configure() throws Exception {
    Files.writeString(
        data.resolve("rotation.yaml"),
        """
        deployment: laptop
        credentials:
          - {id: redaction, secret: redaction/key, provider: redaction-key}
        """);
  }

  @Test
  void beforeTheVerbAndBehindItAreTheSame() {
    assertEquals(0, run("rotate", "run", "redaction", "--data", data.toString()).code());
    CommandRun behind = run("rotate", "status", "--data", data.toString());
    CommandRun before = run("rotate", "--data", data.toString(), "status");
    assertEquals(0, behind.code(), behind.all());
    assertTrue(behind.out().contains("redaction (own key)"), behind.out());
    assertEquals(behind, before);
  }

  @Test
  void withoutItTheUsualDirectoryIsMeant() {
    CommandRun missing = run("rotate", "status");
    assertEquals(2, missing.code());
    assertTrue(missing.err().contains(elsewhere + "/rotation.yaml"), missing.err());
  }

  @Test
  void helpNeedsNoDataAndNamesTheDirectoryForEveryVerb() {
    for (String verb : new String[] {"plan", "run", "status", "reconcile", "history"}) {
      CommandRun help = run("rotate", verb, "--help");
      assertEquals(0, help.code());
      assertTrue(help.out().contains("--data=DIRECTORY"), help.out());
    }
  }

  private CommandRun run(String... arguments) {
    return CommandRun.of(elsewhere, "", arguments);
  }
}
