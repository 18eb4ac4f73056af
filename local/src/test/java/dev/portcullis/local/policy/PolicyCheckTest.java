package dev.portcullis.local.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PolicyCheckTest {

  private static Map<String, String> shipped() throws Exception {
    return new TreeMap<>(PolicyCheck.read(Path.of("..", "infra", "policies")));
  }

  private static void replace(Map<String, String> files, String file, String find, String put) {
    assertTrue(files.get(file).contains(find), find);
    files.put(file, files.get(file).replace(find, put));
  }

  @Test
  void aPolicySetDoesNotDifferFromItself() throws Exception {
    assertEquals(List.of(), PolicyCheck.difference(shipped(), shipped()));
  }

  @Test
  void theDifferenceNamesEachCaseThatIsDecidedOtherwise() throws Exception {
    Map<String, String> changed = shipped();
    replace(changed, "ceilings.cedar", "context.tokens > 32000", "context.tokens > 31999");
    assertEquals(
        List.of(
            "ceilings.cases.json: a call at the ceiling passes: permitted [developer-models] ->"
                + " forbidden [token-ceiling]"),
        PolicyCheck.difference(shipped(), changed));
  }

  @Test
  void aSetThatDoesNotLoadHasNoDifferenceButAProblem() throws Exception {
    Map<String, String> broken = shipped();
    broken.put("hr.cedar", "permit");
    assertThrows(IllegalArgumentException.class, () -> PolicyCheck.difference(shipped(), broken));
  }

  @Test
  void aPolicyThatNoCaseExercisesIsNamedWithItsPlace() throws Exception {
    Map<String, String> files = shipped();
    files.put(
        "tenants.cedar",
        files.get("tenants.cedar")
            + "\n@id(\"never-asked\")\nforbid (principal, action == Action::\"invoke\", resource)\n"
            + "when { context.tokens > 999999999 };\n");
    PolicyReport report = PolicyCheck.check(files);
    assertEquals(List.of("never-asked"), report.uncovered());
    assertEquals(1, report.problems().size());
    assertEquals("tenants.cedar", report.problems().get(0).file());
  }

  @Test
  void aCaseThatIsDecidedOtherwiseIsNamedWithItsLine() throws Exception {
    Map<String, String> files = shipped();
    replace(
        files,
        "tenants.cases.json",
        "\"expect\": \"permitted\", \"by\": [\"developer-models\"]",
        "\"expect\": \"not_permitted\"");
    Problem problem = PolicyCheck.check(files).problems().get(0);
    assertEquals("tenants.cases.json", problem.file());
    assertEquals(6, problem.line());
    assertTrue(
        problem.message().contains("but was permitted by [developer-models]"), problem::message);
  }

  @Test
  void aMistakeInACaseFileIsNamed() throws Exception {
    Map<String, String> files = shipped();
    replace(
        files,
        "tenants.cases.json",
        "\"principal\": \"other-dev\", \"action\": \"view_model\"",
        "\"principal\": \"nobody\", \"action\": \"view_model\"");
    Problem problem = PolicyCheck.check(files).problems().get(0);
    assertEquals("tenants.cases.json", problem.file());
    assertTrue(problem.message().contains("no principal named 'nobody'"), problem::message);
  }

  @Test
  void anEmptyDirectoryIsNotAPolicySet() {
    assertTrue(PolicyCheck.check(Map.of()).problems().size() >= 2);
  }

  @Test
  void semicolonsAndSlashesInTextsDoNotEndAPolicy() {
    List<PolicyText> policies =
        PolicyText.split(
            "a.cedar",
            "// one; comment\n@id(\"a;b\") permit (principal, action, resource) when { \"//;\\\"\" =="
                + " \"x\" }; // end;\n\n@id(\"c\")\nforbid (principal, action, resource);");
    assertEquals(2, policies.size());
    assertEquals("a;b", policies.get(0).id().orElseThrow());
    assertEquals(2, policies.get(0).line());
    assertEquals(4, policies.get(1).line());
  }

  private static final String TEMPLATE =
      "\n@id(\"loan\")\npermit (principal == ?principal, action == Action::\"view_model\", resource);\n";

  @Test
  void aTemplateWithoutALinkIsAProblem() throws Exception {
    Map<String, String> files = shipped();
    files.put("models.cedar", files.get("models.cedar") + TEMPLATE);
    List<Problem> problems = PolicyCheck.check(files).problems();
    assertEquals(1, problems.size(), problems.toString());
    assertTrue(problems.get(0).message().contains("used by no *.links.json"), problems.toString());
  }

  @Test
  void aLinkedPolicyNeedsACaseOfItsOwn() throws Exception {
    Map<String, String> files = shipped();
    files.put("models.cedar", files.get("models.cedar") + TEMPLATE);
    files.put(
        "people.links.json",
        "[\n{\"templateId\": \"loan\", \"newId\": \"loan-ann\","
            + " \"values\": {\"?principal\": {\"type\": \"User\", \"id\": \"ann\"}}}]");
    PolicyReport report = PolicyCheck.check(files);
    assertEquals(List.of("loan-ann"), report.uncovered(), report.toString());
    assertEquals("people.links.json", report.problems().get(0).file());
    assertEquals(2, report.problems().get(0).line());
  }
}
