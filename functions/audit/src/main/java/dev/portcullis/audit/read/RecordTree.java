package dev.portcullis.audit.read;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A record's JSON, parsed within bounds: at most 1 MiB, 32 levels deep, no member twice.
 *
 * <p>Immutable. A path that is not there, or holds something of another type, is empty and never an
 * exception, because the log may hold records of other versions and envelopes of what could not be
 * parsed.
 */
public final class RecordTree {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(32)
                  .maxDocumentLength(1 << 20)
                  .maxNumberLength(32)
                  .build())
          .build();

  /** A record without anything. */
  static final RecordTree EMPTY = new RecordTree(Map.of());

  private final Map<String, Object> members;

  private RecordTree(Map<String, Object> members) {
    this.members = members;
  }

  /** The object that the bytes hold; empty if they hold anything else. */
  public static Optional<RecordTree> parse(byte[] json) {
    try (JsonParser parser = FACTORY.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      RecordTree tree = object(parser);
      return parser.nextToken() == null ? Optional.of(tree) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Whether there is any value at a path of member names. */
  public boolean has(String... path) {
    return at(path) != null;
  }

  /** The text at a path of member names. */
  public Optional<String> text(String... path) {
    return at(path) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  /** The integer at a path of member names. */
  public OptionalLong number(String... path) {
    return at(path) instanceof Long number ? OptionalLong.of(number) : OptionalLong.empty();
  }

  /** The integer at a path of member names, or 0. */
  public long count(String... path) {
    return number(path).orElse(0);
  }

  /** The texts of the array at a path; what is not text is left out. */
  public List<String> texts(String... path) {
    return list(String.class, path);
  }

  /** The objects of the array at a path; what is not an object is left out. */
  public List<RecordTree> objects(String... path) {
    return list(RecordTree.class, path);
  }

  /** The integers of the object at a path, by name, in the record's order. */
  public Map<String, Long> counts(String... path) {
    Map<String, Long> counts = new LinkedHashMap<>();
    if (at(path) instanceof RecordTree object) {
      object.members.forEach(
          (name, value) -> {
            if (value instanceof Long number) {
              counts.put(name, number);
            }
          });
    }
    return counts;
  }

  private <T> List<T> list(Class<T> type, String... path) {
    List<T> found = new ArrayList<>();
    if (at(path) instanceof List<?> values) {
      for (Object value : values) {
        if (type.isInstance(value)) {
          found.add(type.cast(value));
        }
      }
    }
    return found;
  }

  private @Nullable Object at(String... path) {
    Object value = this;
    for (String name : path) {
      if (!(value instanceof RecordTree object)) {
        return null;
      }
      value = object.members.get(name);
    }
    return value;
  }

  private static RecordTree object(JsonParser parser) throws IOException {
    Map<String, Object> members = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      Object value = value(parser, parser.nextToken());
      if (value != null) {
        members.put(name, value);
      }
    }
    return new RecordTree(members);
  }

  private static @Nullable Object value(JsonParser parser, JsonToken token) throws IOException {
    return switch (token) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> {
        List<Object> values = new ArrayList<>();
        for (JsonToken next = parser.nextToken();
            next != JsonToken.END_ARRAY;
            next = parser.nextToken()) {
          Object value = value(parser, next);
          if (value != null) {
            values.add(value);
          }
        }
        yield values;
      }
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT ->
          parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
              ? null
              : (Object) parser.getLongValue();
      default -> null;
    };
  }
}
