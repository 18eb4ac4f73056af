package dev.portcullis.rotation.journal;

import dev.portcullis.authorization.json.StrictJson;
import dev.portcullis.rotation.journal.JournalEntry.Ended;
import dev.portcullis.rotation.journal.JournalEntry.Held;
import dev.portcullis.rotation.journal.JournalEntry.Lease;
import dev.portcullis.rotation.journal.JournalEntry.Retiring;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/** A journal entry as JSON; an entry of another version or shape is refused whole. */
final class JournalJson {
  private static final StrictJson JSON = new StrictJson(8);
  private static final Long VERSION = 1L;

  private JournalJson() {}

  static byte[] encode(JournalEntry entry) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("version", VERSION);
    out.put("credential", entry.credential());
    entry
        .current()
        .ifPresent(
            key -> out.put("current", key(key.token(), key.keyId(), Map.of("since", key.since()))));
    List<Object> retiring = new ArrayList<>();
    for (Retiring key : entry.retiring()) {
      Map<String, Instant> times =
          Map.of("replacedAt", key.replacedAt(), "retireAt", key.retireAt());
      Map<String, Object> one = key(key.token(), key.keyId(), times);
      if (!key.blocked().isEmpty()) {
        one.put("blocked", key.blocked());
      }
      retiring.add(one);
    }
    out.put("retiring", retiring);
    entry.active().ifPresent(active -> out.put("active", active(active)));
    entry.paused().ifPresent(why -> out.put("paused", why));
    entry
        .lease()
        .ifPresent(
            lease ->
                out.put(
                    "lease", Map.of("owner", lease.owner(), "until", lease.until().toString())));
    List<Object> ended = new ArrayList<>();
    entry.ended().forEach(one -> ended.add(Map.of("token", one.token(), "rotated", one.rotated())));
    out.put("ended", ended);
    return StrictJson.write(out).getBytes(StandardCharsets.UTF_8);
  }

  private static Map<String, Object> key(String token, String keyId, Map<String, Instant> times) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("token", token);
    out.put("keyId", keyId);
    times.forEach((name, time) -> out.put(name, time.toString()));
    return out;
  }

  private static Map<String, Object> active(Active active) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("token", active.token());
    out.put("phase", active.phase().name());
    out.put("keyId", active.keyId());
    out.put("startedAt", active.startedAt().toString());
    out.put("progressAt", active.progressAt().toString());
    out.put("emergency", active.emergency());
    out.put("failures", active.failures());
    out.put("lastCode", active.lastCode());
    out.put("reminders", active.reminders());
    return out;
  }

  /**
   * @throws IllegalArgumentException if the bytes are not a journal entry
   */
  static JournalEntry decode(byte[] bytes) {
    try {
      Map<String, Object> in = JSON.readObject(new String(bytes, StandardCharsets.UTF_8));
      if (!VERSION.equals(in.get("version"))) {
        throw new IllegalArgumentException("unknown version of a journal entry");
      }
      List<Retiring> retiring = new ArrayList<>();
      for (Object one : (List<?>) in.getOrDefault("retiring", List.of())) {
        Map<String, Object> key = StrictJson.typed((Map<?, ?>) one);
        retiring.add(
            new Retiring(
                text(key, "token"),
                text(key, "keyId"),
                time(key, "replacedAt"),
                time(key, "retireAt"),
                key.containsKey("blocked") ? text(key, "blocked") : ""));
      }
      List<Ended> ended = new ArrayList<>();
      for (Object one : (List<?>) in.getOrDefault("ended", List.of())) {
        Map<String, Object> rotation = StrictJson.typed((Map<?, ?>) one);
        ended.add(new Ended(text(rotation, "token"), Boolean.TRUE.equals(rotation.get("rotated"))));
      }
      return new JournalEntry(
          text(in, "credential"),
          object(in, "current")
              .map(key -> new Held(text(key, "token"), text(key, "keyId"), time(key, "since"))),
          retiring,
          object(in, "active").map(JournalJson::active),
          Optional.ofNullable((String) in.get("paused")),
          object(in, "lease").map(one -> new Lease(text(one, "owner"), time(one, "until"))),
          ended);
    } catch (StrictJson.Malformed
        | ClassCastException
        | DateTimeException
        | NoSuchElementException bad) {
      throw new IllegalArgumentException("not a journal entry", bad);
    }
  }

  private static Active active(Map<String, Object> in) {
    return new Active(
        text(in, "token"),
        Active.Phase.valueOf(text(in, "phase")),
        text(in, "keyId"),
        time(in, "startedAt"),
        time(in, "progressAt"),
        Boolean.TRUE.equals(in.get("emergency")),
        number(in, "failures"),
        text(in, "lastCode"),
        number(in, "reminders"));
  }

  private static Optional<Map<String, Object>> object(Map<String, Object> in, String name) {
    return Optional.ofNullable(in.get(name)).map(one -> StrictJson.typed((Map<?, ?>) one));
  }

  private static String text(Map<String, Object> in, String name) {
    if (in.get(name) instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException("no " + name + " in a journal entry");
  }

  private static int number(Map<String, Object> in, String name) {
    if (in.get(name) instanceof Long number && number >= 0 && number <= Integer.MAX_VALUE) {
      return number.intValue();
    }
    throw new IllegalArgumentException("no " + name + " in a journal entry");
  }

  private static Instant time(Map<String, Object> in, String name) {
    return Instant.parse(text(in, name));
  }
}
