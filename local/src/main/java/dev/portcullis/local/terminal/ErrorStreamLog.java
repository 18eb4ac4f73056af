package dev.portcullis.local.terminal;

import dev.portcullis.local.laptop.OperatorLog;
import java.io.PrintWriter;

/** Writes the lines for the operator to a command's error stream. */
public final class ErrorStreamLog implements OperatorLog {
  private final PrintWriter err;

  /** A log on one stream. */
  public ErrorStreamLog(PrintWriter err) {
    this.err = err;
  }

  @Override
  public void info(String line) {
    err.println("portcullis: " + line);
  }

  @Override
  public void alarm(String line) {
    err.println("portcullis: ALARM: " + line);
  }
}
