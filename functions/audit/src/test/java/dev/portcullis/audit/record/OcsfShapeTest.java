package dev.portcullis.audit.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.audit.read.RecordTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A part of OCSF's rules and all of the field table, checked without the schema itself. */
final class OcsfShapeTest {
  private final RecordTree shape = shape();

  @TestFactory
  List<DynamicTest> everyRecordHasWhatItsKindRequires() {
    return SampleRecords.all().stream()
        .map(
            record ->
                DynamicTest.dynamicTest(record.getClass().getSimpleName(), () -> check(record)))
        .toList();
  }

  @Test
  void theFullestOutcomeHasEveryOptionalField() {
    String all = SampleRecords.all().stream().map(OcsfShapeTest::json).toList().toString();
    for (String field :
        List.of(
            "prompt_tokens",
            "completion_tokens",
            "total_tokens",
            "cached_tokens",
            "reasoning_tokens",
            "latency_ms",
            "first_chunk_ms",
            "upstream_status",
            "served",
            "spend_micros",
            "response_id",
            "credential",
            "renewed",
            "delivered",
            "app_name",
            "errors")) {
      assertTrue(all.contains("\"" + field + "\":"), field);
    }
  }

  private void check(AuditRecord record) {
    if (record instanceof CallRefusal refusal && refusal.call().caller().isEmpty()) {
      return;
    }
    RecordTree event =
        RecordTree.parse(SampleRecords.encoder().encode(record).bytes()).orElseThrow();
    String kind = event.count("class_uid") + " " + event.text("unmapped", "stage").orElseThrow();
    List<String> required = shape.texts(kind, "required");
    assertTrue(!required.isEmpty(), kind);
    for (String path : required) {
      assertTrue(present(event, path), kind + " lacks " + path);
    }
    for (String path : shape.texts("every", "required")) {
      assertTrue(present(event, path), kind + " lacks " + path);
    }
    long type = event.count("class_uid") * 100 + event.count("activity_id");
    assertEquals(type, event.count("type_uid"));
    assertEquals(event.count("class_uid") / 1000, event.count("category_uid"));
    assertEquals(Optional.of("1.8.0"), event.text("metadata", "version"));
  }

  private static boolean present(RecordTree event, String path) {
    return event.has(path.split("\\.", -1));
  }

  private static String json(AuditRecord record) {
    return new String(SampleRecords.encoder().encode(record).bytes(), StandardCharsets.UTF_8);
  }

  private static RecordTree shape() {
    try (InputStream in = OcsfShapeTest.class.getResourceAsStream("ocsf-shape.json")) {
      return RecordTree.parse(Objects.requireNonNull(in).readAllBytes()).orElseThrow();
    } catch (IOException e) {
      throw new IllegalStateException("ocsf-shape.json", e);
    }
  }
}
