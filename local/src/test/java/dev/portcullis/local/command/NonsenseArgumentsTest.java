package dev.portcullis.local.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.local.config.Place;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * Every command there is helps, and answers nonsense with exit code 2 and one line that repeats
 * nothing of it; a command that is added is tested by being there.
 */
final class NonsenseArgumentsTest {
  private static final String CANARY = "sk-proj-C4n4ryC4n4ryC4n4ry";

  @TempDir Path data = Path.of("unset");

  @TestFactory
  Stream<DynamicTest> everyCommand() {
    Place place = new Place(Map.of(), data, data, Optional.empty());
    List<List<String>> paths = new ArrayList<>();
    collect(Portcullis.commandLine(InputStream.nullInputStream(), place), List.of(), paths);
    assertTrue(paths.size() > 40, "the tree is walked: " + paths.size());
    return paths.stream()
        .map(path -> DynamicTest.dynamicTest(String.join(" ", path), () -> check(path)));
  }

  private static void collect(CommandLine line, List<String> path, List<List<String>> into) {
    line.getSubcommands()
        .forEach(
            (name, sub) -> {
              List<String> longer = new ArrayList<>(path);
              longer.add(name);
              into.add(longer);
              collect(sub, longer, into);
            });
  }

  private void check(List<String> path) {
    CommandRun help = run(path, "--help");
    assertEquals(0, help.code(), help.err());
    String usage = "Usage: portcullis " + String.join(" ", path);
    assertTrue(help.out().startsWith(usage), help.out());
    // A description, and not only what picocli derives.
    assertTrue(help.out().lines().count() > 4, help.out());
    badUse(run(path, "--" + CANARY));
    badUse(run(path, "--" + CANARY + "=" + CANARY));
    badUse(run(path, CANARY, CANARY, CANARY, CANARY, CANARY, CANARY));
    assertEquals(List.of(), List.of(data.toFile().list()), "nothing is made");
  }

  @TestFactory
  Stream<DynamicTest> everyValue() throws Exception {
    Path garbage = Files.writeString(data.resolve("garbage"), CANARY + "\n");
    Path gone = data.resolve("gone");
    return Stream.of(
            List.of("audit", "verify", gone.toString()),
            List.of("audit", "verify", "--quorum", CANARY),
            List.of("audit", "prove", CANARY, "--log", gone.toString()),
            List.of("audit", "check-proof", garbage.toString(), garbage.toString()),
            List.of("audit", "check-proof", gone.toString(), gone.toString()),
            List.of("audit", "list", "-n", CANARY),
            List.of("audit", "search", "--from", CANARY),
            List.of("audit", "export", "--format", CANARY, gone.toString()),
            List.of("audit", "report", gone.toString(), "--to", CANARY),
            List.of("audit", "show", CANARY),
            List.of("audit", "pseudonym", CANARY),
            List.of("audit", "erase", CANARY),
            List.of("audit", "erase", "--yes", CANARY),
            List.of("audit", "unseal", CANARY),
            List.of("audit", "index"),
            List.of("witness", "serve"),
            List.of("witness", "serve", "--logs", gone.toString(), "--port", "0"),
            List.of("witness", "serve", "--logs", garbage.toString(), "--port", "0"),
            List.of("witness", "serve", "--logs", garbage.toString(), "--port", "65536"),
            List.of("witness", "serve", "--logs", garbage.toString(), "--port", CANARY),
            List.of("witness", "key", "--name", CANARY + " " + CANARY),
            List.of("rotate", "plan", CANARY),
            List.of("rotate", "run", CANARY),
            List.of("rotate", "status", CANARY),
            List.of("rotate", "reconcile", CANARY),
            List.of("rotate", "history", CANARY),
            List.of("rotate", "hand-over"),
            List.of("rotate", "pause", CANARY),
            List.of("rotate", "resume"),
            List.of("rotate", "roll-back"),
            List.of("rotate", "give-up"),
            List.of("rotate", "adopt", CANARY),
            List.of("detectors", "list", "--profile", CANARY),
            List.of("detectors", "show"),
            List.of("detectors", "test", gone.toString()),
            List.of("detectors", "test", garbage.toString()))
        .map(line -> DynamicTest.dynamicTest(String.join(" ", line), () -> badUse(run(line))));
  }

  private static void badUse(CommandRun run) {
    assertEquals(2, run.code(), run.all());
    assertEquals("", run.out());
    assertEquals(1, run.err().lines().count(), run.err());
    assertTrue(run.err().startsWith("portcullis: "), run.err());
    assertFalse(run.err().contains(CANARY), run.err());
  }

  private CommandRun run(List<String> path, String... more) {
    List<String> arguments = new ArrayList<>(path);
    arguments.addAll(List.of(more));
    return CommandRun.of(data, "", arguments.toArray(new String[0]));
  }
}
