package dev.portcullis.redaction.pattern;

import java.util.List;

/** A parsed pattern. */
sealed interface Node {
  /** One character of a set. */
  record Chars(CharSet set) implements Node {}

  /** One part after the other; empty matches the empty text. */
  record Sequence(List<Node> parts) implements Node {}

  /** Any one of the parts. */
  record Choice(List<Node> parts) implements Node {}

  /** A part repeated; {@code max} below 0 is without limit. */
  record Repeat(Node part, int min, int max) implements Node {}

  /** The place where the value starts or ends. */
  record Mark(boolean start) implements Node {}
}
