package dev.portcullis.local.command;

import dev.portcullis.redaction.Budget;
import dev.portcullis.redaction.DetectorSet;
import dev.portcullis.redaction.Profile;
import dev.portcullis.redaction.Scanner;
import dev.portcullis.redaction.session.Examination;
import dev.portcullis.redaction.session.RedactionSession;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Prints standard input with placeholders for what the detectors find; prints none of it if it
 * cannot be examined whole.
 */
@Command(
    name = "redact",
    description = "Copies standard input to standard output without personal data and secrets.",
    mixinStandardHelpOptions = true)
final class RedactCommand implements Callable<Integer> {
  private final InputStream in;
  private final RandomGenerator random;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--json", description = "The input is one JSON document; its shape is kept.")
  private boolean json = false;

  RedactCommand(InputStream in, RandomGenerator random) {
    this.in = in;
    this.random = random;
  }

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    byte[] bytes = in.readNBytes(Budget.DEFAULT.maxLength() + 1);
    if (bytes.length > Budget.DEFAULT.maxLength()) {
      err.println("portcullis: the input is over 16 MiB");
      return 2;
    }
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      err.println("portcullis: the input is not UTF-8");
      return 2;
    }
    RedactionSession session =
        new RedactionSession(
            new Scanner(DetectorSet.of(Profile.DEFAULT), Budget.DEFAULT), random, Set.of());
    Examination examination = json ? session.redactJson(text) : session.redact(text);
    if (examination instanceof Examination.Examined examined) {
      out.print(examined.text());
      out.flush();
      return 0;
    }
    err.println("portcullis: withheld, the input could not be examined");
    return 1;
  }
}
