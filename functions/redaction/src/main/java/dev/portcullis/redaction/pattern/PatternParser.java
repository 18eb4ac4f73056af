package dev.portcullis.redaction.pattern;

import dev.portcullis.redaction.text.Alphabet;
import java.util.ArrayList;
import java.util.List;

/**
 * Parses one pattern of a detector file; the grammar is in the README of the detectors.
 *
 * <p>Patterns come from whoever runs the product, never from a caller, so a wrong one is an {@link
 * IllegalArgumentException} that names the place.
 */
final class PatternParser {
  private static final int MAX_REPEAT = 256;
  private static final int MAX_DEPTH = 40;

  private final String pattern;
  private final Alphabet alphabet;
  private final boolean anyCase;
  private int at;
  private int depth;

  private PatternParser(String pattern, Alphabet alphabet, boolean anyCase) {
    this.pattern = pattern;
    this.alphabet = alphabet;
    this.anyCase = anyCase;
  }

  static Node parse(String pattern, Alphabet alphabet, boolean anyCase) {
    PatternParser parser = new PatternParser(pattern, alphabet, anyCase);
    Node node = parser.choice();
    if (parser.at < pattern.length()) {
      throw parser.wrong("unexpected '" + pattern.charAt(parser.at) + "'");
    }
    return node;
  }

  /** Parses what may stand between square brackets, or one class such as {@code \w}. */
  static CharSet parseSet(String pattern, Alphabet alphabet) {
    Node node = parse(pattern, alphabet, false);
    if (node instanceof Node.Chars chars) {
      return chars.set();
    }
    throw new IllegalArgumentException("expected one character set: " + pattern);
  }

  private Node choice() {
    if (++depth > MAX_DEPTH) {
      throw wrong("nested too deeply");
    }
    List<Node> parts = new ArrayList<>();
    parts.add(sequence());
    while (at < pattern.length() && pattern.charAt(at) == '|') {
      at++;
      parts.add(sequence());
    }
    depth--;
    return parts.size() == 1 ? parts.get(0) : new Node.Choice(parts);
  }

  private Node sequence() {
    List<Node> parts = new ArrayList<>();
    while (at < pattern.length() && pattern.charAt(at) != '|' && pattern.charAt(at) != ')') {
      parts.add(repeated(atom()));
    }
    return parts.size() == 1 ? parts.get(0) : new Node.Sequence(parts);
  }

  private Node repeated(Node atom) {
    Node node = atom;
    while (at < pattern.length()) {
      char c = pattern.charAt(at);
      if (c == '?') {
        node = new Node.Repeat(node, 0, 1);
      } else if (c == '*') {
        node = new Node.Repeat(node, 0, -1);
      } else if (c == '+') {
        node = new Node.Repeat(node, 1, -1);
      } else if (c == '{') {
        node = counted(node);
        continue;
      } else {
        break;
      }
      at++;
    }
    return node;
  }

  private Node counted(Node node) {
    int close = pattern.indexOf('}', at);
    if (close < 0) {
      throw wrong("no closing brace");
    }
    String[] limits = pattern.substring(at + 1, close).split(",", -1);
    int min = Integer.parseInt(limits[0]);
    int max = limits.length == 1 ? min : limits[1].isEmpty() ? -1 : Integer.parseInt(limits[1]);
    if (min < 0 || Math.max(min, max) > MAX_REPEAT || (max >= 0 && max < min)) {
      throw wrong("repetition outside 0.." + MAX_REPEAT);
    }
    at = close + 1;
    return new Node.Repeat(node, min, max);
  }

  private Node atom() {
    char c = pattern.charAt(at++);
    return switch (c) {
      case '(' -> group();
      case '[' -> chars(set());
      case '<', '>' -> new Node.Mark(c == '<');
      case '.' -> chars(CharSet.of('\n').complement());
      case '\\' -> chars(escape());
      case '*', '+', '?', '{', '}', ']' ->
          throw wrong("'" + c + "' stands for itself only after a backslash");
      default -> chars(single(c));
    };
  }

  private Node group() {
    Node inner = choice();
    if (at >= pattern.length() || pattern.charAt(at++) != ')') {
      throw wrong("no closing parenthesis");
    }
    return inner;
  }

  private Node chars(CharSet set) {
    return new Node.Chars(anyCase ? set.anyCase() : set);
  }

  private CharSet single(char c) {
    char folded = alphabet.fold(c);
    return CharSet.of(folded == 0xFFFF ? alphabet.of(c) : alphabet.own(folded));
  }

  private CharSet set() {
    boolean negated = at < pattern.length() && pattern.charAt(at) == '^';
    if (negated) {
      at++;
    }
    CharSet set = CharSet.NONE;
    while (at < pattern.length() && pattern.charAt(at) != ']') {
      char first = pattern.charAt(at++);
      CharSet part = first == '\\' ? escape() : single(first);
      boolean range =
          at + 1 < pattern.length() && pattern.charAt(at) == '-' && pattern.charAt(at + 1) != ']';
      if (range && first != '\\') {
        char end = pattern.charAt(at + 1);
        at += 2;
        if (end < first || end > 126) {
          throw wrong("bad range");
        }
        part = CharSet.range(first, end);
      }
      set = set.or(part);
    }
    if (at >= pattern.length()) {
      throw wrong("no closing bracket");
    }
    at++;
    CharSet cased = anyCase ? set.anyCase() : set;
    return negated ? cased.complement() : cased;
  }

  private CharSet escape() {
    if (at >= pattern.length()) {
      throw wrong("nothing after the backslash");
    }
    char c = pattern.charAt(at++);
    return switch (c) {
      case 'd' -> CharSet.DIGIT;
      case 'w' -> CharSet.WORD;
      case 'W' -> CharSet.WORD.complement();
      case 'h' -> CharSet.of(' ').or(CharSet.of('\t'));
      case 's' -> CharSet.of(' ').or(CharSet.of('\t')).or(CharSet.of('\n')).or(CharSet.of('\r'));
      case 'S' ->
          CharSet.of(' ')
              .or(CharSet.of('\t'))
              .or(CharSet.of('\n'))
              .or(CharSet.of('\r'))
              .complement();
      case 'L' -> CharSet.LETTER;
      case 'U' ->
          CharSet.range('A', 'Z').or(CharSet.of(Alphabet.UPPER)).or(CharSet.of(Alphabet.LETTER));
      case 'n' -> CharSet.of('\n');
      case 't' -> CharSet.of('\t');
      default -> {
        if (Character.isLetterOrDigit(c)) {
          throw wrong("unknown escape \\" + c);
        }
        yield single(c);
      }
    };
  }

  private IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException(what + " at " + at + " in pattern: " + pattern);
  }
}
