package dev.portcullis.bench.audit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Another program's time for the same log, taken in turns with ours: it works each time it is sent
 * a line and answers with nanoseconds an entry, to hash the entries into a tree and to verify all.
 */
final class Peer implements AutoCloseable {
  private final String name;
  private final Process process;
  private final Writer turns;
  private final BufferedReader answers;
  private long hashing = Long.MAX_VALUE;
  private long verifying = Long.MAX_VALUE;

  /**
   * Starts it, and returns once it has read the log.
   *
   * @param log a folder as {@link PeerLog} writes it
   */
  Peer(Path program, Path log) {
    this.name = String.valueOf(program.getFileName());
    try {
      this.process =
          new ProcessBuilder(program.toString(), log.toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.turns = process.outputWriter(StandardCharsets.US_ASCII);
    this.answers = process.inputReader(StandardCharsets.US_ASCII);
    answer();
  }

  void turn() {
    try {
      turns.write("\n");
      turns.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String[] figures = answer().split(" ", 2);
    hashing = Math.min(hashing, Long.parseLong(figures[0]));
    verifying = Math.min(verifying, Long.parseLong(figures[1]));
  }

  private String answer() {
    try {
      String line = answers.readLine();
      if (line == null) {
        throw new IllegalStateException(name + " ended");
      }
      return line;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Prints its best times.
   *
   * @param ours nanoseconds an entry of a whole verification
   */
  void print(double ours) {
    System.out.printf(
        "%-16s %6d ns/entry to verify, of which our verification runs at %.2f x the speed%n",
        name, verifying, verifying / ours);
    System.out.printf(
        "%-16s %6d ns/entry for leaf hashes and tree alone, %.2f x%n",
        name, hashing, hashing / ours);
  }

  @Override
  public void close() {
    process.destroy();
  }
}
