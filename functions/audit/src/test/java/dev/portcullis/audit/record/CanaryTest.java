package dev.portcullis.audit.record;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A value planted in every text that comes from outside is in no byte of any record. */
final class CanaryTest {

  @TestFactory
  List<DynamicTest> noPlantedValueIsInAnyRecord() throws IOException {
    return canaries().stream()
        .map(
            canary ->
                DynamicTest.dynamicTest(
                    canary.substring(0, Math.min(12, canary.length())), () -> plant(canary)))
        .toList();
  }

  private static void plant(String canary) {
    // Alone, in the middle of what was there, and behind a prefix that looks like a name.
    for (String form : List.of("%s", "%2$s %1$s", "gpt-%s", "%s/%2$s")) {
      for (AuditRecord record : SampleRecords.all(text -> form.formatted(canary, text))) {
        String json =
            new String(SampleRecords.encoder().encode(record).bytes(), StandardCharsets.UTF_8);
        assertFalse(json.contains(canary), () -> form + " in " + record.getClass());
      }
    }
  }

  private static List<String> canaries() throws IOException {
    try (InputStream in = CanaryTest.class.getResourceAsStream("canaries.txt")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("//"))
          .toList();
    }
  }
}
