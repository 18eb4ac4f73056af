package dev.portcullis.authorization.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads expressions; nesting is bounded, so no text can exhaust the stack. */
final class ExprParser {
  private static final int DEEPEST = 100;

  private final Tokens in;
  private int depth;

  ExprParser(Tokens in) {
    this.in = in;
  }

  Expr expression() throws SourceException {
    if (++depth > DEEPEST) {
      throw in.error("nested deeper than " + DEEPEST);
    }
    Expr result;
    if (in.take("if")) {
      Expr condition = expression();
      in.expect("then");
      Expr then = expression();
      in.expect("else");
      result = new Logic.If(condition, then, expression());
    } else {
      result = or();
    }
    depth--;
    return result;
  }

  private Expr or() throws SourceException {
    List<Expr> parts = new ArrayList<>(List.of(and()));
    while (in.take("||")) {
      parts.add(and());
    }
    return parts.size() == 1 ? parts.get(0) : new Logic.Or(parts);
  }

  private Expr and() throws SourceException {
    List<Expr> parts = new ArrayList<>(List.of(relation()));
    while (in.take("&&")) {
      parts.add(relation());
    }
    return parts.size() == 1 ? parts.get(0) : new Logic.And(parts);
  }

  private Expr relation() throws SourceException {
    Expr left = sum();
    if (in.take("has")) {
      return has(left);
    } else if (in.take("like")) {
      Token pattern = in.next();
      if (pattern.kind() != Token.Kind.STRING || !Escapes.valid(pattern.raw(), true)) {
        throw in.error("expected a pattern after `like`");
      }
      return new Relations.Like(left, Escapes.pattern(pattern.raw()));
    } else if (in.take("is")) {
      Expr is = new Relations.Is(left, path());
      return in.take("in") ? new Logic.And(List.of(is, new Relations.In(left, sum()))) : is;
    }
    return in.peek().kind() == Token.Kind.STRING ? left : comparison(left);
  }

  private Expr comparison(Expr left) throws SourceException {
    switch (in.peek().text()) {
      case "==" -> {
        in.next();
        return new Relations.Equal(left, sum(), true);
      }
      case "!=" -> {
        in.next();
        return new Relations.Equal(left, sum(), false);
      }
      case "in" -> {
        in.next();
        return new Relations.In(left, sum());
      }
      case "<" -> {
        return ordered(left, Relations.Order.LESS);
      }
      case "<=" -> {
        return ordered(left, Relations.Order.LESS_OR_EQUAL);
      }
      case ">" -> {
        return ordered(left, Relations.Order.GREATER);
      }
      case ">=" -> {
        return ordered(left, Relations.Order.GREATER_OR_EQUAL);
      }
      default -> {
        return left;
      }
    }
  }

  private Expr ordered(Expr left, Relations.Order order) throws SourceException {
    in.next();
    return new Relations.Ordered(left, order, sum());
  }

  private Expr has(Expr of) throws SourceException {
    if (in.peek().kind() == Token.Kind.STRING) {
      String name = in.expect(Token.Kind.STRING, "an attribute").text();
      return new Structures.Has(of, List.of(name));
    }
    List<String> path = new ArrayList<>();
    do {
      path.add(in.expect(Token.Kind.NAME, "an attribute's name").text());
    } while (in.take("."));
    return new Structures.Has(of, path);
  }

  private Expr sum() throws SourceException {
    Expr left = product();
    while (in.at("+") || in.at("-")) {
      boolean plus = in.next().is("+");
      left =
          new Arithmetic(
              left, plus ? Arithmetic.Operation.PLUS : Arithmetic.Operation.MINUS, product());
    }
    return left;
  }

  private Expr product() throws SourceException {
    Expr left = unary();
    while (in.take("*")) {
      left = new Arithmetic(left, Arithmetic.Operation.TIMES, unary());
    }
    return left;
  }

  private Expr unary() throws SourceException {
    int not = 0;
    int minus = 0;
    while (in.at("!") || in.at("-")) {
      if (in.peek().is("!") ? ++not > 4 || minus > 0 : ++minus > 4 || not > 0) {
        throw in.error("too many signs before a value");
      }
      in.next();
    }
    Expr of;
    if (minus > 0 && in.peek().kind() == Token.Kind.NUMBER) {
      // The smallest number has no positive counterpart, so its sign is read with it.
      of = member(new Expr.Literal(new Value.Whole(number("-" + in.next().text()))));
      minus--;
    } else {
      of = member(primary());
    }
    for (; not > 0; not--) {
      of = new Logic.Not(of);
    }
    for (; minus > 0; minus--) {
      of = Arithmetic.negative(of);
    }
    return of;
  }

  private Expr member(Expr start) throws SourceException {
    Expr of = start;
    while (true) {
      if (in.take(".")) {
        String name = in.expect(Token.Kind.NAME, "a name after `.`").text();
        if (in.take("(")) {
          List<Expr> arguments = new ArrayList<>(List.of(of));
          arguments.addAll(list(")"));
          of = call(name, arguments, true);
        } else {
          of = new Structures.Get(of, name);
        }
      } else if (in.take("[")) {
        of = new Structures.Get(of, in.expect(Token.Kind.STRING, "an attribute").text());
        in.expect("]");
      } else {
        return of;
      }
    }
  }

  private Expr primary() throws SourceException {
    Token token = in.peek();
    if (token.kind() == Token.Kind.NUMBER) {
      return new Expr.Literal(new Value.Whole(number(in.next().text())));
    } else if (token.kind() == Token.Kind.STRING) {
      return new Expr.Literal(new Value.Text(in.expect(Token.Kind.STRING, "a text").text()));
    } else if (in.take("(")) {
      Expr inner = expression();
      in.expect(")");
      return inner;
    } else if (in.take("[")) {
      return Constants.fold(new Structures.SetOf(list("]")));
    } else if (in.take("{")) {
      return fields();
    } else if (token.kind() != Token.Kind.NAME) {
      throw in.error("expected a value but found `" + token.text() + "`");
    } else if (in.peek(1).is("::")) {
      return new Expr.Literal(entity());
    } else if (in.peek(1).is("(")) {
      String function = in.next().text();
      in.next();
      return call(function, list(")"), false);
    }
    return word(in.next());
  }

  private Expr word(Token token) throws SourceException {
    String name = token.text();
    if (name.equals("true") || name.equals("false")) {
      return new Expr.Literal(Value.Bool.of(name.equals("true")));
    }
    Expr variable = Expr.Variable.named(name);
    if (variable != null) {
      return variable;
    }
    throw new SourceException(
        in.file(), token.line(), token.column(), "unknown name `" + name + "`");
  }

  private List<Expr> list(String end) throws SourceException {
    List<Expr> members = new ArrayList<>();
    while (!in.take(end)) {
      members.add(expression());
      if (!in.at(end)) {
        in.expect(",");
      }
    }
    return members;
  }

  private Expr fields() throws SourceException {
    Map<String, Expr> fields = new LinkedHashMap<>();
    while (!in.take("}")) {
      Token name =
          in.peek().kind() == Token.Kind.STRING
              ? in.expect(Token.Kind.STRING, "a field")
              : in.expect(Token.Kind.NAME, "a field's name");
      in.expect(":");
      if (fields.put(name.text(), expression()) != null) {
        throw in.error("a second field `" + name.text() + "`");
      }
      if (!in.at("}")) {
        in.expect(",");
      }
    }
    return new Structures.RecordOf(fields);
  }

  private Expr call(String name, List<Expr> arguments, boolean method) throws SourceException {
    if (method && name.endsWith("Tag") && arguments.size() == 2) {
      if (name.equals("hasTag")) {
        return new Structures.HasTag(arguments.get(0), arguments.get(1));
      } else if (name.equals("getTag")) {
        return new Structures.GetTag(arguments.get(0), arguments.get(1));
      }
    }
    Function function = Function.named(name, method);
    if (function == null) {
      throw in.error("unknown " + (method ? "method" : "function") + " `" + name + "`");
    }
    // Cedar reads an extension's call with any number of arguments, and fails when it is evaluated.
    if (function.arity() != arguments.size() && !function.extension()) {
      throw in.error("`" + name + "` has another number of arguments");
    }
    return Constants.fold(new Structures.Call(function, arguments));
  }

  /** A type's name: {@code A::B}. */
  String path() throws SourceException {
    StringBuilder path = new StringBuilder(in.expect(Token.Kind.NAME, "a type").text());
    while (in.at("::") && in.peek(1).kind() == Token.Kind.NAME) {
      in.next();
      path.append("::").append(in.next().text());
    }
    return path.toString();
  }

  /** An entity's name: {@code A::B::"id"}. */
  Value.Uid entity() throws SourceException {
    String type = path();
    in.expect("::");
    return new Value.Uid(type, in.expect(Token.Kind.STRING, "an entity's id").text());
  }

  private long number(String digits) throws SourceException {
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException tooLarge) {
      throw in.error("the number does not fit into 64 bits");
    }
  }
}
