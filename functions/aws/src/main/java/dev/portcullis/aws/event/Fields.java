package dev.portcullis.aws.event;

import dev.portcullis.authorization.json.StrictJson;
import dev.portcullis.authorization.json.StrictJson.Malformed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One JSON object of an event whose members are taken by name and type; what is absent or null is
 * absent, what has another type is a {@link BadEventException} that names it.
 *
 * <p>The whole text is bounded: {@link #MOST_BYTES} and 32 levels. There are loops and no lambdas
 * here, because each of those would cost the authorizer's start half a millisecond.
 */
public final class Fields {
  /** Lambda takes synchronous events up to 6 MB; this leaves room for what it counts itself. */
  public static final int MOST_BYTES = 6_400_000;

  private static final StrictJson JSON = new StrictJson(32);

  private final String place;
  private final Map<?, ?> members;

  private Fields(String place, Map<?, ?> members) {
    this.place = place;
    this.members = members;
  }

  /**
   * The event in a stream, read to its end.
   *
   * @throws IOException if the stream fails
   */
  public static Fields read(InputStream event) throws IOException {
    byte[] bytes = event.readNBytes(MOST_BYTES + 1);
    if (bytes.length > MOST_BYTES) {
      throw new BadEventException("longer than " + MOST_BYTES + " bytes");
    }
    try {
      return parse(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException notText) {
      throw new BadEventException("not UTF-8");
    }
  }

  /** The object in a text, which is one complete JSON value without a name twice. */
  public static Fields parse(String text) {
    try {
      return new Fields("", JSON.readObject(text));
    } catch (Malformed bad) {
      throw new BadEventException(bad.getMessage() + " in line " + bad.line());
    }
  }

  /** True if the member is there and not null. */
  public boolean has(String name) {
    return value(name) != null;
  }

  /** A string that must be there, possibly empty. */
  public String text(String name) {
    return required(name, as(String.class, name, value(name), "a string"));
  }

  /** A string that may be absent or null. */
  public Optional<String> optionalText(String name) {
    return Optional.ofNullable(as(String.class, name, value(name), "a string"));
  }

  /** A truth value; false if it is absent. */
  public boolean flag(String name) {
    return Boolean.TRUE.equals(as(Boolean.class, name, value(name), "true or false"));
  }

  /** A whole number within bounds; {@code absent} if it is not there. */
  public long number(String name, long least, long most, long absent) {
    Long there = as(Long.class, name, value(name), "a whole number");
    long number = there == null ? absent : there;
    if (number < least || number > most) {
      throw wrong(name, "not within " + least + " and " + most);
    }
    return number;
  }

  /** An object that must be there. */
  public Fields object(String name) {
    return fields(at(name), required(name, value(name)));
  }

  /** An object that may be absent or null. */
  public Optional<Fields> optionalObject(String name) {
    Object value = value(name);
    return value == null ? Optional.empty() : Optional.of(fields(at(name), value));
  }

  /** The objects of a list that must be there, in order. */
  public List<Fields> objects(String name) {
    List<Fields> all = new ArrayList<>();
    for (Object member : required(name, list(name))) {
      all.add(fields(at(name), member));
    }
    return List.copyOf(all);
  }

  /** The strings of a list; empty if it is absent. */
  public List<String> texts(String name) {
    List<?> list = list(name);
    List<String> all = new ArrayList<>();
    for (Object member : list == null ? List.of() : list) {
      all.add(required(name, as(String.class, name, member, "a string")));
    }
    return List.copyOf(all);
  }

  /** A map from names to lists of strings, as API Gateway writes headers; empty if it is absent. */
  public Map<String, List<String>> lists(String name) {
    Map<String, List<String>> all = new LinkedHashMap<>();
    if (has(name)) {
      Fields lists = object(name);
      for (Object member : lists.members.keySet()) {
        String key = String.valueOf(member);
        all.put(key, lists.texts(key));
      }
    }
    return all;
  }

  /** All members, each of which must be a string. */
  public Map<String, String> strings() {
    Map<String, String> all = new LinkedHashMap<>();
    for (Object member : members.keySet()) {
      String name = String.valueOf(member);
      all.put(name, text(name));
    }
    return all;
  }

  /** The member's whole value as JSON text; empty if it is absent. */
  public Optional<String> json(String name) {
    Object value = value(name);
    return value == null ? Optional.empty() : Optional.of(JsonText.of(value));
  }

  /** Refuses members that are not named, so that a misspelt one is not silently left out. */
  public Fields only(String... names) {
    for (Object member : members.keySet()) {
      if (!List.of(names).contains(String.valueOf(member))) {
        throw new BadEventException(
            (place.isEmpty() ? "the event" : place)
                + " has a member that is not known; it may have "
                + String.join(", ", names));
      }
    }
    return this;
  }

  private @Nullable Object value(String name) {
    Object value = members.get(name);
    return value == StrictJson.Null.NULL ? null : value;
  }

  private @Nullable List<?> list(String name) {
    return as(List.class, name, value(name), "a list");
  }

  private static Fields fields(String place, Object value) {
    if (value instanceof Map<?, ?> map) {
      return new Fields(place, map);
    }
    throw new BadEventException(place + " is not an object");
  }

  private <T> @Nullable T as(Class<T> type, String name, @Nullable Object value, String what) {
    if (value == null || type.isInstance(value)) {
      return type.cast(value);
    }
    throw wrong(name, "not " + what);
  }

  private <T> T required(String name, @Nullable T value) {
    if (value == null) {
      throw wrong(name, "missing");
    }
    return value;
  }

  private BadEventException wrong(String name, String how) {
    return new BadEventException(at(name) + " is " + how);
  }

  private String at(String name) {
    return place.isEmpty() ? name : place + "." + name;
  }
}
