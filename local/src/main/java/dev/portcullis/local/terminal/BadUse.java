package dev.portcullis.local.terminal;

import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * A command line that cannot be carried out, for a reason that is printed as it is: one sentence
 * that says what to do and quotes nothing that could be a secret.
 */
public final class BadUse extends ParameterException {
  private static final long serialVersionUID = 1L;

  /** Bad use of a command. */
  public BadUse(CommandLine line, String why) {
    super(line, why);
  }

  /** Bad use of a command that something else noticed. */
  public BadUse(CommandLine line, String why, Exception cause) {
    super(line, why, cause);
  }
}
