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
  static final Place ROOT = new Place(null, "", -1);

  Place field(String name) {
    return new Place(this, name, -1);
  }

  Place item(JsonNode value, int position) {
    JsonNode index = value.get("index");
    boolean stated = index != null && index.isIntegralNumber() && index.canConvertToLong();
    return new Place(this, "", stated ? Math.max(0, index.longValue()) : position);
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
