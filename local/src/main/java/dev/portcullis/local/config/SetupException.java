package dev.portcullis.local.config;

import java.util.List;

/**
 * What was set up cannot be used; each problem is one line that names the file, mostly the line in
 * it, and what to do about it. No problem quotes a value.
 */
public final class SetupException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient List<String> problems;

  /** Several problems, at least one, in the order of the file's lines. */
  public SetupException(List<String> problems) {
    super(problems.get(0));
    this.problems = List.copyOf(problems);
  }

  /** One problem. */
  public SetupException(String problem) {
    this(List.of(problem));
  }

  /** At least one, in the order of the file's lines. */
  public List<String> problems() {
    return problems;
  }
}
