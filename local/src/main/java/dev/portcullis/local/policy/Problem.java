package dev.portcullis.local.policy;

import java.util.Comparator;

/**
 * Something to correct in the policies.
 *
 * @param file the file's name
 * @param line from 1
 * @param message what is wrong and, where it is known, the fix
 */
public record Problem(String file, int line, String message) implements Comparable<Problem> {
  private static final Comparator<Problem> ORDER =
      Comparator.comparing(Problem::file)
          .thenComparingInt(Problem::line)
          .thenComparing(Problem::message);

  @Override
  public int compareTo(Problem other) {
    return ORDER.compare(this, other);
  }

  /** {@code file:line: message}, as editors read it. */
  @Override
  public String toString() {
    return file + ":" + line + ": " + message;
  }
}
