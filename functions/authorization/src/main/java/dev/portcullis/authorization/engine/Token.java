package dev.portcullis.authorization.engine;

/**
 * One word of a policy's text.
 *
 * @param text the word itself; of a string, the characters it stands for
 * @param raw of a string, its text between the quotes, as a pattern needs it
 */
record Token(Kind kind, String text, String raw, int line, int column) {
  enum Kind {
    NAME,
    STRING,
    NUMBER,
    SIGN,
    END
  }

  boolean is(String sign) {
    return (kind == Kind.SIGN || kind == Kind.NAME) && text.equals(sign);
  }
}
