package dev.portcullis.authorization.engine;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What looks into records and entities, and what makes sets and records. */
final class Structures {
  private Structures() {}

  /** A record's fields or an entity's attributes; null for an entity nothing is known of. */
  private static @Nullable Map<String, Value> fields(Value of, Evaluation in)
      throws EvaluationException {
    if (of instanceof Value.Fields fields) {
      return fields.values();
    } else if (of instanceof Value.Uid uid) {
      return in.entities().attributes(uid);
    }
    throw Functions.expected("record or entity", of);
  }

  /** {@code of.attribute} and {@code of["attribute"]}. */
  record Get(Expr of, String attribute) implements Expr {
    @Override
    public Value evaluate(Evaluation in) throws EvaluationException {
      Map<String, Value> fields = fields(of.evaluate(in), in);
      Value value = fields == null ? null : fields.get(attribute);
      if (value == null) {
        throw new EvaluationException("no attribute `" + attribute + "`");
      }
      return value;
    }

    @Override
    public List<Expr> parts() {
      return List.of(of);
    }
  }

  /**
   * {@code of has a.b.c}: each attribute but the last is there and holds the next one. What is
   * looked into is evaluated once: written out as {@code of has a && of.a has b && ...}, such
   * expressions within each other would take time that grows as a power of their number.
   */
  record Has(Expr of, List<String> path) implements Expr.Test {
    Has {
      path = List.copyOf(path);
    }

    @Override
    public boolean truth(Evaluation in) throws EvaluationException {
      @Nullable Value reached = of.evaluate(in);
      for (String attribute : path) {
        Map<String, Value> fields = fields(reached, in);
        reached = fields == null ? null : fields.get(attribute);
        if (reached == null) {
          return false;
        }
      }
      return true;
    }

    @Override
    public List<Expr> parts() {
      return List.of(of);
    }
  }

  /** {@code entity.hasTag(name)}. */
  record HasTag(Expr entity, Expr name) implements Expr.Test {
    @Override
    public boolean truth(Evaluation in) throws EvaluationException {
      return tag(entity, name, in) != null;
    }

    @Override
    public List<Expr> parts() {
      return List.of(entity, name);
    }
  }

  /** {@code entity.getTag(name)}. */
  record GetTag(Expr entity, Expr name) implements Expr {
    @Override
    public Value evaluate(Evaluation in) throws EvaluationException {
      Value tag = tag(entity, name, in);
      if (tag == null) {
        throw new EvaluationException("no such tag");
      }
      return tag;
    }

    @Override
    public List<Expr> parts() {
      return List.of(entity, name);
    }
  }

  private static @Nullable Value tag(Expr entity, Expr name, Evaluation in)
      throws EvaluationException {
    Value of = entity.evaluate(in);
    Value named = name.evaluate(in);
    Map<String, Value> tags = in.entities().tags(Functions.uid(of));
    String key = Functions.text(named);
    return tags == null ? null : tags.get(key);
  }

  record SetOf(List<Expr> parts) implements Expr {
    SetOf {
      parts = List.copyOf(parts);
    }

    @Override
    public Value evaluate(Evaluation in) throws EvaluationException {
      HashSet<Value> members = new HashSet<>();
      for (Expr part : parts) {
        members.add(part.evaluate(in));
      }
      return new Value.Many(members);
    }
  }

  record RecordOf(Map<String, Expr> fields) implements Expr {
    @Override
    public Value evaluate(Evaluation in) throws EvaluationException {
      Value.Fields.Builder values = new Value.Fields.Builder();
      for (Map.Entry<String, Expr> field : fields.entrySet()) {
        values.put(field.getKey(), field.getValue().evaluate(in));
      }
      return values.build();
    }

    @Override
    public List<Expr> parts() {
      return List.copyOf(fields.values());
    }
  }

  /** A function ({@code ip("..")}) or a method, whose receiver is the first argument. */
  record Call(Function function, List<Expr> parts) implements Expr {
    Call {
      parts = List.copyOf(parts);
    }

    @Override
    public Value evaluate(Evaluation in) throws EvaluationException {
      Value[] values = new Value[parts.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = parts.get(i).evaluate(in);
      }
      return Functions.call(function, values);
    }
  }
}
