package dev.portcullis.local.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.audit.read.LogRecord;
import dev.portcullis.audit.read.LogRecord.Kind;
import dev.portcullis.audit.read.LogSearch;
import dev.portcullis.audit.read.Query;
import dev.portcullis.audit.read.RecordIndex;
import dev.portcullis.audit.read.RecordSource;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the page's script fetches, as JSON. */
final class Pages {
  private static final int RECENT = 400;
  private static final int MOST_FOUND = 200;

  private final ObjectMapper json = new ObjectMapper();
  private final RecordSource source;
  private final LogSearch search;
  private final LogView log;

  Pages(RecordSource source, Optional<RecordIndex> index, LogView log) {
    this.source = source;
    this.search = new LogSearch(source, index);
    this.log = log;
  }

  Optional<Answer> answer(Ask ask) {
    return switch (ask.path()) {
      case Console.PATH + "/api/health" -> Optional.of(answer(health()));
      case Console.PATH + "/api/recent" -> Optional.of(answer(rows(recent())));
      case Console.PATH + "/api/search" -> Optional.of(search(ask));
      case Console.PATH + "/api/record" -> record(ask);
      default -> Optional.empty();
    };
  }

  private ObjectNode health() {
    LogView.Health health = log.health();
    ObjectNode node = json.createObjectNode();
    node.put("size", health.size());
    node.put("waiting", health.waiting());
    health.lastCheckpoint().ifPresent(time -> node.put("lastCheckpoint", time.toString()));
    node.put("witnesses", health.witnesses());
    health.lastVerification().ifPresent(time -> node.put("lastVerification", time.toString()));
    node.put("faults", health.faults());
    node.put("publicKey", Base64.getEncoder().encodeToString(health.publicKey()));
    return node;
  }

  /** The newest records, newest first. */
  private List<LogRecord> recent() {
    long size = source.size();
    Deque<LogRecord> newest = new ArrayDeque<>();
    source.read(
        Math.max(0, size - RECENT),
        size,
        (index, entry) -> {
          newest.addFirst(LogRecord.parse(index, entry));
          return true;
        });
    return new ArrayList<>(newest);
  }

  private Answer search(Ask ask) {
    Optional<Query> query = query(ask);
    return query.isPresent()
        ? answer(rows(search.first(query.get(), MOST_FOUND)))
        : Answer.text(400, "A day is written 2026-11-24; a kind is one of the log's.\n");
  }

  private static Optional<Query> query(Ask ask) {
    try {
      return Optional.of(
          new Query(
              ask.parameter("from").map(Pages::startOfDay),
              ask.parameter("to").map(day -> startOfDay(day).plusSeconds(86_400)),
              ask.parameter("kind").map(word -> Kind.valueOf(word.toUpperCase(Locale.ROOT))),
              ask.parameter("pseudonym"),
              ask.parameter("model"),
              ask.parameter("decision"),
              ask.parameter("request"),
              ask.parameter("event")));
    } catch (DateTimeParseException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Instant startOfDay(String day) {
    return LocalDate.parse(day).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private ArrayNode rows(List<LogRecord> records) {
    ArrayNode rows = json.createArrayNode();
    for (LogRecord record : records) {
      ObjectNode row = rows.addObject();
      row.put("index", record.index());
      row.put("time", record.time());
      row.put("kind", record.kind().word());
      row.put("event", record.eventId());
      row.put("request", record.requestId());
      row.put("pseudonym", record.pseudonym());
      row.put("model", record.model());
      row.put("verdict", record.verdict());
      row.put("result", record.result());
      row.put("policy", record.tree().text("policy", "uid").orElse(""));
      row.put("foundRequest", record.tree().count("unmapped", "request", "found"));
      row.put("foundReply", record.tree().count("unmapped", "reply", "found"));
    }
    return rows;
  }

  /** One record, exactly as stored, with the proof for the browser to check. */
  private Optional<Answer> record(Ask ask) {
    Optional<LogRecord> found =
        ask.parameter("event").flatMap(id -> search.first(Query.event(id), 1).stream().findFirst());
    return found.map(
        record -> {
          ObjectNode node = json.createObjectNode();
          node.put("index", record.index());
          node.put("entry", Base64.getEncoder().encodeToString(record.bytes()));
          log.prove(record.index())
              .ifPresent(
                  proof -> {
                    ObjectNode object = node.putObject("proof");
                    object.put("checkpoint", proof.checkpoint());
                    object.put("size", proof.size());
                    ArrayNode hashes = object.putArray("hashes");
                    proof.hashes().forEach(h -> hashes.add(Base64.getEncoder().encodeToString(h)));
                  });
          return answer(node);
        });
  }

  private Answer answer(JsonNode node) {
    try {
      byte[] body = json.writeValueAsString(node).getBytes(StandardCharsets.UTF_8);
      return Answer.of(200, "application/json; charset=utf-8", body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values is always JSON", e);
    }
  }
}
