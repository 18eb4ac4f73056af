package dev.portcullis.local.redaction;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Tells once a second how far a long run has come and how fast it is. */
final class Progress {
  private static final double NANOS = 1e9;

  private final @Nullable PrintWriter err;
  private final LongSupplier nanoTime;
  private final long start;
  private long told;
  private long lines;
  private long characters;

  /** A progress that is told to {@code err}; to nobody if it is null. */
  Progress(@Nullable PrintWriter err, LongSupplier nanoTime) {
    this.err = err;
    this.nanoTime = nanoTime;
    this.start = nanoTime.getAsLong();
    this.told = start;
  }

  void line(int length) {
    lines++;
    characters += length;
    long now = nanoTime.getAsLong();
    if (now - told > NANOS) {
      told = now;
      tell(now);
    }
  }

  void end() {
    if (told != start) {
      tell(nanoTime.getAsLong());
    }
  }

  private void tell(long now) {
    if (err != null) {
      double seconds = (now - start) / NANOS;
      err.println(
          String.format(
              Locale.ROOT,
              "portcullis: %,d lines, %.1f million characters, %.1f million a second",
              lines,
              characters / 1e6,
              characters / 1e6 / seconds));
    }
  }
}
