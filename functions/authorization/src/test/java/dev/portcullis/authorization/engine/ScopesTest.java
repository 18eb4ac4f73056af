package dev.portcullis.authorization.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Who a policy is about: each part of its scope binds. */
class ScopesTest {
  private static final String SCHEMA =
      """
      namespace App { action "use"; action read, "write" in [use, App::Action::"use"]; }
      action "top" appliesTo { principal: [], resource: [], context: { action: String } };
      """;

  private static boolean applies(String scope) throws Exception {
    Entities entities = new Entities();
    Schema.parse("s.cedarschema", SCHEMA).addTo(entities);
    Value.Uid ann = new Value.Uid("User", "ann");
    entities.put(ann, new Value.Fields(Map.of()), Set.of(new Value.Uid("Team", "ml")));
    Evaluation evaluation =
        new Evaluation(
            ann,
            new Value.Uid("App::Action", "write"),
            new Value.Uid("Model", "m"),
            new Value.Fields(Map.of()),
            entities);
    Policy policy = PolicyParser.parse("p.cedar", "permit (" + scope + ");").get(0);
    return policy.applies(evaluation);
  }

  @TestFactory
  Stream<DynamicTest> everyPartOfTheScopeBinds() {
    Map<String, Boolean> scopes = new LinkedHashMap<>();
    scopes.put("principal, action, resource", true);
    scopes.put("principal, action, resource,", true);
    scopes.put("principal == User::\"ann\", action, resource", true);
    scopes.put("principal == User::\"bob\", action, resource", false);
    scopes.put("principal in Team::\"ml\", action, resource", true);
    scopes.put("principal in Team::\"hr\", action, resource", false);
    scopes.put("principal is User, action, resource", true);
    scopes.put("principal is Robot, action, resource", false);
    scopes.put("principal is User in Team::\"ml\", action, resource", true);
    scopes.put("principal is User in Team::\"hr\", action, resource", false);
    scopes.put("principal is Robot in Team::\"ml\", action, resource", false);
    scopes.put("principal, action == App::Action::\"write\", resource", true);
    scopes.put("principal, action == App::Action::\"read\", resource", false);
    scopes.put("principal, action == Action::\"write\", resource", false);
    scopes.put("principal, action in App::Action::\"use\", resource", true);
    scopes.put("principal, action in App::Action::\"read\", resource", false);
    scopes.put(
        "principal, action in [App::Action::\"read\", App::Action::\"use\"], resource", true);
    scopes.put("principal, action in [App::Action::\"read\", Action::\"top\"], resource", false);
    scopes.put("principal, action in [], resource", false);
    scopes.put("principal, action, resource == Model::\"m\"", true);
    scopes.put("principal, action, resource == Model::\"n\"", false);
    scopes.put("principal, action, resource is Model", true);
    scopes.put("principal, action, resource is Route", false);
    return scopes.entrySet().stream()
        .map(
            scope ->
                DynamicTest.dynamicTest(
                    scope.getKey(), () -> assertEquals(scope.getValue(), applies(scope.getKey()))));
  }
}
