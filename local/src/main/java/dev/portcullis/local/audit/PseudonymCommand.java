package dev.portcullis.local.audit;

import dev.portcullis.audit.record.Pseudonym;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "pseudonym",
    mixinStandardHelpOptions = true,
    description = "How the log names a user. Exit code 1 if it knows nobody of that name.")
final class PseudonymCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;
  @Mixin private DeskOptions desk;

  @Parameters(paramLabel = "USER", description = "the user, as the caller's credential names it")
  private String user = "";

  PseudonymCommand(DeskOptions desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    Optional<Pseudonym> found = desk.open().pseudonyms().get().find(user);
    found.ifPresent(
        pseudonym ->
            Objects.requireNonNull(spec)
                .commandLine()
                .getOut()
                .println(pseudonym.value() + " " + pseudonym.keyId()));
    return found.isPresent() ? 0 : 1;
  }
}
