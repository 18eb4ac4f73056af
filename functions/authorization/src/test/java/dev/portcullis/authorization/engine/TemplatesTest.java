package dev.portcullis.authorization.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TemplatesTest {
  private static final Value.Uid ANN = new Value.Uid("User", "ann");
  private static final Value.Uid TEAM = new Value.Uid("Team", "ml");
  private static final Value.Uid MODEL = new Value.Uid("Model", "m");

  private static Policy policy(String head) throws SourceException {
    return PolicyParser.parse("p.cedar", "@id(\"t\") @owner(\"x\") permit (" + head + ");").get(0);
  }

  private static boolean applies(Policy policy) throws EvaluationException {
    Entities entities = new Entities();
    entities.put(ANN, new Value.Fields(Map.of()), Set.of(TEAM));
    return policy.applies(
        new Evaluation(
            ANN, new Value.Uid("Action", "use"), MODEL, new Value.Fields(Map.of()), entities));
  }

  @Test
  void aTemplateAppliesToNothing() throws Exception {
    for (String head :
        new String[] {
          "principal == ?principal, action, resource",
          "principal in ?principal, action, resource",
          "principal is User in ?principal, action, resource",
          "principal, action, resource in ?resource"
        }) {
      assertTrue(policy(head).template());
      assertFalse(applies(policy(head)));
    }
  }

  @Test
  void aLinkedPolicyAppliesToWhatFillsItsPlaces() throws Exception {
    Policy template = policy("principal in ?principal, action, resource == ?resource");
    Policy linked = template.linked("l", Optional.of(TEAM), Optional.of(MODEL));
    assertTrue(applies(linked));
    assertFalse(linked.template());
    assertEquals("l", linked.id());
    assertEquals("x", linked.annotations().get("owner"));
    assertFalse(applies(template.linked("l", Optional.of(MODEL), Optional.of(MODEL))));
    assertFalse(applies(template.linked("l", Optional.of(TEAM), Optional.of(TEAM))));
  }

  @Test
  void theTypeBesideAnOpenPlaceBinds() throws Exception {
    Policy template = policy("principal is Robot in ?principal, action, resource");
    assertFalse(applies(template.linked("l", Optional.of(TEAM), Optional.empty())));
  }

  @Test
  void exactlyTheOpenPlacesAreFilled() throws Exception {
    Policy template = policy("principal == ?principal, action, resource");
    assertThrows(
        IllegalArgumentException.class,
        () -> template.linked("l", Optional.empty(), Optional.empty()));
    assertThrows(
        IllegalArgumentException.class,
        () -> template.linked("l", Optional.of(ANN), Optional.of(MODEL)));
  }

  @Test
  void openPlacesStandOnlyInTheirOwnPartOfTheHead() {
    for (String head :
        new String[] {
          "principal == ?resource, action, resource",
          "principal, action == ?action, resource",
          "principal, action in [?principal], resource",
          "principal, action, resource == ?other",
          "principal is ?principal, action, resource"
        }) {
      assertThrows(SourceException.class, () -> policy(head), head);
    }
  }
}
