package dev.portcullis.local.audit;

import dev.portcullis.local.config.Place;
import dev.portcullis.local.terminal.CommandErrors;
import dev.portcullis.local.terminal.DataOptions;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
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
    return run(
        command(
            data,
            options -> {
              throw new AssertionError("opened");
            }),
        arguments);
  }

  static CommandLine command(Path data, Function<DataOptions, AuditDesk> desk) {
    Place place =
        new Place(Map.of("PORTCULLIS_DATA", data.toString()), data, data, Optional.empty());
    return AuditCommands.commandLine(place, desk, InstantSource.system(), new Random(1));
  }

  static Ran run(CommandLine audit, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    audit.setOut(new PrintWriter(out));
    audit.setErr(new PrintWriter(err));
    CommandErrors.reportOn(audit);
    int code = audit.execute(arguments);
    return new Ran(code, out.toString(), err.toString());
  }
}
