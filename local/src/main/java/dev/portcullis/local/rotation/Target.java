package dev.portcullis.local.rotation;

import dev.portcullis.local.terminal.BadUse;
import dev.portcullis.rotation.Credential;
import dev.portcullis.rotation.StepOutcome;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The credential that a command is about, and how its answer is told. */
final class Target {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Parameters(
      arity = "0..1",
      paramLabel = "CREDENTIAL",
      description = "the credential's id; all of them if none is given")
  private @Nullable String id;

  PrintWriter out() {
    return spec.commandLine().getOut();
  }

  /** The credentials that are meant; bad use if there is no such credential. */
  List<Credential> all(RotationDesk desk) {
    List<Credential> meant = desk.meant(Optional.ofNullable(id));
    if (meant.isEmpty()) {
      throw new BadUse(spec.commandLine(), "no such credential is configured");
    }
    return meant;
  }

  /** The one credential that is meant; bad use if none was named. */
  String one(RotationDesk desk) {
    if (id == null) {
      throw new BadUse(spec.commandLine(), "name the credential");
    }
    return all(desk).get(0).id();
  }

  /** Tells an outcome in one line; 0 if it is done, 1 otherwise. */
  int tell(String credential, StepOutcome outcome) {
    String line;
    if (outcome instanceof StepOutcome.Done) {
      line = "done";
    } else if (outcome instanceof StepOutcome.Waiting waiting) {
      line = "waiting for " + word(waiting.why().name()) + ", until " + waiting.until();
    } else if (outcome instanceof StepOutcome.Failed failed) {
      line = "failed: " + word(failed.code()) + "; the former key is still in use";
    } else if (outcome instanceof StepOutcome.Refused refused) {
      line = "refused: " + refused.why();
    } else {
      throw new AssertionError("the family is sealed");
    }
    out().println(credential + ": " + line);
    return outcome instanceof StepOutcome.Done ? 0 : 1;
  }

  static String word(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
