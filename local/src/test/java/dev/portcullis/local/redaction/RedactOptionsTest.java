package dev.portcullis.local.redaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.local.terminal.CommandErrors;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class RedactOptionsTest {
  private static final String EMAIL = "jane.roe@example.org";

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String input, String... arguments) {
    ByteArrayInputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
    CommandLine line =
        new CommandLine(new RedactCommand(in, new Random(20261126)))
            .addSubcommand(new DetectorsCommand(in));
    CommandErrors.reportOn(line);
    return line.setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  @Test
  void linesComeOutInTheirOrderWithOffsetsInCodePoints() {
    String input =
        "{\"id\":\"a\",\"text\":\"😀 " + EMAIL + "\"}\n{\"id\":7,\"text\":\"nothing here\"}\n";
    assertEquals(0, run(input, "--ndjson"));
    assertEquals(
        "{\"id\":\"a\",\"spans\":[{\"type\":\"EMAIL_ADDRESS\",\"start\":2,\"end\":22,"
            + "\"score\":0.85,\"rule\":\"universal.email\"}]}\n{\"id\":7,\"spans\":[]}\n",
        out.toString());
  }

  @Test
  void offsetsInUtf16OnRequest() {
    assertEquals(
        0, run("{\"id\":1,\"text\":\"😀 " + EMAIL + "\"}", "--ndjson", "--offsets", "utf16"));
    assertTrue(out.toString().contains("\"start\":3,\"end\":23"), out.toString());
  }

  @Test
  void aLineOfAnotherFormIsBadUseWithItsNumber() {
    assertEquals(2, run("{\"id\":1,\"text\":\"x\"}\n{\"text\":" + EMAIL + "\n", "--ndjson"));
    assertTrue(err.toString().contains("line 2"), err.toString());
    assertFalse(err.toString().contains("jane"));
  }

  @Test
  void anOperatorTreatsItsTypeAndTheOthersBecomeLabels() {
    assertEquals(
        0,
        run("to " + EMAIL + ", card 4111 1111 1111 1111", "--operator", "EMAIL_ADDRESS=mask:#:4"));
    assertEquals("to ####.###@######e.org, card [CREDIT_CARD]", out.toString());
  }

  @Test
  void aKeyedOperatorNeedsAKey() throws Exception {
    assertEquals(2, run(EMAIL, "--operator", "*=hash"));
    assertTrue(err.toString().contains("--key-file"), err.toString());
    Path key =
        Files.writeString(
            folder.resolve("key"), "k1 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n");
    assertEquals(0, run(EMAIL, "--operator", "*=hash", "--key-file", key.toString()));
    assertFalse(out.toString().contains("jane"));
    assertTrue(out.toString().contains("k1"), out.toString());
  }

  @Test
  void anExplanationNamesRuleAndContextAndNoValue() {
    assertEquals(0, run("SSN 536-90-4399", "--explain"));
    assertTrue(out.toString().startsWith("4-15 US_SSN score"), out.toString());
    assertFalse(out.toString().contains("536"));
  }

  @Test
  void onesOwnTextsAreScoredByType() throws Exception {
    Path labelled =
        Files.writeString(
            folder.resolve("labelled.ndjson"),
            "{\"text\":\"to "
                + EMAIL
                + "\",\"spans\":[{\"type\":\"EMAIL_ADDRESS\",\"start\":3,\"end\":23}]}\n"
                + "{\"text\":\"to nobody\",\"spans\":[{\"type\":\"EMAIL_ADDRESS\",\"start\":3,\"end\":9}]}\n");
    assertEquals(0, run("", "--score", labelled.toString()));
    assertTrue(
        out.toString().contains("EMAIL_ADDRESS                      2   0.500       1     1.000"),
        out.toString());
  }

  @Test
  void anUnknownProfileIsBadUse() {
    assertEquals(2, run("x", "--profile", "everything"));
  }

  @Test
  void detectorsOfOnesOwnAreTried() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("acme.detectors"),
            "detector badge\n  type ACME_BADGE\n  pattern 0.8 AC-\\d{6}\n");
    assertEquals(0, run("badge AC-123456\n", "detectors", "test", file.toString()));
    assertTrue(out.toString().contains("line 1, 6-15: ACME_BADGE"), out.toString());
  }

  @Test
  void aWrongDetectorFileIsBadUseWithItsLine() throws Exception {
    Path file = Files.writeString(folder.resolve("acme.detectors"), "detector x\n  typo y\n");
    assertEquals(2, run("", "detectors", "test", file.toString()));
    assertTrue(err.toString().contains("acme"), err.toString());
  }

  @Test
  void detectorsAreListedAndShown() {
    assertEquals(0, run("", "detectors", "list"));
    assertTrue(out.toString().contains("EMAIL_ADDRESS"));
    assertEquals(0, run("", "detectors", "show", "US_SSN"));
    assertEquals(1, run("", "detectors", "show", "NO_SUCH_TYPE"));
  }
}
