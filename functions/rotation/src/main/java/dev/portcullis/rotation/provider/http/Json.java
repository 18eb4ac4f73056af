package dev.portcullis.rotation.provider.http;

import dev.portcullis.authorization.json.StrictJson;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An object of an answer; a member that is missing or of another kind is CORRUPT. */
record Json(Map<String, Object> members, String what) {

  /** A text that must be there. */
  String text(String name) {
    return find(name).orElseThrow(() -> corrupt(name));
  }

  /** A text that may be missing or null. */
  Optional<String> find(String name) {
    return members.get(name) instanceof String text && !text.isEmpty()
        ? Optional.of(text)
        : Optional.empty();
  }

  /** True if the member is there and true. */
  boolean flag(String name) {
    return Boolean.TRUE.equals(members.get(name));
  }

  /** An object that must be there. */
  Json object(String name) {
    return findObject(name).orElseThrow(() -> corrupt(name));
  }

  /** An object that may be missing or null. */
  Optional<Json> findObject(String name) {
    return members.get(name) instanceof Map<?, ?> map
        ? Optional.of(new Json(StrictJson.typed(map), what))
        : Optional.empty();
  }

  /** The objects of a list; none if it is missing. */
  List<Json> objects(String name) {
    List<Json> found = new ArrayList<>();
    if (members.get(name) instanceof List<?> list) {
      for (Object one : list) {
        if (!(one instanceof Map<?, ?> map)) {
          throw corrupt(name);
        }
        found.add(new Json(StrictJson.typed(map), what));
      }
    }
    return found;
  }

  /** A time in RFC 3339 that must be there. */
  Instant time(String name) {
    try {
      return Instant.parse(text(name));
    } catch (DateTimeException notATime) {
      throw corrupt(name);
    }
  }

  /** A time in whole seconds since 1970 that must be there. */
  Instant seconds(String name) {
    return findSeconds(name).orElseThrow(() -> corrupt(name));
  }

  /** A time in whole seconds since 1970 that may be missing or null. */
  Optional<Instant> findSeconds(String name) {
    return members.get(name) instanceof Long seconds
        ? Optional.of(Instant.ofEpochSecond(seconds))
        : Optional.empty();
  }

  private PortException corrupt(String name) {
    return new PortException(Code.CORRUPT, what + ": no " + name + " in the answer");
  }

  /** The values may be keys. */
  @Override
  public String toString() {
    return "answer to " + what + " with " + members.keySet();
  }
}
