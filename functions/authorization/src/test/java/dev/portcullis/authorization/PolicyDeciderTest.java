package dev.portcullis.authorization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class PolicyDeciderTest {
  private static final String SCHEMA =
      "entity User; entity Model; action \"use\"; action \"invoke\", \"send\" in [\"use\"]"
          + " appliesTo {principal: [User], resource: [Model], context: {}};";
  private static final String PERMIT =
      "@id(\"all\")\npermit (principal, action in Action::\"use\", resource);\n";
  private final PolicyDecider decider = new PolicyDecider();

  private static PolicyFiles files(String policies) {
    return new PolicyFiles(new TreeMap<>(Map.of("p.cedar", policies, "s.cedarschema", SCHEMA)));
  }

  private String load(String policies) {
    assertInstanceOf(PolicyDecider.Reload.Loaded.class, decider.reload(files(policies)));
    return decider.policyVersion();
  }

  private static AccessRequest request(
      Map<String, Object> attributes, Map<String, Object> context) {
    return new AccessRequest(
        new Principal("User", "ann", "acme", List.of("developer"), attributes, "test"),
        "invoke",
        "Model",
        "m",
        Map.of(),
        context);
  }

  private Decision decide(Map<String, Object> context) {
    return decider.authorize(request(Map.of(), context));
  }

  @Test
  void withoutPoliciesEverythingIsDenied() {
    Decision decision = decide(Map.of());
    assertEquals(DecisionReason.NO_POLICIES, decision.reason());
    assertFalse(decision.permitted());
  }

  @Test
  void aPermitNamesItsPolicyAndTheVersionThatDecided() {
    String version = load(PERMIT);
    Decision decision = decide(Map.of());
    assertTrue(decision.permitted());
    assertEquals(List.of("all"), decision.policies());
    assertEquals(version, decision.policyVersion());
    assertTrue(decision.inputDigest().matches("sha256:[0-9a-f]{64}"));
  }

  @Test
  void aForbidThatFailsDeniesAlthoughCedarWouldSkipIt() {
    load(PERMIT + "@id(\"mfa\") forbid (principal, action, resource) unless { context.mfa };");
    assertTrue(decide(Map.of("mfa", true)).permitted());
    Decision decision = decide(Map.of());
    assertEquals(DecisionReason.EVALUATION_ERROR, decision.reason());
    assertEquals(List.of("mfa"), decision.policies());
    assertTrue(decision.errors().get(0).contains("`mfa`"), decision.errors().toString());
  }

  @Test
  void anErrorNamesNoValueOfTheCaller() {
    load(PERMIT + "@id(\"n\") forbid (principal, action, resource) when { context.x > 3 };");
    String errors = decide(Map.of("x", "my secret salary")).errors().toString();
    assertFalse(errors.contains("salary"), errors);
  }

  @Test
  void aForbidWinsAndItsAlarmIsCarried() {
    load(PERMIT + "@id(\"no\") @alarm(\"page\") forbid (principal, action, resource);");
    Decision decision = decide(Map.of());
    assertEquals(DecisionReason.FORBIDDEN, decision.reason());
    assertEquals(List.of("no"), decision.policies());
    assertEquals(List.of("page"), decision.alarms());
  }

  @Test
  void aBadSetIsRefusedWithItsProblemsAndTheOldOneStaysInForce() {
    String version = load(PERMIT);
    for (String bad :
        List.of(
            "",
            "permit (principal, action, resource);",
            PERMIT + PERMIT,
            "permit (principal",
            "@id(\"x\") permit (principal, action, resource) when { nobody };",
            "@id(\"x\") permit (principal == ?resource, action, resource);",
            "@id(\"x\") permit (principal, action == Action::\"uses\", resource);",
            "@id(\"x\") permit (principal is Person, action, resource);",
            "@id(\"x\") permit (principal, action, resource in Group::\"g\");")) {
      PolicyDecider.Reload.Kept kept =
          assertInstanceOf(PolicyDecider.Reload.Kept.class, decider.reload(files(bad)), bad);
      assertEquals(version, kept.keptVersion());
      assertFalse(kept.problems().isEmpty());
      assertTrue(decide(Map.of()).permitted(), bad);
    }
  }

  @Test
  void aProblemIsNamedWithFileLineAndColumn() {
    PolicyDecider.Reload.Kept kept =
        (PolicyDecider.Reload.Kept)
            decider.reload(files("@id(\"x\")\npermit (principal, action resource);"));
    assertEquals(List.of("p.cedar:2:27: expected `,` but found `resource`"), kept.problems());
  }

  @Test
  void everyChangeOfTheTextsIsAnotherVersion() {
    assertNotEquals(load(PERMIT), load(PERMIT + "\n"));
  }

  @Test
  void aValueThatPoliciesCannotReadIsDenied() {
    load(PERMIT);
    assertEquals(DecisionReason.INVALID_REQUEST, decide(Map.of("x", new Object())).reason());
    assertEquals(DecisionReason.INVALID_REQUEST, decide(Map.of("x", 1.5)).reason());
  }

  @Test
  void aReloadIsNeverSeenHalf() throws InterruptedException {
    String permit = "@id(\"a\") permit (principal, action, resource);";
    String forbid = permit + "@id(\"b\") forbid (principal, action, resource);";
    String one = load(permit);
    AtomicBoolean stop = new AtomicBoolean();
    AtomicReference<Decision> odd = new AtomicReference<>();
    Thread reader =
        new Thread(
            () -> {
              while (!stop.get()) {
                Decision decision = decide(Map.of());
                if (decision.permitted() != decision.policyVersion().equals(one)) {
                  odd.set(decision);
                }
              }
            });
    reader.start();
    for (int i = 0; i < 500; i++) {
      load(forbid);
      load(permit);
    }
    stop.set(true);
    reader.join();
    assertEquals(null, odd.get());
  }
}
