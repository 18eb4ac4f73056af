package dev.portcullis.local.audit;

import dev.portcullis.audit.verify.Progressing;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;

/** Says how far a verification is, at most once in two seconds; a short one says nothing. */
final class ProgressLines implements Progressing {
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final PrintWriter out;
  private final InstantSource clock;
  private Instant next;

  ProgressLines(PrintWriter out, InstantSource clock) {
    this.out = out;
    this.clock = clock;
    this.next = clock.instant().plus(PAUSE);
  }

  @Override
  public void at(long commits, long entries) {
    Instant now = clock.instant();
    if (!now.isBefore(next)) {
      next = now.plus(PAUSE);
      out.printf(Locale.ROOT, "checked %,d entries in %,d commits%n", entries, commits);
      out.flush();
    }
  }
}
