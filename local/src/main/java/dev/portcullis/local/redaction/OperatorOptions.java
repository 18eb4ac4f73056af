package dev.portcullis.local.redaction;

import dev.portcullis.local.terminal.BadUse;
import dev.portcullis.redaction.operators.Operator;
import dev.portcullis.redaction.operators.OperatorGrammar;
import dev.portcullis.redaction.operators.OperatorKey;
import dev.portcullis.redaction.operators.OperatorKeys;
import dev.portcullis.redaction.operators.OperatorPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** What becomes of each type of value. */
final class OperatorOptions {
  @Spec(Target.MIXEE)
  private @Nullable CommandSpec spec;

  @Option(
      names = "--operator",
      paramLabel = "TYPE=OP",
      description = {
        "What becomes of a type (* for all others): placeholder (default), redact, label,",
        "fixed:TEXT, mask[:C[:N]], keep, generalise; with --key-file also hash, gcm, siv, ff1,",
        "surrogate, shift[:DAYS]. May be repeated."
      })
  private List<String> lines = new ArrayList<>();

  @Option(
      names = "--key-file",
      paramLabel = "FILE",
      description = "A key for the keyed operators: a line 'ID BASE64' of at least 32 bytes.")
  private @Nullable Path keyFile;

  OperatorOptions() {}

  boolean chosen() {
    return !lines.isEmpty();
  }

  OperatorPolicy policy(Operator placeholder, RandomGenerator random) {
    OperatorGrammar grammar =
        keyFile == null
            ? OperatorGrammar.unkeyed(placeholder)
            : OperatorGrammar.keyed(placeholder, keys(keyFile), random, "portcullis-redact");
    try {
      return grammar.parse(lines);
    } catch (IllegalArgumentException wrong) {
      throw new BadUse(
          line(), "--operator: an operator is not known or needs --key-file; see --help", wrong);
    }
  }

  private OperatorKeys keys(Path file) {
    try {
      String[] words = Files.readString(file).strip().split(" ", -1);
      if (words.length == 2) {
        return OperatorKeys.of(OperatorKey.of(words[0], Base64.getDecoder().decode(words[1])));
      }
    } catch (IOException | IllegalArgumentException unusable) {
      // Its message may quote the key, so only that it cannot be used is said.
    }
    throw new BadUse(line(), "--key-file takes a file with one line: ID BASE64, 32 bytes or more");
  }

  private CommandLine line() {
    return Objects.requireNonNull(spec).commandLine();
  }
}
