package dev.portcullis.local.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.authorization.json.StrictJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One request against the shipped policies. */
final class AuthorizeCommandTest {
  private static final String REQUEST =
      """
      {"principal": {"type": "ApiKey", "id": "k1", "tenant": "acme", "roles": ["%s"]},
       "action": "invoke",
       "resource": {"type": "Model", "id": "stand-in"},
       "context": {"purpose": "coding"}}
      """;

  @TempDir Path data = Path.of("unset");

  @Test
  void whatIsPermittedExitsWith0AndNamesThePolicy() throws Exception {
    CommandRun run = authorize(REQUEST.formatted("developer"), "--json");
    assertEquals(0, run.code(), run.all());
    Map<String, Object> decision = new StrictJson(4).readObject(run.out());
    assertEquals(true, decision.get("permitted"));
    assertEquals(List.of("developer-models"), decision.get("policies"));
  }

  @Test
  void whatIsDeniedExitsWith1AndSaysWhy() {
    CommandRun run = authorize(REQUEST.formatted("auditor"));
    assertEquals(1, run.code());
    assertTrue(run.out().startsWith("deny forbidden: "), run.out());
    assertEquals("", run.err());
  }

  @Test
  void aFileIsReadInPlaceOfStandardInput() throws Exception {
    Path file = Files.writeString(data.resolve("request.json"), REQUEST.formatted("developer"));
    assertTrue(authorize("", file.toString()).out().startsWith("permit permitted: "));
  }

  @Test
  void entitiesInCedarsFormatSayTheSame() {
    CommandRun run =
        authorize(
            """
            {"principal": {"type": "ApiKey", "id": "k1"},
             "action": "invoke",
             "resource": {"type": "Model", "id": "stand-in"},
             "context": {"purpose": "coding"},
             "entities": [{"uid": {"type": "ApiKey", "id": "k1"},
                           "attrs": {"tenant": "acme", "clearance": 2},
                           "parents": [{"type": "Role", "id": "developer"}]}]}
            """);
    assertEquals(0, run.code(), run.all());
  }

  @Test
  void nothingIsWrittenForIt() throws Exception {
    authorize(REQUEST.formatted("developer"));
    try (var files = Files.list(data)) {
      assertEquals(List.of(), files.toList());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CANARY",
        "{\"CANARY\": 1}",
        "[]",
        "{\"principal\": \"CANARY\"}",
        "{\"principal\": {\"type\": \"ApiKey\", \"id\": \"CANARY\"}}",
        "{\"principal\": {\"type\": \"ApiKey\", \"id\": 1}, \"action\": \"invoke\","
            + " \"resource\": {\"type\": \"Model\", \"id\": \"CANARY\"}}",
        "{\"action\": \"invoke\", \"action\": \"CANARY\"}",
        "{\"context\": {\"sourceIp\": {\"ip\": \"CANARY\"}}, \"action\": \"invoke\","
            + " \"resource\": {\"type\": \"Model\", \"id\": \"m\"}}"
      })
  void aRequestThatCannotBeReadIsBadUseInOneLineThatDoesNotQuoteIt(String text) {
    CommandRun run = authorize(text);
    assertEquals(2, run.code());
    assertEquals(1, run.err().lines().count(), run.err());
    assertFalse(run.all().contains("CANARY"), run.err());
  }

  @Test
  void aDirectoryWithoutPoliciesIsBadUseWithTheRemedy() {
    CommandRun run = authorize(REQUEST.formatted("developer"), "--policies=" + data.resolve("no"));
    assertEquals(2, run.code());
    assertTrue(run.err().endsWith("where --policies says\n"), run.err());
  }

  private CommandRun authorize(String input, String... arguments) {
    String[] all = new String[arguments.length + 1];
    all[0] = "authorize";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return CommandRun.of(data, input, all);
  }
}
