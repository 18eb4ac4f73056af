package dev.portcullis.local.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.local.config.Place;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What the command prints and how it exits. */
final class RedactCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void aValueIsReplacedAndTheRestIsKept() {
    assertEquals(0, run(bytes("write to jane.roe@example.org now\n"), "redact"));
    assertFalse(out.toString().contains("jane.roe"));
    assertTrue(out.toString().startsWith("write to ") && out.toString().endsWith(" now\n"));
  }

  @Test
  void aJsonDocumentKeepsItsShape() {
    assertEquals(0, run(bytes("{\"to\": \"jane.roe@example.org\"}"), "redact", "--json"));
    assertFalse(out.toString().contains("jane.roe"));
    assertTrue(out.toString().startsWith("{\"to\": \"") && out.toString().endsWith("\"}"));
  }

  @Test
  void textThatIsNotJsonIsWithheldWhole() {
    assertEquals(1, run(bytes("{\"to\": jane.roe@example.org"), "redact", "--json"));
    assertEquals("", out.toString());
    assertFalse(err.toString().contains("jane"));
  }

  @Test
  void bytesThatAreNotUtf8AreBadUse() {
    assertEquals(2, run(new byte[] {(byte) 0xff}, "redact"));
    assertEquals(1, err.toString().lines().count());
  }

  @Test
  void anUnknownOptionIsBadUseInOneLineThatDoesNotQuoteIt() {
    assertEquals(2, run(new byte[0], "redact", "--canary"));
    assertEquals(1, err.toString().lines().count());
    assertFalse(err.toString().contains("canary"));
  }

  @Test
  void noCommandIsBadUse() {
    assertEquals(2, run(new byte[0]));
  }

  private int run(byte[] input, String... arguments) {
    CommandLine line = Portcullis.commandLine(new ByteArrayInputStream(input), Place.ofProcess());
    return line.setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
