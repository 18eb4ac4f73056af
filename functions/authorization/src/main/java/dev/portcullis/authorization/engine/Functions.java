package dev.portcullis.authorization.engine;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Cedar's functions and methods. */
final class Functions {
  private static final Map<String, Integer> FUNCTIONS =
      Map.of("ip", 1, "decimal", 1, "datetime", 1, "duration", 1);

  /** Methods by name, with the receiver counted. */
  private static final Map<String, Integer> METHODS =
      Map.ofEntries(
          Map.entry("contains", 2),
          Map.entry("containsAll", 2),
          Map.entry("containsAny", 2),
          Map.entry("isEmpty", 1),
          Map.entry("hasTag", 2),
          Map.entry("getTag", 2),
          Map.entry("lessThan", 2),
          Map.entry("lessThanOrEqual", 2),
          Map.entry("greaterThan", 2),
          Map.entry("greaterThanOrEqual", 2),
          Map.entry("isIpv4", 1),
          Map.entry("isIpv6", 1),
          Map.entry("isLoopback", 1),
          Map.entry("isMulticast", 1),
          Map.entry("isInRange", 2),
          Map.entry("offset", 2),
          Map.entry("durationSince", 2),
          Map.entry("toDate", 1),
          Map.entry("toTime", 1),
          Map.entry("toMilliseconds", 1),
          Map.entry("toSeconds", 1),
          Map.entry("toMinutes", 1),
          Map.entry("toHours", 1),
          Map.entry("toDays", 1));

  private Functions() {}

  /** How many arguments it takes; null if there is no such function or method. */
  static @Nullable Integer arity(String name, boolean method) {
    return (method ? METHODS : FUNCTIONS).get(name);
  }

  /** True for what makes an extension's value from a text. */
  static boolean constructs(String name) {
    return FUNCTIONS.containsKey(name);
  }

  /** True for what belongs to an extension type and not to the language itself. */
  static boolean extension(String name) {
    return !name.startsWith("contains") && !name.equals("isEmpty") && !name.endsWith("Tag");
  }

  static Value call(String name, List<Value> in) throws EvaluationException {
    Integer arity = FUNCTIONS.getOrDefault(name, METHODS.get(name));
    if (arity == null || arity != in.size()) {
      throw new EvaluationException("another number of arguments for " + name);
    }
    return switch (name) {
      case "ip" -> Ips.parse(text(in.get(0)));
      case "decimal" -> Decimals.parse(text(in.get(0)));
      case "datetime" -> Times.datetime(text(in.get(0)));
      case "duration" -> Times.duration(text(in.get(0)));
      case "contains" -> bool(many(in.get(0)).members().contains(in.get(1)));
      case "containsAll" -> bool(many(in.get(0)).members().containsAll(many(in.get(1)).members()));
      case "containsAny" ->
          bool(many(in.get(1)).members().stream().anyMatch(many(in.get(0)).members()::contains));
      case "isEmpty" -> bool(many(in.get(0)).members().isEmpty());
      case "lessThan" -> bool(decimal(in.get(0)) < decimal(in.get(1)));
      case "lessThanOrEqual" -> bool(decimal(in.get(0)) <= decimal(in.get(1)));
      case "greaterThan" -> bool(decimal(in.get(0)) > decimal(in.get(1)));
      case "greaterThanOrEqual" -> bool(decimal(in.get(0)) >= decimal(in.get(1)));
      case "isIpv4" -> bool(ip(in.get(0)).bytes().size() == 4);
      case "isIpv6" -> bool(ip(in.get(0)).bytes().size() == 16);
      case "isLoopback" -> bool(Ips.loopback(ip(in.get(0))));
      case "isMulticast" -> bool(Ips.multicast(ip(in.get(0))));
      case "isInRange" -> bool(Ips.inRange(ip(in.get(0)), ip(in.get(1))));
      default -> Times.call(name, in);
    };
  }

  private static Value bool(boolean is) {
    return new Value.Bool(is);
  }

  static String text(Value value) throws EvaluationException {
    if (value instanceof Value.Text text) {
      return text.text();
    }
    throw expected("string", value);
  }

  static Value.Many many(Value value) throws EvaluationException {
    if (value instanceof Value.Many many) {
      return many;
    }
    throw expected("set", value);
  }

  private static long decimal(Value value) throws EvaluationException {
    if (value instanceof Value.Decimal decimal) {
      return decimal.tenThousandths();
    }
    throw expected("decimal", value);
  }

  private static Value.Ip ip(Value value) throws EvaluationException {
    if (value instanceof Value.Ip ip) {
      return ip;
    }
    throw expected("ipaddr", value);
  }

  static EvaluationException expected(String kind, Value value) {
    return new EvaluationException("expected " + kind + ", got " + value.kind());
  }
}
