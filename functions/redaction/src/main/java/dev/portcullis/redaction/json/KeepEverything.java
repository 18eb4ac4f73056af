package dev.portcullis.redaction.json;

import org.jspecify.annotations.Nullable;

/** Reads a document and changes nothing. */
final class KeepEverything implements JsonVisitor {
  @Override
  public void begin(boolean object) {}

  @Override
  public void end() {}

  @Override
  public String key(String key) {
    return key;
  }

  @Override
  public String string(String value) {
    return value;
  }

  @Override
  public @Nullable String number(String number) {
    return null;
  }

  @Override
  public void name(String name) {}
}
