package dev.portcullis.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.portcullis.contract.memory.MemorySecrets;
import dev.portcullis.ports.SecretText;
import dev.portcullis.rotation.consumer.RotatedSecret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A function lets go of the model's credential before its rotation may stop it. */
final class UpstreamCredentialTest {
  @TempDir Path root = Path.of("unset");
  private Instant now = Instant.parse("2026-11-24T10:00:00Z");
  private final MemorySecrets secrets = new MemorySecrets(() -> now);

  @Test
  void withoutARotationItIsReadAnewAfterTwoMinutes() throws IOException {
    RotatedSecret credential = credential("");
    assertEquals(List.of("1", "1", "2"), versions(credential, 119_000, 120_000));
  }

  @Test
  void aShortCacheAgeShortensItByTheLongestWaitForAnAnswer() throws IOException {
    // 20 seconds are the model's: ten are left, and it is read anew after five.
    RotatedSecret credential = credential("{\"provider\":\"openai\",\"cache-age\":\"30s\"}");
    assertEquals(List.of("1", "1", "2"), versions(credential, 4_999, 5_000));
  }

  @Test
  void aCacheAgeThatARequestCouldOutliveEndsTheStart() {
    MisconfiguredException ended =
        assertThrows(MisconfiguredException.class, () -> credential("{\"cache-age\":\"20500ms\"}"));
    assertEquals(
        "policies/rotation.json: cache-age must be longer than PORTCULLIS_MODEL_TIMEOUT_SECONDS",
        ended.getMessage());
  }

  @Test
  void aFileThatCannotBeReadEndsTheStart() {
    assertThrows(MisconfiguredException.class, () -> credential("{\"cache-age\":\"soon\"}"));
    assertThrows(MisconfiguredException.class, () -> credential("{\"cache-age\":30}"));
    assertThrows(MisconfiguredException.class, () -> credential("no object"));
  }

  /**
   * The versions used now, after so many milliseconds and after so many; one is replaced at once.
   */
  private List<String> versions(RotatedSecret credential, long before, long after) {
    promote("1", "");
    String first = credential.get().version();
    promote("2", "1");
    Instant start = now;
    now = start.plusMillis(before);
    String second = credential.get().version();
    now = start.plusMillis(after);
    return List.of(first, second, credential.get().version());
  }

  private void promote(String version, String former) {
    secrets.stage(Environment.MODEL, version, SecretText.of("key", "key-" + version));
    secrets.promote(Environment.MODEL, version, former);
  }

  private RotatedSecret credential(String file) throws IOException {
    if (!file.isEmpty()) {
      Files.createDirectories(root.resolve("policies"));
      Files.writeString(root.resolve("policies/rotation.json"), file);
    }
    Map<String, String> variables = Deployment.variables();
    variables.put("LAMBDA_TASK_ROOT", root.toString());
    return UpstreamCredential.of(new Environment(variables), secrets, () -> now);
  }
}
