package dev.portcullis.local.audit;

import dev.portcullis.audit.record.Erasure;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
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
  private final Supplier<AuditDesk> desk;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "SUBJECT", description = "the user, as the caller's credential names it")
  private String user = "";

  @Option(names = "--yes", required = true, description = "it cannot be undone")
  private boolean yes;

  EraseCommand(Supplier<AuditDesk> desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    if (!yes) {
      return 2;
    }
    AuditDesk open = desk.get();
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    if (new Erasure(open.pseudonyms(), open.log(), open.clock()).erase(user)
        instanceof Erasure.Erased erased) {
      out.println("destroyed key " + erased.keyId());
      return 0;
    }
    return 1;
  }
}
