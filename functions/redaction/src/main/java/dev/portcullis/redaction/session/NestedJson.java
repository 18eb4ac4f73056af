package dev.portcullis.redaction.session;

/**
 * Whether the string being read holds JSON itself, judged by its first characters: models put
 * objects into string arguments, and a value restored there must be escaped once more.
 */
final class NestedJson {
  private enum State {
    START,
    OBJECT,
    ARRAY,
    JSON,
    TEXT
  }

  private State state = State.START;

  void start() {
    state = State.START;
  }

  boolean isJson() {
    return state == State.JSON;
  }

  void see(char c) {
    if (state == State.JSON || state == State.TEXT || c == ' ' || c == '\n' || c == '\t') {
      return;
    }
    state =
        switch (state) {
          case START -> c == '{' ? State.OBJECT : c == '[' ? State.ARRAY : State.TEXT;
          case OBJECT -> c == '"' || c == '}' ? State.JSON : State.TEXT;
          default -> c == '{' || c == '"' ? State.JSON : State.TEXT;
        };
  }
}
