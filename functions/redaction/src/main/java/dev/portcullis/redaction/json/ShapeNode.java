package dev.portcullis.redaction.json;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One place in a protocol's messages: its treatment and the places below it. */
public final class ShapeNode {
  private final Map<String, ShapeNode> fields = new HashMap<>();
  private @Nullable ShapeNode item;
  private Treatment treatment = Treatment.TEXT;
  private Set<String> words = Set.of();

  ShapeNode() {}

  /** How a value here is examined. */
  public Treatment treatment() {
    return treatment;
  }

  /** The words that a {@link Treatment#WORD} or {@link Treatment#PART} may be. */
  public Set<String> words() {
    return words;
  }

  /** The place of a field of the object here; null if it is not declared. */
  public @Nullable ShapeNode field(String key) {
    return fields.get(key);
  }

  /** The place of an item of the array here; null if none is declared. */
  public @Nullable ShapeNode item() {
    return item;
  }

  ShapeNode declareField(String key) {
    return fields.computeIfAbsent(key, k -> new ShapeNode());
  }

  ShapeNode declareItem() {
    ShapeNode declared = item;
    if (declared == null) {
      declared = new ShapeNode();
      item = declared;
    }
    return declared;
  }

  void declare(Treatment as, Set<String> allowed) {
    treatment = as;
    words = allowed;
  }
}
