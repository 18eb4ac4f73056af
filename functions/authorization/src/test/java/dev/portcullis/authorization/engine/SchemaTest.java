package dev.portcullis.authorization.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class SchemaTest {

  @TestFactory
  Stream<DynamicTest> everyFormOfADeclarationIsRead() {
    return Stream.of(
            "// nothing",
            "entity A; entity B, C in A; entity D in [A, B,];",
            "entity A { a: Long }; entity B = { b?: String, };",
            "entity A tags Set<String>; entity B in A { \"b c\": Bool } tags Long;",
            "entity Role enum [\"x\", \"y\",];",
            "type T = { a: Set<Set<decimal>>, b: { c: ipaddr } }; entity A { t: T, u: __cedar::Long };",
            "type Id = String; entity A { in: Id, entity: Id, Set: Id };",
            "namespace N::M { entity A; action x in [y, \"z\"]; action y, \"z\"; }",
            "entity A; namespace N { entity B in A; action x appliesTo { principal: B, resource: [A] }; }",
            "entity A; action x appliesTo { principal: [A], resource: A, context: {} } attributes {};",
            "type C = {}; entity A; action x appliesTo { context: C, principal: [], resource: [] };",
            "@doc(\"a\") @x namespace N { @doc entity A { @doc(\"b\") a: Long }; @doc action x; }",
            "entity A in A { again: A }; // an entity may refer to its own type",
            "entity namespace; entity type; action namespace;")
        .map(text -> DynamicTest.dynamicTest(text, () -> Schema.parse("s.cedarschema", text)));
  }

  @TestFactory
  Stream<DynamicTest> everyMistakeIsRefusedWithItsPlace() {
    Map<String, String> mistakes = new LinkedHashMap<>();
    mistakes.put("entity A", "1:9: expected `;`");
    mistakes.put("entity A in B;", "1:13: unknown entity type `B`");
    mistakes.put("entity A {\n  a: Lon };", "2:6: unknown type `Lon`");
    mistakes.put("entity A; type A = Long;", "1:16: a second type `A`");
    mistakes.put("type A = Long; entity A;", "1:23: a second type `A`");
    mistakes.put("entity A; entity A;", "1:18: a second type `A`");
    mistakes.put("type T = { a: U }; type U = Set<T>;", "refers to itself");
    mistakes.put("type T = T;", "refers to itself");
    mistakes.put("type Long = String;", "1:6: `Long` is Cedar's own name");
    mistakes.put("type T = String; entity A in T;", "1:30: unknown entity type `T`");
    mistakes.put("entity A { a: Long, a: Long };", "1:21: a second attribute `a`");
    mistakes.put("entity A { a Long };", "1:14: expected `:`");
    mistakes.put("entity A { a: Set<> };", "1:19: expected a type");
    mistakes.put("entity A { a: Set Long };", "1:19: expected `,`");
    mistakes.put("entity A enum [];", "1:16: expected an entity's id");
    mistakes.put("entity A enum [x];", "1:16: expected an entity's id");
    mistakes.put("action x; action \"x\";", "1:18: a second action");
    mistakes.put("action x in y;", "1:13: unknown action");
    mistakes.put("action x in [x];", "refers to itself");
    mistakes.put("action x in [y]; action y in x;", "refers to itself");
    mistakes.put("action x appliesTo { principal: [] };", "name both");
    mistakes.put("entity A; action x appliesTo { principal: B, resource: A };", "1:43: unknown");
    mistakes.put("action x appliesTo { principals: [] };", "expected principal, resource or");
    mistakes.put(
        "action x appliesTo { principal: [], principal: [], resource: [] };",
        "a second `principal`");
    mistakes.put("namespace N { entity A; ", "expected `entity`");
    mistakes.put("namespace { entity A; }", "expected `entity`");
    mistakes.put("namespace N { namespace M {} }", "1:15: expected `entity`");
    mistakes.put("@a @a entity A;", "1:5: a second annotation @a");
    mistakes.put("entity A; entities B;", "1:11: expected `entity`");
    mistakes.put("entity A { a: " + "Set<".repeat(200), "nested deeper than");
    return mistakes.entrySet().stream()
        .map(
            mistake ->
                DynamicTest.dynamicTest(
                    mistake.getKey(),
                    () -> {
                      SourceException refused =
                          assertThrows(
                              SourceException.class,
                              () -> Schema.parse("s.cedarschema", mistake.getKey()));
                      String message = String.valueOf(refused.getMessage());
                      assertTrue(message.startsWith("s.cedarschema:"), message);
                      assertTrue(message.contains(mistake.getValue()), message);
                    }));
  }

  @Test
  void actionsAreKnownWithTheirNamespaceAndTheirGroups() throws Exception {
    Schema schema =
        Schema.parse(
            "s",
            "namespace N { action x in [y, Action::\"y\"]; action y in N::Action::\"z\"; action z; }");
    Value.Uid x = new Value.Uid("N::Action", "x");
    Value.Uid z = new Value.Uid("N::Action", "z");
    assertEquals(Set.of(x, new Value.Uid("N::Action", "y"), z), schema.actions());
    Entities entities = new Entities();
    schema.addTo(entities);
    assertTrue(entities.in(x, z));
  }

  @Test
  void whatAHeadNamesMustBeDeclared() throws Exception {
    Schema schema =
        Schema.parse(
            "s", "entity User; entity Role enum [\"dev\"]; entity Model in Role; action use;");
    Map<String, String> heads = new LinkedHashMap<>();
    heads.put("principal, action, resource", "");
    heads.put("principal == User::\"any\", action == Action::\"use\", resource is Model", "");
    heads.put("principal in Role::\"dev\", action, resource", "");
    heads.put("principal in Role::\"devs\", action, resource", "Role::\"devs\"");
    heads.put("principal is Users, action, resource", "Users");
    heads.put("principal, action in [Action::\"uses\"], resource", "Action::\"uses\"");
    heads.put("principal, action, resource == Modell::\"m\"", "Modell::\"m\"");
    heads.put("principal, action, resource is Model in Rolle::\"m\"", "Rolle::\"m\"");
    for (Map.Entry<String, String> head : heads.entrySet()) {
      List<Policy> policies = PolicyParser.parse("p", "permit (" + head.getKey() + ");");
      assertEquals(head.getValue(), schema.undeclared(policies.get(0)).orElse(""), head.getKey());
    }
  }
}
