package dev.portcullis.local.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code portcullis policy} over the shipped policies and a changed copy of them. */
final class PolicyCommandTest {
  private static final Path SHIPPED = Path.of("..", "infra", "policies");

  @TempDir Path data = Path.of("unset");

  private CommandRun policy(String... arguments) {
    return CommandRun.of(
        data, "", Stream.concat(Stream.of("policy"), Stream.of(arguments)).toArray(String[]::new));
  }

  private String changed(String file, String find, String put) throws IOException {
    Path copy = Files.createDirectory(data.resolve("changed"));
    try (Stream<Path> shipped = Files.list(SHIPPED)) {
      for (Path one : List.copyOf(shipped.toList())) {
        String text = Files.readString(one);
        Files.writeString(
            copy.resolve(one.getFileName()), one.endsWith(file) ? text.replace(find, put) : text);
      }
    }
    return copy.toString();
  }

  @Test
  void theShippedPoliciesPass() {
    CommandRun run = policy("check", SHIPPED.toString());
    assertEquals(0, run.code(), run.all());
    assertTrue(run.out().endsWith(" 0 policies without a case, 0 problems\n"), run.out());
  }

  @Test
  void aProblemIsPrintedWithFileAndLineAndExitsWith1() throws Exception {
    CommandRun run =
        policy("check", changed("ceilings.cedar", "context.tokens >", "context.token >"));
    assertEquals(1, run.code(), run.all());
    assertTrue(run.out().startsWith("ceilings.cedar:7: "), run.out());
    assertTrue(run.out().contains("did you mean `tokens`"), run.out());
  }

  @Test
  void aDifferenceIsPrintedAndExitsWith1() throws Exception {
    String changed = changed("ceilings.cedar", "> 32000", "> 31999");
    CommandRun run = policy("diff", SHIPPED.toString(), changed);
    assertEquals(1, run.code(), run.all());
    assertTrue(run.out().endsWith("\n1 cases are decided differently\n"), run.out());
    assertEquals(0, policy("diff", changed, changed).code());
  }

  @Test
  void whatIsNoDirectoryIsBadUseInOneLine() {
    for (String[] arguments :
        new String[][] {{}, {"check"}, {"check", "nowhere"}, {"diff", SHIPPED.toString()}}) {
      CommandRun run = policy(arguments);
      assertEquals(2, run.code(), run.all());
      assertEquals(1, run.err().lines().count(), run.err());
      assertEquals("", run.out());
    }
  }

  @Test
  void aSetThatDoesNotLoadHasNoDifference() throws Exception {
    CommandRun run = policy("diff", SHIPPED.toString(), changed("hr.cedar", "permit", "allow"));
    assertEquals(2, run.code(), run.all());
  }
}
