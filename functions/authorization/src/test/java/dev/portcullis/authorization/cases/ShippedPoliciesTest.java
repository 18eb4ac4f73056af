package dev.portcullis.authorization.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.authorization.AccessRequest;
import dev.portcullis.authorization.Decision;
import dev.portcullis.authorization.DecisionReason;
import dev.portcullis.authorization.PolicyDecider;
import dev.portcullis.authorization.PolicyFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every case beside the shipped policies, and that none of the policies is without one. */
class ShippedPoliciesTest {
  private static final Path SHIPPED = Path.of("..", "..", "infra", "policies");

  private static PolicyDecider decider() {
    PolicyDecider decider = new PolicyDecider();
    assertInstanceOf(PolicyDecider.Reload.Loaded.class, decider.reload(PolicyFiles.read(SHIPPED)));
    return decider;
  }

  private static List<PolicyCase> cases() throws IOException {
    List<PolicyCase> cases = new ArrayList<>();
    try (Stream<Path> files = Files.list(SHIPPED)) {
      for (Path file : (Iterable<Path>) files.sorted()::iterator) {
        if (file.toString().endsWith(".cases.json")) {
          cases.addAll(PolicyCases.parse(Files.readString(file), file.getFileName().toString()));
        }
      }
    }
    return cases;
  }

  @TestFactory
  Stream<DynamicTest> everyCaseIsDecidedAsItsAuthorExpects() throws IOException {
    PolicyDecider decider = decider();
    return cases().stream()
        .map(
            one ->
                DynamicTest.dynamicTest(
                    one.file() + ": " + one.name(),
                    () ->
                        assertEquals(
                            Optional.empty(), one.difference(decider.authorize(one.request())))));
  }

  @Test
  void everyPolicyDecidesACase() throws IOException {
    Set<String> ids = new TreeSet<>();
    for (String text : PolicyFiles.read(SHIPPED).texts().values()) {
      Matcher id = Pattern.compile("@id\\(\"([^\"]+)\"\\)").matcher(text);
      while (id.find()) {
        ids.add(id.group(1));
      }
    }
    PolicyDecider decider = decider();
    for (PolicyCase one : cases()) {
      ids.removeAll(decider.authorize(one.request()).policies());
    }
    assertEquals(Set.of(), ids);
  }

  @Test
  void whateverFactIsTakenFromAPermittedCallItIsNeverStillPermittedByAnError() throws IOException {
    PolicyDecider decider = decider();
    Set<String> required =
        Set.of("purpose", "classification", "categories", "tokens", "tools", "unexamined", "kept");
    int tried = 0;
    for (PolicyCase one : cases()) {
      AccessRequest request = one.request();
      if (one.reason() != DecisionReason.PERMITTED || !request.context().containsKey("purpose")) {
        continue;
      }
      for (String fact : required) {
        Map<String, Object> less = new HashMap<>(request.context());
        // Analysts alone are asked what is kept.
        if (less.remove(fact) == null || fact.equals("kept")) {
          continue;
        }
        Decision decision =
            decider.authorize(
                new AccessRequest(
                    request.principal(),
                    request.action(),
                    request.resourceType(),
                    request.resourceId(),
                    request.resourceAttributes(),
                    less));
        tried++;
        assertEquals(DecisionReason.EVALUATION_ERROR, decision.reason(), one.name() + " " + fact);
      }
    }
    assertTrue(tried > 50, "only " + tried);
  }
}
