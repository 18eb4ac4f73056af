package dev.portcullis.alerts;

import dev.portcullis.audit.read.LogRecord;
import dev.portcullis.audit.record.AlertRaised;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A record stream under a clock, and the alerts it raised. */
final class Stream {
  static final Instant START = Instant.parse("2026-11-24T00:00:00Z");

  final List<AlertRaised> alerts = new ArrayList<>();
  final List<AlertRaised> recorded = new ArrayList<>();
  final List<String> lines = new ArrayList<>();
  Instant now = START;
  private final AlertWatch watch;
  private long index;
  private long sequence;

  Stream(Thresholds thresholds) {
    watch = new AlertWatch(thresholds, () -> now, new Metrics("Portcullis", "gateway", lines::add));
  }

  Stream after(Duration time) {
    now = now.plus(time);
    return this;
  }

  Stream refusal(String user, String network) {
    return record("refusal", user, network, "w1", ++sequence, now, now);
  }

  Stream call(String user, String network) {
    return record("intent", user, network, "w1", ++sequence, now, now);
  }

  Stream written(String writer, long number) {
    return record("outcome", "alice", "203.0.113", writer, number, now, now);
  }

  Stream timed(Instant happened, Instant stored) {
    return record("outcome", "alice", "203.0.113", "w1", ++sequence, happened, stored);
  }

  Stream bytes(String json) {
    LogRecord record = LogRecord.parse(index++, json.getBytes(StandardCharsets.UTF_8));
    watch.raisedByRotation(record).ifPresent(recorded::add);
    alerts.addAll(watch.see(record));
    return this;
  }

  /** Goes on as whoever has read all this before. */
  Stream forgotten() {
    watch.forgetCounts();
    return this;
  }

  Stream health(LogHealth health) {
    alerts.addAll(watch.see(health));
    return this;
  }

  private Stream record(
      String stage,
      String user,
      String network,
      String writer,
      long number,
      Instant happened,
      Instant stored) {
    String who =
        user.isEmpty()
            ? "{\"name\":\"unauthenticated\"}"
            : "{\"uid\":\"" + pseudonym(user) + "\",\"uid_alt\":\"s-1\"}";
    return bytes(
        """
        {"time":%d,"metadata":{"uid":"%032x","logged_time":%d,"sequence":%d,"loggers":[{"uid":"%s"}]},
        "actor":{"user":%s},"src_endpoint":{"ip":"%s.0","subnet_uid":"%s.0/24"},
        "message_context":{"prompt_tokens":5},"unmapped":{"stage":"%s"}}
        """
            .formatted(
                happened.toEpochMilli(),
                index + 1,
                stored.toEpochMilli(),
                number,
                writer,
                who,
                network,
                network,
                stage));
  }

  static String pseudonym(String user) {
    return String.format("%040x", user.hashCode());
  }

  List<String> rules() {
    return alerts.stream().map(AlertRaised::rule).toList();
  }
}
