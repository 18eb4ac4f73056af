package dev.portcullis.authorization.engine;

import java.util.List;

/** Walks over the words of a file. */
final class Tokens {
  private final String file;
  private final List<Token> tokens;
  private int at;

  Tokens(String file, String text) throws SourceException {
    this.file = file;
    this.tokens = Lexer.read(file, text);
  }

  String file() {
    return file;
  }

  Token peek() {
    return tokens.get(at);
  }

  Token peek(int ahead) {
    return tokens.get(Math.min(at + ahead, tokens.size() - 1));
  }

  Token next() {
    Token token = tokens.get(at);
    at = Math.min(at + 1, tokens.size() - 1);
    return token;
  }

  boolean at(String word) {
    return peek().is(word);
  }

  /** Goes past a word if it is the next one. */
  boolean take(String word) {
    if (at(word)) {
      next();
      return true;
    }
    return false;
  }

  void expect(String word) throws SourceException {
    if (!take(word)) {
      throw error("expected `" + word + "` but found `" + peek().text() + "`");
    }
  }

  Token expect(Token.Kind kind, String what) throws SourceException {
    if (peek().kind() != kind) {
      throw error("expected " + what + " but found `" + peek().text() + "`");
    }
    Token token = next();
    if (kind == Token.Kind.STRING && !Escapes.valid(token.raw(), false)) {
      throw new SourceException(file, token.line(), token.column(), "invalid escape in a text");
    }
    return token;
  }

  boolean ended() {
    return peek().kind() == Token.Kind.END;
  }

  SourceException error(String message) {
    return error(peek(), message);
  }

  SourceException error(Token at, String message) {
    return new SourceException(file, at.line(), at.column(), message);
  }
}
