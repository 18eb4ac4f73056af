package dev.portcullis.redaction.detect;

/** The literal that ends a tail, compared in the folded text. */
final class Tail {
  private Tail() {}

  static boolean endsWith(char[] text, int end, char[] literal) {
    if (end < literal.length) {
      return false;
    }
    for (int i = 0; i < literal.length; i++) {
      if (text[end - literal.length + i] != literal[i]) {
        return false;
      }
    }
    return true;
  }
}
