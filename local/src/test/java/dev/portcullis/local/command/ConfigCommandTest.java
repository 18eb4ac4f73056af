package dev.portcullis.local.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.authorization.json.StrictJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A first configuration, what is in force, and what is wrong with it. */
final class ConfigCommandTest {
  @TempDir Path folder = Path.of("unset");

  @Test
  void aFirstFileIsItsOwnersAloneAndIsFine() throws Exception {
    CommandRun run = run("config", "init");
    assertEquals(0, run.code(), run.err());
    Path file = Path.of(run.out().strip());
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertEquals(new CommandRun(0, "", ""), run("config", "check"));
  }

  @Test
  void anExistingFileIsNotOverwritten() throws Exception {
    Files.writeString(folder.resolve("portcullis.yaml"), "deployment: mine\n");
    assertEquals(2, run("config", "init").code());
    assertEquals("deployment: mine\n", Files.readString(folder.resolve("portcullis.yaml")));
  }

  @Test
  void whatIsInForceIsShownForPeopleAndForPrograms() throws Exception {
    Files.writeString(folder.resolve("portcullis.yaml"), "gateway: {port: 9}\n");
    assertTrue(run("config", "show").out().contains("gateway.port              9\n"));
    String json = run("config", "show", "--json").out();
    assertEquals("9", new StrictJson(2).readObject(json).get("gateway.port"));
  }

  @Test
  void everyProblemIsALineOfItsOwn() throws Exception {
    Files.writeString(folder.resolve("portcullis.yaml"), "gatway: 1\ngateway: {port: x}\n");
    CommandRun run = run("config", "check");
    assertEquals(1, run.code());
    assertEquals(2, run.out().lines().count());
  }

  @Test
  void theFilesThatItNamesAreCheckedToo() throws Exception {
    Files.writeString(folder.resolve("limits.txt"), "key * requests_per_hour 1\n");
    Files.writeString(folder.resolve("prices.txt"), "gpt 1\n");
    Files.writeString(
        folder.resolve("portcullis.yaml"),
        "policies: {limits: limits.txt, prices: prices.txt, issuers: none.json}\n");
    CommandRun run = run("config", "check");
    assertEquals(1, run.code());
    assertEquals(3, run.out().lines().count(), run.out());
    assertTrue(run.out().contains("limits.txt:1: unknown limit"), run.out());
    assertTrue(run.out().contains("prices.txt:1: expected"), run.out());
  }

  @Test
  void aWrongConfigurationStopsEveryOtherCommandWithOneLine() throws Exception {
    Files.writeString(folder.resolve("portcullis.yaml"), "gatway: 1\nalso: 2\n");
    CommandRun run = run("keys", "list");
    assertEquals(2, run.code());
    assertEquals(
        "portcullis: portcullis.yaml:1: unknown key 'gatway'; the nearest known key is 'data'\n",
        run.err().replace("'deployment'", "'data'"));
    assertFalse(Files.exists(folder.resolve("keys")));
  }

  @Test
  void theCompletionScriptKnowsEveryCommand() {
    CommandRun run = run("completion");
    assertEquals(0, run.code());
    for (String word : new String[] {"keys", "authorize", "config", "redact", "rotate"}) {
      assertTrue(run.out().contains(word), word);
    }
  }

  @Test
  void everyCommandHelpsWithAnExampleAndWithoutData() {
    for (String[] command :
        new String[][] {
          {"keys"}, {"keys", "create"}, {"keys", "list"}, {"keys", "rotate"}, {"keys", "revoke"},
          {"keys", "import"}, {"authorize"}, {"config"}, {"config", "init"}, {"config", "show"},
          {"config", "check"}, {"completion"}
        }) {
      String[] arguments = java.util.Arrays.copyOf(command, command.length + 1);
      arguments[command.length] = "--help";
      CommandRun run = run(arguments);
      assertEquals(0, run.code());
      assertTrue(run.out().contains("\nExample"), String.join(" ", command));
    }
  }

  private CommandRun run(String... arguments) {
    return CommandRun.of(folder, "", arguments);
  }
}
