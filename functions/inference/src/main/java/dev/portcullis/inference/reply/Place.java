package dev.portcullis.inference.reply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * Where a text stands in a chunk, the same in every chunk: fields by name, items by the {@code
 * index} that they state, or by their position if they state none.
 *
 * @param parent the object or array it is in; null for the root
 * @param field the field's name; empty for an item
 * @param item the item's index; -1 for a field
 */
record Place(@Nullable Place parent, String field, long item) {
  private static final int LARGEST_INDEX = 9_999;

  static final Place ROOT = new Place(null, "", -1);

  Place field(String name) {
    return new Place(this, name, -1);
  }

  Place item(JsonNode value, int position) throws UnfitReplyException {
    return new Place(this, "", index(value.get("index"), position));
  }

  /**
   * The index that is stated, or {@code otherwise} if none is.
   *
   * @throws UnfitReplyException GARBAGE if it is no whole number from 0 to 9,999: a client could
   *     take {@code "0"} or {@code 0.0} for the same place as 0, or -1 for another, and put
   *     together there what was examined apart
   */
  static long index(@Nullable JsonNode stated, long otherwise) throws UnfitReplyException {
    if (stated == null || stated.isNull() || stated.isMissingNode()) {
      return otherwise;
    }
    boolean whole = stated.isIntegralNumber() && stated.canConvertToInt();
    if (!whole || stated.intValue() < 0 || stated.intValue() > LARGEST_INDEX) {
      throw new UnfitReplyException(UnfitReplyException.Reason.GARBAGE);
    }
    return stated.intValue();
  }

  /** Whether a text can be put at this place: not straight into an array within an array. */
  boolean takesText() {
    boolean nested = false;
    for (Place at = this; at.parent != null && !nested; at = at.parent) {
      nested = at.item >= 0 && at.parent.item >= 0;
    }
    return !nested;
  }

  /** Puts a text at this place below {@code root}, behind a text that already stands there. */
  void append(ObjectNode root, String text) {
    Place above = parent;
    if (above == null) {
      throw new IllegalStateException("a text is not the root");
    }
    if (item >= 0) {
      above.array(root).add(text);
      return;
    }
    ObjectNode object = above.object(root);
    JsonNode before = object.get(field);
    object.put(field, before != null && before.isTextual() ? before.textValue() + text : text);
  }

  private ObjectNode object(ObjectNode root) {
    Place above = parent;
    if (above == null) {
      return root;
    }
    if (item < 0) {
      ObjectNode in = above.object(root);
      return in.get(field) instanceof ObjectNode found ? found : in.putObject(field);
    }
    ArrayNode in = above.array(root);
    for (JsonNode one : in) {
      if (one instanceof ObjectNode object && object.path("index").asLong(-1) == item) {
        return object;
      }
    }
    return in.addObject().put("index", item);
  }

  private ArrayNode array(ObjectNode root) {
    Place above = parent;
    if (above == null || item >= 0) {
      throw new IllegalStateException("an array in a chunk is always a field");
    }
    ObjectNode in = above.object(root);
    return in.get(field) instanceof ArrayNode found ? found : in.putArray(field);
  }
}
