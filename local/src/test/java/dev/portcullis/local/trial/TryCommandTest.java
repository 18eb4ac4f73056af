package dev.portcullis.local.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.local.config.Place;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TryCommandTest {
  @TempDir Path home;
  private final StringWriter out = new StringWriter();

  private int run(String... arguments) {
    Path checkout = Path.of("..").toAbsolutePath().normalize();
    Place place = new Place(Map.of(), home, home, Optional.of(checkout));
    return new CommandLine(new TryCommand(place)).setOut(new PrintWriter(out)).execute(arguments);
  }

  @Test
  void everyCheckHolds() {
    assertEquals(0, run());
    assertTrue(out.toString().contains("All 23 checks hold."), out.toString());
    assertTrue(out.toString().contains("permitted by policy developer-models"), out.toString());
  }

  @Test
  void programsGetTheChecksAsJson() {
    assertEquals(0, run("--json"));
    assertTrue(out.toString().startsWith("{\"holds\":true,\"checks\":{"), out.toString());
  }

  @Test
  void theDataAreKeptOnRequest() {
    assertEquals(0, run("--keep", home.resolve("kept").toString()));
    assertTrue(Files.isDirectory(home.resolve("kept")));
  }

  @Test
  void aTrialWithAFailedCheckDoesNotHold() {
    Checks checks = new Checks();
    checks.absent("no value", List.of("secret"), "a secret got out");
    assertFalse(checks.hold());
    assertFalse(new Checks().hold());
  }
}
