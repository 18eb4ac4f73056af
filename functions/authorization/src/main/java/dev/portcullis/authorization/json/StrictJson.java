package dev.portcullis.authorization.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads one JSON value completely or refuses it: duplicate names, too deep nesting and text after
 * the value are errors.
 *
 * <p>Objects become {@link Map}s in their order, arrays {@link List}s, whole numbers {@link Long},
 * other numbers {@link BigDecimal}, null {@link Null#NULL}. Thread-safe.
 */
public final class StrictJson {

  /** JSON's null, so that no Java null is in a tree. */
  public enum Null {
    NULL
  }

  /** Why a text is not accepted; holds a position, never the text. */
  public static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;
    private final int line;

    Malformed(String message, int line) {
      super(message);
      this.line = line;
    }

    /** The line, from 1. */
    public int line() {
      return line;
    }
  }

  private final JsonFactory factory;

  /**
   * A reader.
   *
   * @param depth how deep objects and arrays may be nested, 1 or more
   */
  public StrictJson(int depth) {
    this.factory =
        ((JsonFactoryBuilder)
                JsonFactory.builder()
                    .streamReadConstraints(
                        StreamReadConstraints.builder()
                            .maxNestingDepth(depth)
                            .maxNumberLength(40)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION))
            .build();
  }

  /** The value a text holds. */
  public Object read(String text) throws Malformed {
    try (JsonParser parser = factory.createParser(text)) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        throw new Malformed("empty", 1);
      }
      Object value = value(parser, first);
      if (parser.nextToken() != null) {
        throw new Malformed("text after the value", parser.currentLocation().getLineNr());
      }
      return value;
    } catch (com.fasterxml.jackson.core.JsonProcessingException bad) {
      // Jackson's message quotes the text, which may be a token: keep the line and the kind only.
      int line = bad.getLocation() == null ? 1 : Math.max(1, bad.getLocation().getLineNr());
      throw new Malformed(bad.getClass().getSimpleName(), line);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** The object a text holds. */
  public Map<String, Object> readObject(String text) throws Malformed {
    if (read(text) instanceof Map<?, ?> map) {
      return typed(map);
    }
    throw new Malformed("not an object", 1);
  }

  /** A map from a tree, with its key type. */
  public static Map<String, Object> typed(Map<?, ?> map) {
    Map<String, Object> typed = new LinkedHashMap<>();
    map.forEach((key, value) -> typed.put((String) key, value));
    return Collections.unmodifiableMap(typed);
  }

  private static Object value(JsonParser parser, JsonToken token) throws IOException, Malformed {
    return switch (token) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> parser.getText();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> Null.NULL;
      case VALUE_NUMBER_INT -> whole(parser);
      case VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
      default -> throw new Malformed("unexpected", parser.currentLocation().getLineNr());
    };
  }

  private static Object whole(JsonParser parser) throws IOException {
    return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
        ? new BigDecimal(parser.getBigIntegerValue())
        : parser.getLongValue();
  }

  private static Map<String, Object> object(JsonParser parser) throws IOException, Malformed {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_OBJECT;
        token = parser.nextToken()) {
      String name = parser.currentName();
      fields.put(name, value(parser, parser.nextToken()));
    }
    return Collections.unmodifiableMap(fields);
  }

  private static List<Object> array(JsonParser parser) throws IOException, Malformed {
    List<Object> members = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      members.add(value(parser, token));
    }
    return Collections.unmodifiableList(members);
  }

  /**
   * The text of a tree of maps, collections, strings, booleans and whole numbers.
   *
   * @throws IllegalArgumentException for any other value
   */
  public static String write(Object tree) {
    StringWriter out = new StringWriter();
    try (JsonGenerator generator = new JsonFactory().createGenerator(out)) {
      write(generator, tree);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toString();
  }

  private static void write(JsonGenerator out, Object tree) throws IOException {
    if (tree instanceof Map<?, ?> map) {
      out.writeStartObject();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        out.writeFieldName((String) entry.getKey());
        write(out, entry.getValue());
      }
      out.writeEndObject();
    } else if (tree instanceof Collection<?> many) {
      out.writeStartArray();
      for (Object member : many) {
        write(out, member);
      }
      out.writeEndArray();
    } else if (tree instanceof String text) {
      out.writeString(text);
    } else if (tree instanceof Boolean truth) {
      out.writeBoolean(truth);
    } else if (tree instanceof Long || tree instanceof Integer) {
      out.writeNumber(((Number) tree).longValue());
    } else {
      throw new IllegalArgumentException("not a JSON value: " + tree.getClass());
    }
  }
}
