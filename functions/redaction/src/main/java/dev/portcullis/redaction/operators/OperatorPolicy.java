package dev.portcullis.redaction.operators;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which operator treats which type; what the operator refuses becomes a type label, so that a value
 * never stays because an operator could not treat it.
 */
public final class OperatorPolicy {
  private final SortedMap<String, Operator> byType;
  private final Operator otherwise;

  private OperatorPolicy(Map<String, Operator> byType, Operator otherwise) {
    this.byType = Collections.unmodifiableSortedMap(new TreeMap<>(byType));
    this.otherwise = otherwise;
  }

  /** Every type is treated by {@code operator}. */
  public static OperatorPolicy all(Operator operator) {
    return new OperatorPolicy(Map.of(), operator);
  }

  /**
   * This policy with another operator for one type.
   *
   * @param type a type's name, or {@code *} for every type that has none of its own
   */
  public OperatorPolicy with(String type, Operator operator) {
    if (type.equals("*")) {
      return new OperatorPolicy(byType, operator);
    }
    Map<String, Operator> changed = new TreeMap<>(byType);
    changed.put(type, operator);
    return new OperatorPolicy(changed, otherwise);
  }

  /** The operator for a type. */
  public Operator operatorFor(String type) {
    return byType.getOrDefault(type, otherwise);
  }

  @Override
  public String toString() {
    return "OperatorPolicy" + byType.keySet();
  }
}
