package dev.portcullis.local.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.local.gateway.KeyedModelServer;
import dev.portcullis.local.store.FileSecretStore;
import dev.portcullis.ports.SecretText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A gateway in a process of its own rotates and fails to rotate, against a provider that says every
 * key back in its errors. No key is in what the process and the commands print, in the log, the
 * journal or any other file beside the secrets, or in what {@code ps} shows of its command line and
 * environment.
 */
final class RotationCanaryTest {
  private static final String SPANS =
      "interval: 1s, cache-age: 2s, grace: 2s, lease: 5s, stuck-after: 5s, orphan-age: 6s,"
          + " propagation: 1s";

  @TempDir Path data = Path.of("unset");
  private final Map<String, String> shown = new TreeMap<>();

  @Test
  void noKeyIsAnywhereButInTheSecretStore() throws Exception {
    FileSecretStore secrets = new FileSecretStore(data.resolve("secrets"));
    secrets.put("admin/openai", "1", SecretText.of("admin", KeyedModelServer.ADMIN));
    try (KeyedModelServer models = new KeyedModelServer(Duration.ZERO)) {
      models.configure(data, SPANS);
      Path out = data.resolveSibling(data.getFileName() + ".out");
      Process serve = serve(out);
      try (BufferedReader answers =
          new BufferedReader(
              new InputStreamReader(serve.getInputStream(), StandardCharsets.UTF_8))) {
        assertTrue(String.valueOf(answers.readLine()).startsWith("portcullis: serving "));
        rotations(serve, out, 3);
        models.failing = 4;
        until(serve, out, "failed and is tried again");
        until(serve, out, "works again");
        // A wrong managing credential is the likeliest thing to be quoted in an error.
        secrets.put("admin/openai", "2", SecretText.of("admin", "sk-wrong-c4n4ry"));
        until(serve, out, "DENIED");
        secrets.put("admin/openai", "3", SecretText.of("admin", KeyedModelServer.ADMIN));
        commands();
        shown.put("ps", ps(serve.pid()));
      } finally {
        serve.destroy();
        assertTrue(serve.waitFor(1, TimeUnit.MINUTES));
      }
      shown.put("standard error", Files.readString(out));
    }
    files();
    List<String> told = new ArrayList<>();
    shown.forEach(
        (where, text) -> {
          if (text.contains(KeyedModelServer.CANARY)) {
            told.add(where);
          }
        });
    assertEquals(List.of(), told);
    assertLooked();
  }

  /** The test could not find anything if it looked at nothing. */
  private void assertLooked() {
    String all = String.join("\n", shown.values());
    assertTrue(all.contains("rotation.create"), "the log");
    assertTrue(all.contains("key-1"), "the journal");
    assertTrue(shown.get("ps").contains("Portcullis"), "ps");
    assertTrue(shown.get("rotate history").contains("rotated"), "the commands");
  }

  private Process serve(Path err) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-Dportcullis.checkout=" + Path.of("..").toAbsolutePath().normalize(),
            "-cp",
            System.getProperty("java.class.path"),
            "dev.portcullis.local.command.Portcullis",
            "serve",
            "--data",
            data.toString())
        .redirectError(err.toFile())
        .start();
  }

  private static void rotations(Process serve, Path out, int wanted) throws Exception {
    while (Files.readString(out).split("rotated openai", -1).length <= wanted) {
      lives(serve, out);
    }
  }

  private static void until(Process serve, Path out, String line) throws Exception {
    while (!Files.readString(out).contains(line)) {
      lives(serve, out);
    }
  }

  /** Gives the process a moment; a failure if it has ended. */
  private static void lives(Process serve, Path out) throws Exception {
    assertFalse(serve.waitFor(20, TimeUnit.MILLISECONDS), () -> "serve ended, see " + out);
  }

  private void commands() {
    for (List<String> line :
        List.of(
            List.of("rotate", "plan"),
            List.of("rotate", "status"),
            List.of("rotate", "history"),
            List.of("rotate", "run", "--dry-run"),
            List.of("rotate", "reconcile"),
            List.of("rotate", "run", "openai", "--emergency"),
            List.of("audit", "search"),
            List.of("config", "show"))) {
      CommandRun run = CommandRun.of(data, "", line.toArray(String[]::new));
      shown.put(String.join(" ", line), run.all());
    }
  }

  private static String ps(long pid) throws Exception {
    Process ps = new ProcessBuilder("ps", "eww", "-p", Long.toString(pid)).start();
    String text = new String(ps.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, ps.waitFor());
    return text;
  }

  private void files() throws IOException {
    Path secrets = data.resolve("secrets");
    try (Stream<Path> all = Files.walk(data)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        if (!file.startsWith(secrets)) {
          shown.put(
              data.relativize(file).toString(),
              Files.readString(file, StandardCharsets.ISO_8859_1));
        }
      }
    }
  }
}
