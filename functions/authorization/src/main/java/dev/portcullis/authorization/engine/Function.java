package dev.portcullis.authorization.engine;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Cedar's functions and methods by name, except those that ask for tags. */
enum Function {
  IP("ip", 1, false),
  DECIMAL("decimal", 1, false),
  DATETIME("datetime", 1, false),
  DURATION("duration", 1, false),
  CONTAINS("contains", 2, true),
  CONTAINS_ALL("containsAll", 2, true),
  CONTAINS_ANY("containsAny", 2, true),
  IS_EMPTY("isEmpty", 1, true),
  LESS_THAN("lessThan", 2, true),
  LESS_THAN_OR_EQUAL("lessThanOrEqual", 2, true),
  GREATER_THAN("greaterThan", 2, true),
  GREATER_THAN_OR_EQUAL("greaterThanOrEqual", 2, true),
  IS_IPV4("isIpv4", 1, true),
  IS_IPV6("isIpv6", 1, true),
  IS_LOOPBACK("isLoopback", 1, true),
  IS_MULTICAST("isMulticast", 1, true),
  IS_IN_RANGE("isInRange", 2, true),
  OFFSET("offset", 2, true),
  DURATION_SINCE("durationSince", 2, true),
  TO_DATE("toDate", 1, true),
  TO_TIME("toTime", 1, true),
  TO_MILLISECONDS("toMilliseconds", 1, true),
  TO_SECONDS("toSeconds", 1, true),
  TO_MINUTES("toMinutes", 1, true),
  TO_HOURS("toHours", 1, true),
  TO_DAYS("toDays", 1, true);

  private static final Map<String, Function> BY_NAME = new HashMap<>();

  static {
    for (Function function : values()) {
      BY_NAME.put(function.label, function);
    }
  }

  private final String label;
  private final int arity;
  private final boolean method;

  Function(String label, int arity, boolean method) {
    this.label = label;
    this.arity = arity;
    this.method = method;
  }

  /** The function, or method, of a name; null if there is none. */
  static @Nullable Function named(String name, boolean method) {
    Function function = BY_NAME.get(name);
    return function != null && function.method == method ? function : null;
  }

  String label() {
    return label;
  }

  /** How many arguments it takes, with the receiver counted. */
  int arity() {
    return arity;
  }

  /** True for what makes an extension's value from a text. */
  boolean constructs() {
    return !method;
  }

  /** True for what belongs to an extension type and not to the language itself. */
  boolean extension() {
    return switch (this) {
      case CONTAINS, CONTAINS_ALL, CONTAINS_ANY, IS_EMPTY -> false;
      default -> true;
    };
  }
}
