package dev.portcullis.local.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each defect of {@code defects.json} is put into the shipped policies and must be found. */
class SeededDefectsTest {
  private static final Path SHIPPED = Path.of("..", "infra", "policies");

  @TestFactory
  Stream<DynamicTest> everyDefectIsReportedWithFileLineAndAHelpfulMessage() throws Exception {
    Map<String, String> shipped = PolicyCheck.read(SHIPPED);
    JsonNode defects;
    try (InputStream in = SeededDefectsTest.class.getResourceAsStream("defects.json")) {
      defects = new ObjectMapper().readTree(in);
    }
    assertTrue(defects.size() >= 20);
    return StreamSupport.stream(defects.spliterator(), false)
        .map(
            defect ->
                DynamicTest.dynamicTest(
                    defect.get("defect").asText(), () -> found(new TreeMap<>(shipped), defect)));
  }

  private static void found(Map<String, String> files, JsonNode defect) {
    String file = defect.get("file").asText();
    String find = defect.get("find").asText();
    String before = files.get(file);
    assertTrue(before.contains(find), "the shipped policies have changed: " + find);
    int at = before.indexOf(find);
    files.put(
        file,
        before.substring(0, at)
            + defect.get("put").asText()
            + before.substring(at + find.length()));
    String where = defect.path("in").asText(file);
    String text = files.get(where);
    String place = defect.get("at").asText();
    int line =
        1 + (int) text.substring(0, text.indexOf(place)).chars().filter(c -> c == '\n').count();
    List<Problem> problems = PolicyCheck.check(files).problems();
    boolean reported =
        problems.stream()
            .anyMatch(
                p ->
                    p.file().equals(where)
                        && (place.isEmpty() || p.line() == line)
                        && p.message().contains(defect.get("says").asText()));
    assertTrue(
        reported, "expected " + where + ":" + line + ": " + defect.get("says") + " in " + problems);
  }

  @Test
  void theShippedPoliciesHaveNoDefect() throws Exception {
    Map<String, String> shipped = PolicyCheck.read(SHIPPED);
    PolicyReport report = PolicyCheck.check(shipped);
    assertEquals(List.of(), report.problems());
    assertTrue(report.cases() >= 80, report.toString());
  }
}
