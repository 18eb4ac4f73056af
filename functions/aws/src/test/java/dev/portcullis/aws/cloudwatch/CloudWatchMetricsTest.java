package dev.portcullis.aws.cloudwatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.portcullis.alerts.AlertWatch;
import dev.portcullis.alerts.LogHealth;
import dev.portcullis.alerts.Thresholds;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What CloudWatch finds on the standard output. */
class CloudWatchMetricsTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
  private static final Set<String> UNITS = Set.of("Count", "Milliseconds");

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(written, false, StandardCharsets.UTF_8);

  @Test
  void aLineIsWhatTheEmbeddedMetricFormatAsksFor() throws IOException {
    AlertWatch watch =
        new AlertWatch(
            Thresholds.defaults(), () -> NOW, CloudWatchMetrics.of("portcullis-verifier", out));
    watch.see(new LogHealth(NOW, 2, 1, Optional.of(NOW), Optional.of(NOW), List.of()));
    String text = written.toString(StandardCharsets.UTF_8);
    assertTrue(text.endsWith("}\n") && text.indexOf('\n') == text.length() - 1, text);
    JsonNode line = new ObjectMapper().readTree(text);
    JsonNode aws = line.get("_aws");
    assertEquals(NOW.toEpochMilli(), aws.get("Timestamp").longValue());
    assertEquals(1, aws.get("CloudWatchMetrics").size());
    JsonNode directive = aws.get("CloudWatchMetrics").get(0);
    assertEquals("Portcullis", directive.get("Namespace").textValue());
    assertEquals("[[\"Function\"]]", directive.get("Dimensions").toString());
    assertEquals("portcullis-verifier", line.get("Function").textValue());
    assertTrue(directive.get("Metrics").size() > 0, text);
    for (JsonNode metric : directive.get("Metrics")) {
      assertTrue(line.get(metric.get("Name").textValue()).isNumber(), metric.toString());
      assertTrue(UNITS.contains(metric.get("Unit").textValue()), metric.toString());
    }
  }

  @Test
  void everyLineIsWholeAndFlushed() {
    CloudWatchMetrics sink = new CloudWatchMetrics(out);
    sink.line("{\"a\":\"ü\"}");
    sink.line("{}");
    assertEquals("{\"a\":\"ü\"}\n{}\n", written.toString(StandardCharsets.UTF_8));
  }
}
