package dev.portcullis.bench.audit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Another program's time for the same number of entries of the same length, taken in turns with
 * ours: it works each time it is sent a line and answers with nanoseconds an entry.
 */
final class Peer implements AutoCloseable {
  private final String name;
  private final Process process;
  private final Writer turns;
  private final BufferedReader answers;
  private long best = Long.MAX_VALUE;

  Peer(Path program, int entries, int bytes) {
    this.name = String.valueOf(program.getFileName());
    try {
      this.process =
          new ProcessBuilder(program.toString(), Integer.toString(entries), Integer.toString(bytes))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.turns = process.outputWriter(StandardCharsets.US_ASCII);
    this.answers = process.inputReader(StandardCharsets.US_ASCII);
  }

  void turn() {
    try {
      turns.write("\n");
      turns.flush();
      String answer = answers.readLine();
      if (answer == null) {
        throw new IllegalStateException(name + " ended");
      }
      best = Math.min(best, Long.parseLong(answer));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Prints its best time.
   *
   * @param ours nanoseconds an entry of a whole verification
   */
  void print(double ours) {
    System.out.printf(
        "%-16s %6d ns/entry, leaf hashes and tree alone; a whole verification runs at %.2f x its"
            + " speed%n",
        name, best, best / ours);
  }

  @Override
  public void close() {
    process.destroy();
  }
}
