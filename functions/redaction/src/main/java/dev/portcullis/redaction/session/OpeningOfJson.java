package dev.portcullis.redaction.session;

/**
 * Whether a text is JSON, judged by its first two characters: models put objects into string
 * arguments, and answer with objects in JSON mode.
 */
final class OpeningOfJson {
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
