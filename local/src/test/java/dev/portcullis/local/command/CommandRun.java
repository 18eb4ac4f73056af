package dev.portcullis.local.command;

import dev.portcullis.local.config.Place;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * One run of the command, in a data directory of its own.
 *
 * @param code the exit code
 * @param out what it printed
 * @param err what it said beside
 */
record CommandRun(int code, String out, String err) {

  static CommandRun of(Path data, String input, String... arguments) {
    Place place =
        new Place(
            Map.of("PORTCULLIS_DATA", data.toString()),
            data,
            data,
            Optional.of(Path.of("..").toAbsolutePath().normalize()));
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Portcullis.commandLine(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), place)
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(arguments);
    return new CommandRun(code, out.toString(), err.toString());
  }

  /** Everything that was printed anywhere. */
  String all() {
    return out + err;
  }
}
