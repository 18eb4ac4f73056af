package dev.portcullis.local.audit;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Random;
import java.util.function.Function;
import picocli.CommandLine;

/**
 * What one run of the command did.
 *
 * @param code its exit code
 * @param out what it printed
 * @param err what it complained about
 */
record Ran(int code, String out, String err) {

  static Ran audit(Path data, String... arguments) {
    Function<Path, AuditDesk> none =
        directory -> {
          throw new AssertionError("opened " + directory);
        };
    return run(
        AuditCommands.commandLine(data, none, InstantSource.system(), new Random(1)), arguments);
  }

  static Ran run(CommandLine audit, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    audit.setOut(new PrintWriter(out));
    audit.setErr(new PrintWriter(err));
    int code = audit.execute(arguments);
    return new Ran(code, out.toString(), err.toString());
  }
}
