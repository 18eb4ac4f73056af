package dev.portcullis.rotation.journal;

import dev.portcullis.authorization.json.StrictJson;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.RecordStore.Versioned;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** A finished rotation as JSON. */
final class FinishedJson {
  private static final StrictJson JSON = new StrictJson(4);

  private FinishedJson() {}

  static byte[] encode(Finished rotation) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("credential", rotation.credential());
    out.put("token", rotation.token());
    out.put("startedAt", rotation.startedAt().toString());
    out.put("endedAt", rotation.endedAt().toString());
    out.put("outcome", rotation.outcome().name());
    out.put("emergency", rotation.emergency());
    out.put("code", rotation.code());
    return StrictJson.write(out).getBytes(StandardCharsets.UTF_8);
  }

  static Finished decode(Versioned stored) {
    try {
      Map<String, Object> in = JSON.readObject(new String(stored.body(), StandardCharsets.UTF_8));
      return new Finished(
          text(in, "credential"),
          text(in, "token"),
          Instant.parse(text(in, "startedAt")),
          Instant.parse(text(in, "endedAt")),
          Finished.Outcome.valueOf(text(in, "outcome")),
          Boolean.TRUE.equals(in.get("emergency")),
          text(in, "code"));
    } catch (StrictJson.Malformed | DateTimeException | IllegalArgumentException damaged) {
      throw new PortException(PortException.Code.CORRUPT, "read " + stored.key(), damaged);
    }
  }

  private static String text(Map<String, Object> in, String name) {
    if (in.get(name) instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException("no " + name + " in a finished rotation");
  }
}
