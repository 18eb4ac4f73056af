package dev.portcullis.local.audit;

import dev.portcullis.audit.record.Erasure;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "erase",
    mixinStandardHelpOptions = true,
    description =
        "Destroys a user's key, so that nothing in the log can be linked to them again. The log is"
            + " not changed and its proofs still verify. Exit code 1 if it knows nobody of that"
            + " name.")
final class EraseCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;
  @Mixin private DeskOptions desk;

  @Parameters(paramLabel = "SUBJECT", description = "the user, as the caller's credential names it")
  private String user = "";

  @Option(names = "--yes", required = true, description = "it cannot be undone")
  private boolean yes;

  EraseCommand(DeskOptions desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    if (!yes) {
      return 2;
    }
    AuditDesk open = desk.open();
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    if (new Erasure(open.pseudonyms().get(), open.log(), open.clock()).erase(user)
        instanceof Erasure.Erased erased) {
      out.println("destroyed key " + erased.keyId());
      return 0;
    }
    return 1;
  }
}
