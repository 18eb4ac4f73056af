package dev.portcullis.aws.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A table with the string keys {@code pk} and {@code sk}. */
final class DynamoTable {
  /** The place of an item; a scan goes by the partition's hash, a query by the sort key. */
  record Key(String partition, String sort) {
    ObjectNode json() {
      ObjectNode json = JsonNodeFactory.instance.objectNode();
      json.putObject("pk").put("S", partition);
      json.putObject("sk").put("S", sort);
      return json;
    }
  }

  /** Items, and where the next page starts if one may follow. */
  record Page(List<ObjectNode> items, Optional<Key> last) {}

  private static final int MOST_ITEM_BYTES = 400 << 10;
  private static final int MOST_PAGE_BYTES = 1 << 20;

  private final TreeMap<Key, ObjectNode> items =
      new TreeMap<>(
          Comparator.<Key>comparingInt(key -> key.partition().hashCode())
              .thenComparing(Key::partition)
              .thenComparing(Key::sort));

  /** The place in an item or a key. */
  static Key key(ObjectNode item) {
    return new Key(keyText(item, "pk"), keyText(item, "sk"));
  }

  private static String keyText(ObjectNode item, String name) {
    JsonNode value = item.path(name).path("S");
    if (!value.isTextual() || item.path(name).size() != 1) {
      throw JsonRefusal.validation("the key " + name + " is not a string");
    }
    int most = name.equals("pk") ? 2_048 : 1_024;
    if (value.textValue().isEmpty() || value.textValue().length() > most) {
      throw JsonRefusal.validation(
          "One or more parameter values are not valid. The AttributeValue for a key attribute"
              + " cannot contain an empty string value. Key: "
              + name);
    }
    return value.textValue();
  }

  /** The same items; one that is there is never changed. */
  DynamoTable copy() {
    DynamoTable copy = new DynamoTable();
    copy.items.putAll(items);
    return copy;
  }

  @Override
  public String toString() {
    return items.values().toString();
  }

  Optional<ObjectNode> get(Key key) {
    return Optional.ofNullable(items.get(key)).map(ObjectNode::deepCopy);
  }

  void put(ObjectNode item) {
    int size = 0;
    for (Map.Entry<String, JsonNode> one : item.properties()) {
      boolean known =
          one.getValue().size() == 1 && (one.getValue().has("S") || one.getValue().has("B"));
      if (!known) {
        throw new JsonRefusal("SerializationException", "not an attribute: " + one.getKey());
      }
      size += one.getKey().length() + one.getValue().elements().next().textValue().length();
    }
    if (size > MOST_ITEM_BYTES) {
      throw JsonRefusal.validation("Item size has exceeded the maximum allowed size");
    }
    items.put(key(item), item.deepCopy());
  }

  void remove(Key key) {
    items.remove(key);
  }

  /** From a partition, between two sort keys; behind {@code start}, which must be within. */
  Page query(String partition, String from, String to, Optional<Key> start, int limit) {
    if (from.compareTo(to) > 0) {
      throw JsonRefusal.validation("The BETWEEN operator requires an upper bound that is greater");
    }
    Key first = new Key(partition, from);
    Key last = new Key(partition, to);
    start.ifPresent(
        key -> {
          if (items.comparator().compare(key, first) < 0
              || items.comparator().compare(key, last) > 0) {
            throw JsonRefusal.validation("The provided starting key is outside query boundaries");
          }
        });
    return page(items.subMap(start.orElse(first), start.isEmpty(), last, true).values(), limit);
  }

  Page scan(Optional<Key> start, int limit) {
    return page(start.map(key -> items.tailMap(key, false)).orElse(items).values(), limit);
  }

  private static Page page(Iterable<ObjectNode> all, int limit) {
    List<ObjectNode> found = new ArrayList<>();
    int bytes = 0;
    for (ObjectNode item : all) {
      found.add(item.deepCopy());
      bytes += item.toString().length();
      // As the service does: a full page has a next one, even if nothing is in it.
      if (found.size() == limit || bytes >= MOST_PAGE_BYTES) {
        return new Page(found, Optional.of(key(item)));
      }
    }
    return new Page(found, Optional.empty());
  }
}
