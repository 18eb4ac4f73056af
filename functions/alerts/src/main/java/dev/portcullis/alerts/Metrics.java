package dev.portcullis.alerts;

import dev.portcullis.audit.read.LogRecord;
import dev.portcullis.audit.record.AlertRaised;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Counts the stream and writes one line a flush in CloudWatch's Embedded Metric Format, which other
 * clouds' log-based metrics read as plain JSON.
 *
 * <p>Names and dimensions are ours and few: no pseudonym, network or model becomes a metric,
 * because each would be a series of its own and would outlive an erasure.
 */
public final class Metrics {
  private final String namespace;
  private final String function;
  private final MetricSink sink;
  private final TreeMap<String, Long> values = new TreeMap<>();

  /**
   * Metrics under a namespace.
   *
   * @param namespace such as {@code Portcullis}; like {@code function}, 1 to 64 characters of
   *     {@code [A-Za-z0-9._/-]}
   * @param function the one dimension
   * @param sink where the lines go
   */
  public Metrics(String namespace, String function, MetricSink sink) {
    for (String name : new String[] {namespace, function}) {
      if (!name.matches("[A-Za-z0-9._/-]{1,64}")) {
        throw new IllegalArgumentException("not a metric's name");
      }
    }
    this.namespace = namespace;
    this.function = function;
    this.sink = Objects.requireNonNull(sink, "sink");
  }

  void count(LogRecord record) {
    add("Records", 1);
    add("Records" + camel(record.kind().word()), 1);
    add("TokensIn", record.tree().count("message_context", "prompt_tokens"));
    add("TokensOut", record.tree().count("message_context", "completion_tokens"));
  }

  void count(AlertRaised alert) {
    alert(alert.rule());
  }

  /** Counts an alert about rotation that another process raised; ignores any other. */
  void countRotation(LogRecord alert) {
    // Only words of ours: a record must not be able to make a series.
    Rule.ofRotation(alert).ifPresent(rule -> alert(rule.word()));
  }

  private void alert(String rule) {
    add("Alerts", 1);
    add("Alert" + camel(rule), 1);
  }

  void gauge(LogHealth health) {
    values.put("LogSize", health.size());
    values.put("EventsWaiting", health.waiting());
    values.put("LogFaults", (long) health.faults().size());
    values.put("OldestUnprovenMillis", age(health, health.oldestWaiting().orElse(health.at())));
    values.put("CheckpointAgeMillis", age(health, health.lastCheckpoint().orElse(health.at())));
  }

  /** Forgets what was counted since the last flush. */
  void forget() {
    values.clear();
  }

  /** Writes what was counted since the last flush; nothing if nothing was. */
  void flush(Instant at) {
    if (values.isEmpty()) {
      return;
    }
    StringBuilder definitions = new StringBuilder();
    StringBuilder members = new StringBuilder();
    for (Map.Entry<String, Long> value : values.entrySet()) {
      boolean time = value.getKey().endsWith("Millis");
      definitions
          .append(definitions.isEmpty() ? "" : ",")
          .append("{\"Name\":\"")
          .append(value.getKey())
          .append("\",\"Unit\":\"")
          .append(time ? "Milliseconds" : "Count")
          .append("\"}");
      members.append(",\"").append(value.getKey()).append("\":").append(value.getValue());
    }
    sink.line(
        "{\"_aws\":{\"Timestamp\":"
            + at.toEpochMilli()
            + ",\"CloudWatchMetrics\":[{\"Namespace\":\""
            + namespace
            + "\",\"Dimensions\":[[\"Function\"]],\"Metrics\":["
            + definitions
            + "]}]},\"Function\":\""
            + function
            + "\""
            + members
            + "}");
    values.clear();
  }

  private void add(String name, long amount) {
    values.merge(name, amount, Long::sum);
  }

  private static long age(LogHealth health, Instant since) {
    return Math.max(0, Duration.between(since, health.at()).toMillis());
  }

  private static String camel(String word) {
    StringBuilder name = new StringBuilder();
    for (String part : word.split("_", -1)) {
      name.append(part.isEmpty() ? "" : part.substring(0, 1).toUpperCase(Locale.ROOT))
          .append(part.isEmpty() ? "" : part.substring(1));
    }
    return name.toString();
  }
}
