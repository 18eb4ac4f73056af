package dev.portcullis.local.audit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class AuditCommandsTest {
  private final TestDesk log = new TestDesk();
  private String out = "";

  @TempDir private Path directory;

  @BeforeEach
  void fill() {
    log.call("r-1", "alice", true);
    log.call("r-2", "bob", false);
    log.call("r-3", "alice", true);
  }

  @Test
  void listShowsTheNewestRecords() {
    assertEquals(0, run("list", "-n", "2"));
    assertEquals(2, out.lines().count());
    assertTrue(out.contains("denied") && out.contains("may-chat"), out);
  }

  @Test
  void jsonIsTheRecordAsStored() {
    run("list", "-n", "1", "--json");
    assertEquals(new String(log.entries.get(2), StandardCharsets.UTF_8), out.strip());
  }

  @Test
  void showFindsARequestAndSaysSoIfThereIsNone() {
    assertEquals(0, run("show", "r-2"));
    assertTrue(out.contains("model_not_allowed"));
    assertEquals(1, run("show", "r-9"));
  }

  @Test
  void searchCombinesItsOptions() {
    assertEquals(0, run("search", "--user", "alice", "--kind", "intent"));
    assertEquals(2, out.lines().count());
    assertEquals(0, run("search", "--decision", "denied"));
    assertEquals(1, out.lines().count());
    assertEquals(0, run("search", "--limit", "1"));
    assertEquals(1, out.lines().count());
    assertEquals(1, run("search", "--user", "carol"));
    assertEquals(1, run("search", "--to", "2026-11-23"));
    assertEquals(0, run("search", "--from", "2026-11-24", "--to", "2026-11-24"));
  }

  @Test
  void aTimeThatIsNoneIsBadUse() {
    assertEquals(2, run("search", "--from", "yesterday"));
    assertEquals(2, run("search", "--kind", "everything"));
  }

  @Test
  void exportWritesAFileAndOverwritesNone() throws IOException {
    Path file = directory.resolve("log.csv");
    assertEquals(0, run("export", "--format", "csv", file.toString()));
    assertEquals(4, Files.readAllLines(file).size());
    assertEquals(2, run("export", file.toString()));
    assertEquals(4, Files.readAllLines(file).size());
  }

  @Test
  void reportWritesAPage() throws IOException {
    Path file = directory.resolve("report.html");
    assertEquals(0, run("report", file.toString()));
    assertTrue(Files.readString(file).startsWith("<!doctype html>"));
  }

  @Test
  void pseudonymNamesAUserForWhoHoldsTheKey() {
    assertEquals(0, run("pseudonym", "alice"));
    assertEquals(0, run("search", "--pseudonym", out.split(" ", -1)[0]));
    assertEquals(2, out.lines().count());
    assertEquals(1, run("pseudonym", "carol"));
  }

  @Test
  void eraseNeedsAYes() {
    assertEquals(2, run("erase", "alice"));
    assertEquals(0, run("pseudonym", "alice"));
  }

  @Test
  void eraseUnlinksTheUserAndLeavesEveryEntryAsItWas() {
    List<byte[]> before = List.copyOf(log.entries);
    assertEquals(0, run("erase", "--yes", "alice"));
    assertEquals(1, run("pseudonym", "alice"));
    assertEquals(1, run("search", "--user", "alice"));
    assertEquals(1, run("erase", "--yes", "alice"));
    for (int i = 0; i < before.size(); i++) {
      assertArrayEquals(before.get(i), log.entries.get(i));
    }
    assertEquals(before.size() + 2, log.entries.size());
  }

  @Test
  void nothingInTheLogMovesTheTerminalsCursor() {
    log.entries.add(
        "{\"status_code\":\"\\u001b[2J\\u202e\\r\\nx\",\"unmapped\":{\"stage\":\"outcome\"}}"
            .getBytes(StandardCharsets.UTF_8));
    run("list", "-n", "1");
    assertFalse(out.contains("\u001b") || out.contains("\u202e"), out);
    assertEquals(1, out.lines().count());
  }

  @Test
  void helpNeedsNoLog() {
    for (String name : commands().getSubcommands().keySet()) {
      Ran ran = Ran.audit(directory, name, "--help");
      assertEquals(0, ran.code(), name);
      assertTrue(ran.out().contains("Usage: audit " + name), ran.out());
    }
    assertEquals(2, Ran.audit(directory).code());
  }

  private CommandLine commands() {
    return Ran.command(directory, options -> log.desk());
  }

  private int run(String... arguments) {
    Ran ran = Ran.run(commands(), arguments);
    out = ran.out();
    return ran.code();
  }
}
