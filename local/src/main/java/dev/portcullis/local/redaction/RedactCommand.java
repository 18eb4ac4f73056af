package dev.portcullis.local.redaction;

import dev.portcullis.local.terminal.BadUse;
import dev.portcullis.redaction.Budget;
import dev.portcullis.redaction.Explanation;
import dev.portcullis.redaction.Scanner;
import dev.portcullis.redaction.operators.Redactor;
import dev.portcullis.redaction.session.Examination;
import dev.portcullis.redaction.session.RedactionSession;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Prints standard input without what the detectors find; prints none of it if it cannot be examined
 * whole.
 */
@Command(
    name = "redact",
    description = "Copies standard input to standard output without personal data and secrets.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  portcullis redact < letter.txt",
      "  portcullis redact --operator EMAIL_ADDRESS=mask:#:4 --operator SECRET=redact < log.txt",
      "  portcullis redact --explain < letter.txt",
      "  portcullis redact --ndjson --profile strict < texts.ndjson > spans.ndjson",
      "  portcullis redact --score labelled.ndjson"
    })
public final class RedactCommand implements Callable<Integer> {
  private final InputStream in;
  private final RandomGenerator random;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private DetectorOptions detectors = new DetectorOptions();
  @Mixin private OperatorOptions operators = new OperatorOptions();

  @Option(names = "--json", description = "The input is one JSON document; its shape is kept.")
  private boolean json = false;

  @Option(
      names = "--explain",
      description = "Prints, instead of the text, where values are and what decided.")
  private boolean explain = false;

  @Option(
      names = "--ndjson",
      description =
          "Reads {\"id\",\"text\"} lines, writes {\"id\",\"spans\"} lines in their order.")
  private boolean ndjson = false;

  @Option(
      names = "--offsets",
      paramLabel = "UNIT",
      description = "What --ndjson counts in: codepoints (default) or utf16.")
  private String offsets = "codepoints";

  @Option(
      names = "--score",
      paramLabel = "FILE",
      description = "Measures the detectors on {\"text\",\"spans\"} lines of one's own.")
  private @Nullable Path labelled;

  @Option(names = "--progress", description = "Shows progress and rate on the error stream.")
  private boolean progress = false;

  /** The command over an input; {@code random} makes placeholders. */
  public RedactCommand(InputStream in, RandomGenerator random) {
    this.in = in;
    this.random = random;
  }

  @Override
  public Integer call() throws IOException {
    if (!offsets.equals("codepoints") && !offsets.equals("utf16")) {
      throw new BadUse(spec.commandLine(), "--offsets takes codepoints or utf16");
    }
    Scanner scanner = detectors.scanner();
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    if (labelled != null) {
      return new LabelledScore(scanner, spec.commandLine()).run(labelled);
    } else if (ndjson) {
      Progress shown = new Progress(progress ? err : null, System::nanoTime);
      return new NdjsonScan(scanner, detectors.strict(), offsets.equals("utf16"), shown)
          .run(in, out, err);
    }
    String text = text();
    if (explain) {
      return explained(scanner, text, out, err);
    }
    return json || !operators.chosen() ? placeholders(scanner, text, out) : treated(scanner, text);
  }

  private String text() throws IOException {
    byte[] bytes = in.readNBytes(Budget.DEFAULT.maxLength() + 1);
    if (bytes.length > Budget.DEFAULT.maxLength()) {
      throw new BadUse(
          spec.commandLine(), "the input is over 16 MiB; cut it into lines and use --ndjson");
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new BadUse(spec.commandLine(), "the input is not UTF-8", e);
    }
  }

  private int placeholders(Scanner scanner, String text, PrintWriter out) {
    RedactionSession session = new RedactionSession(scanner, random, Set.of());
    Examination examination = json ? session.redactJson(text) : session.redact(text);
    if (examination instanceof Examination.Examined examined) {
      out.print(examined.text());
      out.flush();
      return 0;
    }
    return withheld(((Examination.Withheld) examination).reason().name());
  }

  private int treated(Scanner scanner, String text) {
    RedactionSession session = new RedactionSession(scanner, random, Set.of());
    Redactor.Redaction redaction =
        new Redactor(scanner, operators.policy(session.placeholderOperator(), random)).redact(text);
    if (redaction instanceof Redactor.Redaction.Redacted redacted) {
      spec.commandLine().getOut().print(redacted.text());
      spec.commandLine().getOut().flush();
      return 0;
    }
    return withheld(((Redactor.Redaction.Unredacted) redaction).reason().name());
  }

  private static int explained(Scanner scanner, String text, PrintWriter out, PrintWriter err) {
    List<Explanation> all = scanner.explain(text);
    for (Explanation one : all) {
      out.printf(
          "%d-%d %s score %.2f by %s%s%s%n",
          text.codePointCount(0, one.span().start()),
          text.codePointCount(0, one.span().end()),
          one.span().type(),
          one.span().score(),
          one.span().rule(),
          one.validators().isEmpty()
              ? ""
              : ", " + one.validators() + (one.verified() ? " holds" : " does not refuse"),
          one.contextWord().isEmpty() ? "" : ", context '" + one.contextWord() + "'");
    }
    err.println("portcullis: " + all.size() + " values");
    return 0;
  }

  private int withheld(String reason) {
    spec.commandLine()
        .getErr()
        .println(
            "portcullis: withheld, the input could not be examined: "
                + reason.toLowerCase(Locale.ROOT));
    return 1;
  }
}
