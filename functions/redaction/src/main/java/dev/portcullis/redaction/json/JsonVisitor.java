package dev.portcullis.redaction.json;

import org.jspecify.annotations.Nullable;

/**
 * Sees every part of a document in order and says what takes its place. Returning the argument
 * itself, the same instance, leaves the bytes as they are.
 */
public interface JsonVisitor {
  /** An object or an array begins, as the value of the last key or as the next array item. */
  void begin(boolean object);

  /** The innermost object or array ends. */
  void end();

  /** A key of the present object, decoded; its value comes next. */
  String key(String key);

  /** A string value, decoded. */
  String string(String value);

  /** A number as it is written; the text of a string that takes its place, or null to keep it. */
  @Nullable String number(String number);

  /** One of {@code true}, {@code false} and {@code null}; always kept. */
  void name(String name);
}
