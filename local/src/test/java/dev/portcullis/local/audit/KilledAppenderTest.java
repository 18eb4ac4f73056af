package dev.portcullis.local.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.audit.verify.Prover;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that write a log and are killed in the middle of it, as {@code kill -9} does. */
final class KilledAppenderTest {
  @TempDir private Path folder;

  @Test
  void everyEventThatWasAcknowledgedIsInALogThatVerifies() throws Exception {
    long seed = 20261126;
    Random random = new Random(seed);
    FileLog log = new FileLog(folder.resolve("data"));
    List<String> acknowledged = new ArrayList<>();
    for (int life = 0; life < 4; life++) {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin/java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  Appender.class.getName(),
                  log.data.toString(),
                  "life" + life)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      try (BufferedReader lines = process.inputReader()) {
        for (int left = 1 + random.nextInt(40); left > 0; left--) {
          acknowledged.add(lines.readLine());
        }
        // Nothing of the process runs on after this, whatever it was in the middle of.
        process.toHandle().destroyForcibly();
        process.waitFor();
        lines.lines().forEach(acknowledged::add);
      }
    }
    Appender.sequencer(log.data).run();
    Ran ran = Ran.audit(log.data, "verify");
    assertEquals(0, ran.code(), "seed " + seed + ": " + ran.out());
    Prover prover = new Prover(OpenLog.directory(log.data).view(), log.keys());
    for (String event : acknowledged) {
      assertTrue(prover.find(event).flatMap(prover::prove).isPresent(), event + " seed " + seed);
    }
  }
}
