package dev.portcullis.redaction.operators;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One primary key, which makes new tokens, and the older enabled keys, which still read theirs:
 * rotation adds a primary and keeps the rest until their tokens are gone.
 */
public final class OperatorKeys {
  private final OperatorKey primary;
  private final Map<String, OperatorKey> enabled = new LinkedHashMap<>();

  private OperatorKeys(OperatorKey primary, List<OperatorKey> older) {
    this.primary = primary;
    enabled.put(primary.id(), primary);
    for (OperatorKey key : older) {
      if (enabled.put(key.id(), key) != null) {
        throw new IllegalArgumentException("two keys with the id " + key.id());
      }
    }
  }

  /**
   * A set of keys.
   *
   * @throws IllegalArgumentException if two have the same id
   */
  public static OperatorKeys of(OperatorKey primary, OperatorKey... older) {
    return new OperatorKeys(primary, List.of(older));
  }

  /** The same set with a new primary; the former one stays enabled. */
  public OperatorKeys rotatedTo(OperatorKey next) {
    return new OperatorKeys(next, List.copyOf(enabled.values()));
  }

  /** The key that makes new tokens. */
  public OperatorKey primary() {
    return primary;
  }

  /** The enabled key with this id; empty if it is retired or was never known. */
  public Optional<OperatorKey> find(String id) {
    return Optional.ofNullable(enabled.get(id));
  }

  @Override
  public String toString() {
    return "OperatorKeys" + enabled.keySet();
  }
}
