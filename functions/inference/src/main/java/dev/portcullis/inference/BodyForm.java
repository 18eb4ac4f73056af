package dev.portcullis.inference;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.portcullis.redaction.json.ShapeNode;
import dev.portcullis.redaction.json.Treatment;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a body that another reader could take for another one: a field of the protocol in other
 * letters, an object in the place of a list or a list in that of an object, a content part without
 * a type.
 *
 * <p>A server in Go takes {@code Model} for {@code model} and the last of both wins; vLLM takes a
 * part without a type for what its other keys say. Nobody here would have looked at either.
 */
final class BodyForm {
  private static final String TYPE = "type";

  /** An open object or array. */
  private static final class Level {
    /** What the protocol says of the object, or of each item of the array; null if nothing. */
    final @Nullable ShapeNode shape;

    final boolean array;
    boolean typed;
    boolean identified;

    Level(@Nullable ShapeNode shape, boolean array) {
      this.shape = shape;
      this.array = array;
    }
  }

  private final JsonParser in;
  private final Deque<Level> open = new ArrayDeque<>();

  /** The field of the body that is being read. */
  private String outer = "";

  private BodyForm(JsonParser in) {
    this.in = in;
  }

  /** Reads a document to its end. */
  static void check(JsonParser in, ShapeNode shape) throws IOException, RefusedException {
    new BodyForm(in).run(shape);
  }

  private void run(ShapeNode root) throws IOException, RefusedException {
    ShapeNode value = root;
    for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
      Level level = open.peek();
      ShapeNode here = level != null && level.array ? level.shape : value;
      switch (token) {
        case FIELD_NAME -> value = named(in.currentName(), open.element());
        case START_OBJECT -> {
          require(here == null || here.item() == null, "has an object in the place of a list");
          open.push(new Level(here, false));
        }
        case START_ARRAY -> {
          require(
              here == null || here.item() != null || here.field(TYPE) == null,
              "has a list in the place of an object");
          open.push(new Level(here == null ? null : here.item(), true));
        }
        case END_OBJECT -> {
          Level ended = open.pop();
          require(ended.typed || !isPart(ended.shape), "has a content part without a 'type'");
          // A provider may take it for a reference to what it has stored.
          require(
              ended.typed || !ended.identified || !isTyped(ended.shape),
              "has an item with an 'id' and without a 'type'");
        }
        case END_ARRAY -> open.pop();
        case VALUE_STRING -> {
          if (level != null && !level.array) {
            level.typed |= TYPE.equals(in.currentName());
          }
        }
        default -> {}
      }
    }
  }

  /** What the protocol says of a field of the object that is open. */
  private @Nullable ShapeNode named(String name, Level object) throws RefusedException {
    String plain = plain(name);
    if (open.size() == 1) {
      outer = plain;
    }
    object.identified |= name.equals("id");
    ShapeNode shape = object.shape;
    boolean known =
        (open.size() == 1 && BodyFields.NAMES.contains(plain))
            || (shape != null && shape.field(plain) != null);
    if (known && !name.equals(plain)) {
      throw Refusal.field(ErrorCode.INVALID_FIELD, plain, "must be written in small letters")
          .thrown();
    }
    return shape == null ? null : shape.field(name);
  }

  /** As a reader takes it that disregards case, with the two signs that stand for s and k. */
  private static String plain(String name) {
    StringBuilder plain = new StringBuilder(name.length());
    name.chars().forEach(c -> plain.append((char) Character.toLowerCase(Character.toUpperCase(c))));
    return plain.toString();
  }

  /** An item of a conversation may leave its type out, a part of a content may not. */
  private static boolean isPart(@Nullable ShapeNode shape) {
    return shape != null && isTyped(shape) && shape.field("role") == null;
  }

  private static boolean isTyped(@Nullable ShapeNode shape) {
    if (shape == null) {
      return false;
    }
    ShapeNode type = shape.field(TYPE);
    return type != null && type.treatment() == Treatment.PART;
  }

  private void require(boolean holds, String message) throws RefusedException {
    BodyFields.require(holds, outer, message);
  }
}
