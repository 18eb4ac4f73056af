package dev.portcullis.redaction.session;

import dev.portcullis.redaction.json.JsonLimits;
import dev.portcullis.redaction.json.JsonResult;
import dev.portcullis.redaction.json.JsonRewriter;
import dev.portcullis.redaction.json.JsonVisitor;
import dev.portcullis.redaction.json.MessageShape;
import dev.portcullis.redaction.json.ShapeNode;
import dev.portcullis.redaction.json.Treatment;
import dev.portcullis.redaction.json.Unexaminable;
import dev.portcullis.redaction.json.Unexaminable.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Examines one JSON document by its shape: what the shape does not name is text, keys included. */
final class JsonExamination implements JsonVisitor {
  /** The type of a part that is only the id of what the provider has stored. */
  private static final String REFERENCE = "item_reference";

  private static final int LONGEST_CONTEXT_KEY = 64;

  /** Fewer digits than the shortest card number. */
  private static final int LONGEST_PROTOCOL_NUMBER = 11;

  /** How many documents in strings in documents are opened. */
  private static final int DEEPEST = 3;

  private static final int CLEAN_KEYS_REMEMBERED = 1_000;

  private final RequestText texts;
  private final List<Unexaminable> unexaminable;
  private final JsonPlace place;
  private final int depth;
  private final Set<String> cleanKeys = new HashSet<>();

  /** How many levels the part that is not examined has open; 0 outside of such a part. */
  private int opaqueDepth;

  JsonExamination(ShapeNode root, RequestText texts, List<Unexaminable> unexaminable) {
    this(root, texts, unexaminable, 0);
  }

  private JsonExamination(
      ShapeNode root, RequestText texts, List<Unexaminable> unexaminable, int depth) {
    this.depth = depth;
    this.place = new JsonPlace(root);
    this.texts = texts;
    this.unexaminable = unexaminable;
  }

  @Override
  public void begin(boolean object) {
    if (opaqueDepth > 0) {
      opaqueDepth++;
      return;
    }
    place.nextValue();
    Kind kind = opaque(treatment());
    if (kind != null) {
      unexaminable.add(new Unexaminable(kind, place.pointer()));
      opaqueDepth = 1;
      return;
    }
    stored();
    place.begin(object);
  }

  @Override
  public void end() {
    if (opaqueDepth > 0) {
      opaqueDepth--;
    } else {
      place.end();
    }
  }

  @Override
  public String key(String key) {
    if (opaqueDepth > 0) {
      return key;
    }
    place.key(key);
    if (place.node() != null || cleanKeys.contains(key)) {
      return key;
    }
    String redacted = texts.redact(key);
    if (redacted.equals(key) && cleanKeys.size() < CLEAN_KEYS_REMEMBERED) {
      cleanKeys.add(key);
    }
    return redacted;
  }

  @Override
  public String string(String value) {
    if (opaqueDepth > 0) {
      return value;
    }
    place.nextValue();
    ShapeNode node = place.node();
    if (node == null) {
      return text(value, contextKey());
    }
    return switch (node.treatment()) {
      case TEXT, JSON, TEXT_OR_TOKENS, NUMBER -> text(value, "");
      case WORD -> node.words().contains(value) ? value : texts.redact(value);
      case PART -> part(node, value);
      case MODEL -> ProtocolForms.isModel(value) ? value : texts.redact(value);
      case ID -> ProtocolForms.isKnownId(value) ? texts.knownId(value) : identifier(value);
      case STORED -> {
        stored();
        yield ProtocolForms.isKnownId(value) ? texts.knownId(value) : identifier(value);
      }
      case NAME -> identifier(value);
      case IMAGE, AUDIO, FILE, OPAQUE -> {
        report(opaque(node.treatment()), place.pointer());
        yield value;
      }
    };
  }

  @Override
  public @Nullable String number(String number) {
    if (opaqueDepth > 0) {
      return null;
    }
    place.nextValue();
    stored();
    Treatment treatment = treatment();
    if (treatment == Treatment.NUMBER && number.length() <= LONGEST_PROTOCOL_NUMBER) {
      return null;
    }
    if (treatment == Treatment.TEXT_OR_TOKENS) {
      report(Kind.TOKENS, place.pointer());
      return null;
    }
    return texts.number(number, contextKey());
  }

  @Override
  public void name(String name) {
    if (opaqueDepth == 0) {
      place.nextValue();
    }
  }

  private @Nullable Treatment treatment() {
    ShapeNode node = place.node();
    return node == null ? null : node.treatment();
  }

  /** Reports a value that names what the provider has stored, whatever form it has. */
  private void stored() {
    if (treatment() == Treatment.STORED) {
      report(Kind.STORED, place.pointer());
    }
  }

  private String part(ShapeNode node, String type) {
    if (node.words().contains(type)) {
      if (type.equals(REFERENCE)) {
        report(Kind.STORED, place.parentPointer());
      }
      return type;
    }
    report(Kind.UNKNOWN_PART, place.parentPointer());
    return texts.redact(type);
  }

  private String identifier(String value) {
    return ProtocolForms.isIdentifier(value) ? texts.identifier(value) : texts.redact(value);
  }

  /**
   * A text, or the document that it holds: in a document the escapes must be decoded before
   * anything is matched, or a value behind {@code \\t} would look like a longer word.
   */
  private String text(String value, String key) {
    String document = document(value);
    return document == null ? texts.redact(value, key) : document;
  }

  /** The text examined as the object or array that it is; null if it is none. */
  @Nullable String document(String value) {
    String text = value.strip();
    boolean opens = text.startsWith("{") || text.startsWith("[");
    // Asked first, so that half a document leaves no findings behind.
    if (depth == DEEPEST || !opens || !JsonRewriter.accepts(value, JsonLimits.DEFAULT)) {
      return null;
    }
    JsonExamination inner =
        new JsonExamination(MessageShape.ANY.root(), texts, unexaminable, depth + 1);
    JsonResult result = JsonRewriter.rewrite(value, JsonLimits.DEFAULT, inner);
    return ((JsonResult.Rewritten) result).text();
  }

  private String contextKey() {
    String key = place.nearestKey();
    return key.length() <= LONGEST_CONTEXT_KEY ? key : "";
  }

  /** Reports a part once: an array of token numbers is one part. */
  private void report(@Nullable Kind kind, String pointer) {
    if (kind == null) {
      return;
    }
    String where = kind == Kind.TOKENS ? pointer.substring(0, pointer.lastIndexOf('/')) : pointer;
    Unexaminable part = new Unexaminable(kind, where);
    if (unexaminable.isEmpty() || !unexaminable.get(unexaminable.size() - 1).equals(part)) {
      unexaminable.add(part);
    }
  }

  private static @Nullable Kind opaque(@Nullable Treatment treatment) {
    if (treatment == null) {
      return null;
    }
    return switch (treatment) {
      case IMAGE -> Kind.IMAGE;
      case AUDIO -> Kind.AUDIO;
      case FILE -> Kind.FILE;
      case OPAQUE -> Kind.OPAQUE;
      default -> null;
    };
  }
}
