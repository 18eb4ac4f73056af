package dev.portcullis.redaction.json;

import dev.portcullis.redaction.json.JsonResult.Fault;
import dev.portcullis.redaction.json.JsonResult.Refused;
import dev.portcullis.redaction.json.JsonResult.Rewritten;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites a JSON document so that it parses to the same document less what the visitor replaced;
 * every byte that belongs to nothing replaced stays as it was.
 *
 * <p>Strict by RFC 8259, in one linear pass without recursion, with keys that repeat in an object
 * refused. What the visitor throws goes through to the caller, and no text comes out then.
 */
public final class JsonRewriter {
  private enum Expect {
    VALUE,
    ITEM_OR_END,
    KEY,
    KEY_OR_END,
    COMMA_OR_END,
    NOTHING
  }

  private final String json;
  private final JsonLimits limits;
  private final JsonVisitor visitor;
  private final JsonLexer lexer;

  /** The open objects' keys; an array has an empty, immutable set that is never added to. */
  private final Deque<Set<String>> open = new ArrayDeque<>();

  private static final Set<String> ARRAY = Set.of();

  private Expect expect = Expect.VALUE;
  private @Nullable StringBuilder out;
  private int copied;

  private JsonRewriter(String json, JsonLimits limits, JsonVisitor visitor) {
    this.json = json;
    this.limits = limits;
    this.visitor = visitor;
    this.lexer = new JsonLexer(json, limits);
  }

  /** Reads the whole document, showing each part to the visitor, and gives the result. */
  public static JsonResult rewrite(String json, JsonLimits limits, JsonVisitor visitor) {
    if (json.length() > limits.maxLength()) {
      return new Refused(Fault.TOO_LARGE, limits.maxLength());
    }
    JsonRewriter rewriter = new JsonRewriter(json, limits, visitor);
    try {
      return new Rewritten(rewriter.run());
    } catch (JsonLexer.Refusal refusal) {
      return new Refused(refusal.fault(), rewriter.lexer.at());
    }
  }

  /** Whether the text is a document that {@link #rewrite} would accept. */
  public static boolean accepts(String json, JsonLimits limits) {
    return rewrite(json, limits, new KeepEverything()) instanceof Rewritten;
  }

  private String run() {
    while (expect != Expect.NOTHING) {
      step(lexer.peek());
    }
    lexer.peek();
    if (!lexer.atEnd()) {
      throw lexer.refuse();
    }
    StringBuilder result = out;
    return result == null ? json : result.append(json, copied, json.length()).toString();
  }

  private void step(char c) {
    switch (expect) {
      case VALUE -> value(c);
      case ITEM_OR_END -> {
        if (c == ']') {
          close();
        } else {
          value(c);
        }
      }
      case KEY -> key(c);
      case KEY_OR_END -> {
        if (c == '}') {
          close();
        } else {
          key(c);
        }
      }
      case COMMA_OR_END -> commaOrEnd(c);
      case NOTHING -> throw new IllegalStateException("the document has ended");
    }
  }

  private void commaOrEnd(char c) {
    boolean array = open.element() == ARRAY;
    if (c == ',') {
      lexer.skip();
      expect = array ? Expect.VALUE : Expect.KEY;
    } else if (c == (array ? ']' : '}')) {
      close();
    } else {
      throw lexer.refuse();
    }
  }

  private void key(char c) {
    if (c != '"') {
      throw lexer.refuse();
    }
    int start = lexer.at();
    String key = lexer.string();
    if (!open.element().add(key)) {
      throw new JsonLexer.Refusal(Fault.DUPLICATE_KEY);
    }
    replace(start, key, visitor.key(key));
    if (lexer.peek() != ':') {
      throw lexer.refuse();
    }
    lexer.skip();
    expect = Expect.VALUE;
  }

  private void value(char c) {
    switch (c) {
      case '{' -> open(true);
      case '[' -> open(false);
      case '"' -> {
        int start = lexer.at();
        String value = lexer.string();
        replace(start, value, visitor.string(value));
        afterValue();
      }
      case 't', 'f', 'n' -> {
        visitor.name(lexer.name());
        afterValue();
      }
      default -> {
        int start = lexer.at();
        String number = lexer.number();
        String replacement = visitor.number(number);
        if (replacement != null) {
          write(start, replacement);
        }
        afterValue();
      }
    }
  }

  private void open(boolean object) {
    if (open.size() == limits.maxDepth()) {
      throw new JsonLexer.Refusal(Fault.TOO_DEEP);
    }
    lexer.skip();
    visitor.begin(object);
    open.push(object ? new HashSet<>() : ARRAY);
    expect = object ? Expect.KEY_OR_END : Expect.ITEM_OR_END;
  }

  private void close() {
    lexer.skip();
    open.pop();
    visitor.end();
    afterValue();
  }

  private void afterValue() {
    expect = open.isEmpty() ? Expect.NOTHING : Expect.COMMA_OR_END;
  }

  @SuppressWarnings("ReferenceEquality") // The same instance is the visitor's way to say unchanged.
  private void replace(int start, String before, String after) {
    if (before != after) {
      write(start, after);
    }
  }

  /** Puts a string in the place of the token that began at {@code start} and has just been read. */
  private void write(int start, String text) {
    StringBuilder result = out;
    if (result == null) {
      result = new StringBuilder(json.length() + 64);
      out = result;
    }
    result.append(json, copied, start).append('"');
    JsonEscapes.append(result, text);
    result.append('"');
    copied = lexer.at();
  }
}
