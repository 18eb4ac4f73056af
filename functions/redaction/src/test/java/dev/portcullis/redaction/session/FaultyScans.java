package dev.portcullis.redaction.session;

import dev.portcullis.redaction.Reason;
import dev.portcullis.redaction.ScanResult;
import dev.portcullis.redaction.ScanStream.Step;
import dev.portcullis.redaction.Span;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Settles every character at once and finds nothing, until the call at which it must fail. */
final class FaultyScans implements Scans {
  private final int failAt;
  private final Supplier<Optional<Step>> failure;
  private int calls;

  FaultyScans(int failAt, Supplier<Optional<Step>> failure) {
    this.failAt = failAt;
    this.failure = failure;
  }

  static FaultyScans throwing(int failAt, Supplier<? extends Throwable> what) {
    return new FaultyScans(
        failAt,
        () -> {
          FaultyScans.<RuntimeException>raise(what.get());
          return Optional.empty();
        });
  }

  static FaultyScans unscanned(int failAt, Reason reason) {
    return new FaultyScans(failAt, () -> Optional.of(new Step.Unscanned(reason)));
  }

  /** Breaks the stream's contract: spans and settled places that cannot be. */
  static FaultyScans lying(int failAt, int settledTo, Span... spans) {
    return new FaultyScans(
        failAt, () -> Optional.of(new Step.Advanced(List.of(spans), settledTo, false)));
  }

  @Override
  public ScanResult scan(CharSequence text) {
    return next().map(FaultyScans::asResult).orElseGet(() -> new ScanResult.Scanned(List.of()));
  }

  private static ScanResult asResult(Step step) {
    return step instanceof Step.Unscanned unscanned
        ? new ScanResult.Unscanned(unscanned.reason())
        : new ScanResult.Scanned(((Step.Advanced) step).spans());
  }

  private Optional<Step> next() {
    return ++calls == failAt ? failure.get() : Optional.empty();
  }

  @Override
  public Stream stream() {
    return new Stream() {
      private int length;

      @Override
      public Step push(CharSequence piece) {
        length += piece.length();
        return next().orElseGet(() -> new Step.Advanced(List.of(), length, false));
      }

      @Override
      public Step finish() {
        return next().orElseGet(() -> new Step.Advanced(List.of(), length, false));
      }
    };
  }

  @Override
  public String version() {
    return "faulty";
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void raise(Throwable what) throws T {
    throw (T) what;
  }
}
