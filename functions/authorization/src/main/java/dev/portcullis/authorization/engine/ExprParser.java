package dev.portcullis.authorization.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads expressions; nesting is bounded, so no text can exhaust the stack. */
final class ExprParser {
  private static final int DEEPEST = 100;
  private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=", "in");
  private static final Set<String> VARIABLES = Set.of("principal", "action", "resource", "context");

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
      result = new Expr.If(condition, then, expression());
    } else {
      result = or();
    }
    depth--;
    return result;
  }

  private Expr or() throws SourceException {
    Expr left = and();
    while (in.take("||")) {
      left = new Expr.Or(left, and());
    }
    return left;
  }

  private Expr and() throws SourceException {
    Expr left = relation();
    while (in.take("&&")) {
      left = new Expr.And(left, relation());
    }
    return left;
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
      return new Expr.Like(left, Escapes.pattern(pattern.raw()));
    } else if (in.take("is")) {
      Expr is = new Expr.Is(left, path());
      return in.take("in") ? new Expr.And(is, new Expr.Binary("in", left, sum())) : is;
    } else if (in.peek().kind() != Token.Kind.STRING && COMPARISONS.contains(in.peek().text())) {
      return new Expr.Binary(in.next().text(), left, sum());
    }
    return left;
  }

  private Expr has(Expr of) throws SourceException {
    if (in.peek().kind() == Token.Kind.STRING) {
      return new Expr.Has(of, in.expect(Token.Kind.STRING, "an attribute").text());
    }
    String name = in.expect(Token.Kind.NAME, "an attribute's name").text();
    Expr result = new Expr.Has(of, name);
    Expr reached = of;
    while (in.take(".")) {
      reached = new Expr.Get(reached, name);
      name = in.expect(Token.Kind.NAME, "an attribute's name").text();
      result = new Expr.And(result, new Expr.Has(reached, name));
    }
    return result;
  }

  private Expr sum() throws SourceException {
    Expr left = product();
    while (in.at("+") || in.at("-")) {
      left = new Expr.Binary(in.next().text(), left, product());
    }
    return left;
  }

  private Expr product() throws SourceException {
    Expr left = unary();
    while (in.take("*")) {
      left = new Expr.Binary("*", left, unary());
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
      of = new Expr.Not(of);
    }
    for (; minus > 0; minus--) {
      of = new Expr.Negative(of);
    }
    return of;
  }

  private Expr member(Expr start) throws SourceException {
    Expr of = start;
    int links = 0;
    while (true) {
      if (++links > DEEPEST) {
        throw in.error("more than " + DEEPEST + " members in a row");
      }
      if (in.take(".")) {
        String name = in.expect(Token.Kind.NAME, "a name after `.`").text();
        if (in.take("(")) {
          List<Expr> arguments = new ArrayList<>(List.of(of));
          arguments.addAll(list(")"));
          of = call(name, arguments, true);
        } else {
          of = new Expr.Get(of, name);
        }
      } else if (in.take("[")) {
        of = new Expr.Get(of, in.expect(Token.Kind.STRING, "an attribute").text());
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
      return Constants.fold(new Expr.SetOf(list("]")));
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
      return new Expr.Literal(new Value.Bool(name.equals("true")));
    } else if (VARIABLES.contains(name)) {
      return new Expr.Variable(name);
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
    return new Expr.RecordOf(fields);
  }

  private Expr call(String name, List<Expr> arguments, boolean method) throws SourceException {
    Integer arity = Functions.arity(name, method);
    if (arity == null) {
      throw in.error("unknown " + (method ? "method" : "function") + " `" + name + "`");
    }
    // Cedar reads an extension's call with any number of arguments, and fails when it is evaluated.
    if (arity != arguments.size() && !Functions.extension(name)) {
      throw in.error("`" + name + "` has another number of arguments");
    }
    return Constants.fold(new Expr.Call(name, arguments));
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
    if (in.at("?")) {
      throw in.error("templates are not supported");
    }
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
