package dev.portcullis.authorization.engine;

/** What Cedar's functions and methods answer. */
final class Functions {
  private Functions() {}

  static Value call(Function function, Value... in) throws EvaluationException {
    if (function.arity() != in.length) {
      throw new EvaluationException("another number of arguments for " + function.label());
    }
    return switch (function) {
      case IP -> Ips.parse(text(in[0]));
      case DECIMAL -> Decimals.parse(text(in[0]));
      case DATETIME -> Times.datetime(text(in[0]));
      case DURATION -> Times.duration(text(in[0]));
      case CONTAINS -> bool(many(in[0]).members().contains(in[1]));
      case CONTAINS_ALL -> bool(many(in[0]).members().containsAll(many(in[1]).members()));
      case CONTAINS_ANY -> bool(common(many(in[0]), many(in[1])));
      case IS_EMPTY -> bool(many(in[0]).members().isEmpty());
      case LESS_THAN -> bool(decimals(in) < 0);
      case LESS_THAN_OR_EQUAL -> bool(decimals(in) <= 0);
      case GREATER_THAN -> bool(decimals(in) > 0);
      case GREATER_THAN_OR_EQUAL -> bool(decimals(in) >= 0);
      case IS_IPV4 -> bool(!ip(in[0]).v6());
      case IS_IPV6 -> bool(ip(in[0]).v6());
      case IS_LOOPBACK -> bool(Ips.loopback(ip(in[0])));
      case IS_MULTICAST -> bool(Ips.multicast(ip(in[0])));
      case IS_IN_RANGE -> bool(Ips.inRange(ip(in[0]), ip(in[1])));
      default -> Times.call(function, in);
    };
  }

  private static boolean common(Value.Many some, Value.Many others) {
    for (Value other : others.members()) {
      if (some.members().contains(other)) {
        return true;
      }
    }
    return false;
  }

  private static int decimals(Value[] in) throws EvaluationException {
    return Long.compare(decimal(in[0]), decimal(in[1]));
  }

  private static Value bool(boolean is) {
    return Value.Bool.of(is);
  }

  static String text(Value value) throws EvaluationException {
    if (value instanceof Value.Text text) {
      return text.text();
    }
    throw expected("string", value);
  }

  static Value.Uid uid(Value value) throws EvaluationException {
    if (value instanceof Value.Uid uid) {
      return uid;
    }
    throw expected("entity", value);
  }

  private static Value.Many many(Value value) throws EvaluationException {
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
