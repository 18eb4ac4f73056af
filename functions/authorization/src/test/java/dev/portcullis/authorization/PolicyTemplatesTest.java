package dev.portcullis.authorization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PolicyTemplatesTest {
  private static final String SCHEMA =
      "entity User; entity Model; action use appliesTo {principal: User, resource: Model};";
  private static final String TEMPLATE =
      "@id(\"loan\") @alarm(\"loan\") permit (principal == ?principal, action, resource);";

  private final PolicyDecider decider = new PolicyDecider();

  private PolicyDecider.Reload reload(String links) {
    return decider.reload(
        new PolicyFiles(
            new TreeMap<>(
                Map.of("a.cedar", TEMPLATE, "s.cedarschema", SCHEMA, "people.links.json", links))));
  }

  private static String link(String template, String id, String slot, String type) {
    return "{\"templateId\": \""
        + template
        + "\", \"newId\": \""
        + id
        + "\", \"values\": {\""
        + slot
        + "\": {\"type\": \""
        + type
        + "\", \"id\": \"ann\"}}}";
  }

  private Decision decide(String user) {
    return decider.authorize(
        new AccessRequest(
            new Principal("User", user, "t", List.of(), Map.of(), "test"),
            "use",
            "Model",
            "m",
            Map.of(),
            Map.of()));
  }

  @Test
  void aLinkedPolicyDecidesUnderItsOwnIdWithTheTemplatesAlarm() {
    assertInstanceOf(
        PolicyDecider.Reload.Loaded.class,
        reload("[" + link("loan", "loan-ann", "?principal", "User") + "]"));
    assertEquals(List.of("loan-ann"), decide("ann").policies());
    assertEquals(List.of("loan"), decide("ann").alarms());
    assertEquals(DecisionReason.NOT_PERMITTED, decide("bob").reason());
  }

  @Test
  void aLinkThatFitsNothingIsRefusedAndSaysWhy() {
    Map<String, String> mistakes =
        Map.of(
            "{}",
            "must be a list of links",
            "[{}]",
            "link 1 needs templateId",
            "[",
            "people.links.json:1:",
            "[" + link("lone", "x", "?principal", "User") + "]",
            "no template \"lone\"",
            "[" + link("loan", "loan", "?principal", "User") + "]",
            "a second policy",
            "[" + link("loan", "x", "?resource", "Model") + "]",
            "has a ?principal",
            "[" + link("loan", "x", "?principal", "Robot") + "]",
            "names Robot::\"ann\"",
            "[" + link("loan", "x", "principal", "User") + "]",
            "link 1 needs");
    mistakes.forEach(
        (links, says) -> {
          PolicyDecider.Reload.Kept kept =
              assertInstanceOf(PolicyDecider.Reload.Kept.class, reload(links), links);
          assertTrue(kept.problems().get(0).startsWith("people.links.json"), kept.toString());
          assertTrue(kept.problems().get(0).contains(says), kept.toString());
        });
  }
}
