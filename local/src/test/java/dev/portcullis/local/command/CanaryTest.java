package dev.portcullis.local.command;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Secrets typed, piped and configured in every wrong place come up nowhere: not on a stream, not in
 * a file of the data directory.
 */
final class CanaryTest {
  private static final String CANARY = "sk-proj-C4n4ryC4n4ryC4n4ryC4n4ryC4n4ry";
  private static final String REQUEST =
      """
      {"principal": {"type": "ApiKey", "id": "k1", "roles": ["developer"]}, "action": "invoke",
       "resource": {"type": "Model", "id": "stand-in"}, "context": {"purpose": "%s"}}
      """;

  @TempDir Path data = Path.of("unset");

  @Test
  void nothingThatIsWrittenHoldsASecretThatWasTyped() throws Exception {
    List<CommandRun> runs = new ArrayList<>();
    String made =
        run("", "keys", "create", "--owner=ann", "--reason=r", "--role=developer").out().strip();
    String id = made.split("_", -1)[2];
    for (String[] arguments :
        List.of(
            new String[] {CANARY},
            new String[] {"keys", CANARY},
            new String[] {"keys", "create", CANARY},
            new String[] {"keys", "create", "--owner=a", "--reason=b", "--role=c", CANARY},
            new String[] {"keys", "create", "--owner=a", "--reason=b", "--role=c", "--key", CANARY},
            new String[] {"keys", "show", CANARY},
            new String[] {"keys", "show", made},
            new String[] {"keys", "rotate", made},
            new String[] {"keys", "rotate", id, "--grace", CANARY},
            new String[] {"keys", "revoke", CANARY, "--reason=r"},
            new String[] {"keys", "import", CANARY},
            new String[] {"keys", "import", "--owner=a", "--reason=b", "--role=c"},
            new String[] {"authorize", CANARY},
            new String[] {"config", "show", CANARY},
            new String[] {"config", "check", "--" + CANARY},
            new String[] {"redact", CANARY})) {
      runs.add(run(CANARY, arguments));
    }
    runs.add(run(REQUEST.formatted("coding"), "authorize", "--policies", CANARY));
    runs.add(run(REQUEST.formatted(CANARY), "authorize"));
    runs.add(run(REQUEST.formatted(CANARY), "authorize", "--json"));
    runs.add(run("{\"" + CANARY + "\": 1}", "authorize"));
    Files.writeString(data.resolve("portcullis.yaml"), "upstream: {credential: " + CANARY + "}");
    runs.add(run("", "config", "check"));
    runs.add(run("", "config", "show"));
    runs.add(run("", "keys", "list"));
    Files.delete(data.resolve("portcullis.yaml"));

    String secret = made.substring(made.length() - 49, made.length() - 6);
    for (CommandRun run : runs) {
      assertFalse(run.all().contains(CANARY), run.all());
      assertFalse(run.all().contains(secret), run.all());
    }
    try (Stream<Path> all = Files.walk(data)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertFalse(text.contains(CANARY), file.toString());
        assertFalse(text.contains(secret), file.toString());
      }
    }
  }

  private CommandRun run(String input, String... arguments) {
    return CommandRun.of(data, input, arguments);
  }
}
