package dev.portcullis.local.policy;

import com.cedarpolicy.BasicAuthorizationEngine;
import com.cedarpolicy.model.DetailedError;
import com.cedarpolicy.model.ValidationRequest;
import com.cedarpolicy.model.ValidationResponse;
import com.cedarpolicy.model.exception.AuthException;
import com.cedarpolicy.model.policy.Policy;
import com.cedarpolicy.model.policy.PolicySet;
import com.cedarpolicy.model.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Cedar's own strict validator over every policy; its warnings are problems too, because a policy
 * that can never apply is a mistake in one that was meant to.
 */
final class CedarValidation {
  private final Schema schema;

  private CedarValidation(Schema schema) {
    this.schema = schema;
  }

  /** The problems of these policies under a schema. */
  static List<Problem> problems(String schemaFile, String schema, List<PolicyText> policies) {
    List<Problem> problems = new ArrayList<>();
    try {
      CedarValidation validation =
          new CedarValidation(Schema.parse(Schema.JsonOrCedar.Cedar, schema));
      for (PolicyText policy : policies) {
        validation.check(policy, problems);
      }
    } catch (AuthException bad) {
      String message = String.valueOf(bad.getMessage());
      problems.add(new Problem(schemaFile, SchemaErrorLine.of(schema, message), message));
    }
    return problems;
  }

  private void check(PolicyText policy, List<Problem> problems) throws AuthException {
    String id = policy.id().orElse("policy");
    // One at a time, so that a policy that does not parse hides no mistake in another.
    Set<Policy> text = Set.of(new Policy(policy.text(), id));
    PolicySet one =
        policy.template() ? new PolicySet(Set.of(), text) : new PolicySet(text, Set.of());
    ValidationResponse response =
        new BasicAuthorizationEngine().validate(new ValidationRequest(schema, one));
    response.errors.ifPresent(
        errors -> errors.forEach(error -> problems.add(problem(policy, error))));
    response.success.ifPresent(
        found -> {
          found.validationErrors.forEach(e -> problems.add(problem(policy, e.getError())));
          if (found.validationErrors.isEmpty()) {
            found.validationWarnings.forEach(w -> problems.add(problem(policy, w.getError())));
          }
        });
  }

  private static Problem problem(PolicyText policy, DetailedError error) {
    int line = policy.line();
    for (DetailedError.SourceLabel place : error.sourceLocations) {
      line = policy.lineOf(place.start);
      break;
    }
    String expected =
        error.sourceLocations.stream()
            .flatMap(place -> place.label.stream())
            .filter(label -> !label.isBlank())
            .findFirst()
            .map(label -> " (" + label + ")")
            .orElse("");
    String help = error.help.filter(text -> !text.isBlank()).map(text -> "; " + text).orElse("");
    return new Problem(policy.file(), line, error.message + expected + help);
  }
}
