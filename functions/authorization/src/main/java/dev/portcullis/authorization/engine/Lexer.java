package dev.portcullis.authorization.engine;

import java.util.ArrayList;
import java.util.List;

/** Splits a text into words; a character that begins none is an error. */
final class Lexer {
  /** Far above any policy set written by people. */
  private static final int LONGEST = 4 * 1024 * 1024;

  private final String file;
  private final String text;
  private int at;
  private int line = 1;
  private int lineStart;

  private Lexer(String file, String text) {
    this.file = file;
    this.text = text;
  }

  /** All words, and one END. */
  static List<Token> read(String file, String text) throws SourceException {
    if (text.length() > LONGEST) {
      throw new SourceException(file, 1, 1, "longer than " + LONGEST + " characters");
    }
    Lexer lexer = new Lexer(file, text);
    List<Token> tokens = new ArrayList<>();
    do {
      tokens.add(lexer.next());
    } while (tokens.get(tokens.size() - 1).kind() != Token.Kind.END);
    return tokens;
  }

  private Token next() throws SourceException {
    skipBlanks();
    if (at >= text.length()) {
      return token(Token.Kind.END, "end of text", "", column());
    }
    char c = text.charAt(at);
    int column = column();
    if (nameStart(c)) {
      return token(Token.Kind.NAME, name(), "", column);
    } else if (digit(c)) {
      return token(Token.Kind.NUMBER, digits(), "", column);
    } else if (c == '"') {
      return string(column);
    }
    String sign = sign(c, at + 1 < text.length() ? text.charAt(at + 1) : ' ');
    at += sign.length();
    return token(Token.Kind.SIGN, sign, "", column);
  }

  /** The longer of two signs that begin alike; by comparing characters, for a cold start. */
  private String sign(char first, char second) throws SourceException {
    return switch (first) {
      case '(' -> "(";
      case ')' -> ")";
      case '{' -> "{";
      case '}' -> "}";
      case '[' -> "[";
      case ']' -> "]";
      case ',' -> ",";
      case ';' -> ";";
      case '.' -> ".";
      case '+' -> "+";
      case '-' -> "-";
      case '*' -> "*";
      case '@' -> "@";
      case '?' -> "?";
      case '%' -> "%";
      case '/' -> "/";
      case ':' -> second == ':' ? "::" : ":";
      case '=' -> second == '=' ? "==" : "=";
      case '!' -> second == '=' ? "!=" : "!";
      case '<' -> second == '=' ? "<=" : "<";
      case '>' -> second == '=' ? ">=" : ">";
      default -> {
        if (first != second || (first != '&' && first != '|')) {
          throw error("unexpected character");
        }
        yield first == '&' ? "&&" : "||";
      }
    };
  }

  private void skipBlanks() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == ' ') {
        at++;
      } else if (c == '\n') {
        line++;
        lineStart = ++at;
      } else if (c == '/' && text.startsWith("//", at)) {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
      } else if (Character.isWhitespace(c)) {
        at++;
      } else {
        return;
      }
    }
  }

  private Token string(int column) throws SourceException {
    int startLine = line;
    int start = ++at;
    while (at < text.length() && text.charAt(at) != '"') {
      if (text.charAt(at) == '\\') {
        at++;
      }
      if (at < text.length() && text.charAt(at) == '\n') {
        line++;
        lineStart = at + 1;
      }
      at++;
    }
    if (at >= text.length()) {
      throw new SourceException(file, startLine, column, "the text has no closing quote");
    }
    String raw = text.substring(start, at++);
    return new Token(Token.Kind.STRING, Escapes.unescape(raw), raw, startLine, column);
  }

  private String name() {
    int start = at;
    while (at < text.length() && (nameStart(text.charAt(at)) || digit(text.charAt(at)))) {
      at++;
    }
    return text.substring(start, at);
  }

  private String digits() {
    int start = at;
    while (at < text.length() && digit(text.charAt(at))) {
      at++;
    }
    return text.substring(start, at);
  }

  private static boolean nameStart(int c) {
    return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean digit(int c) {
    return c >= '0' && c <= '9';
  }

  private Token token(Token.Kind kind, String word, String raw, int column) {
    return new Token(kind, word, raw, line, column);
  }

  private int column() {
    return at - lineStart + 1;
  }

  private SourceException error(String message) {
    return new SourceException(file, line, column(), message);
  }
}
