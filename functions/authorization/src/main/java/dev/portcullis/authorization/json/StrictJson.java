package dev.portcullis.authorization.json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads one JSON value completely or refuses it: duplicate names, too deep nesting and text after
 * the value are errors.
 *
 * <p>Objects become {@link Map}s in their order, arrays {@link java.util.List}s, whole numbers
 * {@link Long}, other numbers {@link java.math.BigDecimal}, null {@link Null#NULL}. Thread-safe.
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

  private final int depth;

  /**
   * A reader.
   *
   * @param depth how deep objects and arrays may be nested, 1 to 1,000
   */
  public StrictJson(int depth) {
    if (depth < 1 || depth > 1_000) {
      throw new IllegalArgumentException("depth " + depth);
    }
    this.depth = depth;
  }

  /** The value a text holds. */
  public Object read(String text) throws Malformed {
    return new JsonReader(text, depth).read();
  }

  /** The object a text holds. */
  public Map<String, Object> readObject(String text) throws Malformed {
    return new JsonReader(text, depth).readObject();
  }

  /** A map from a tree, with its key type. */
  public static Map<String, Object> typed(Map<?, ?> map) {
    Map<String, Object> typed = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      typed.put((String) entry.getKey(), entry.getValue());
    }
    return Collections.unmodifiableMap(typed);
  }

  /**
   * The text of a tree of maps, collections, strings, booleans and whole numbers.
   *
   * @throws IllegalArgumentException for any other value
   */
  public static String write(Object tree) {
    return JsonWriter.write(tree);
  }
}
