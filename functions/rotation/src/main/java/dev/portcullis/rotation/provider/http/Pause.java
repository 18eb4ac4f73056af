package dev.portcullis.rotation.provider.http;

import java.time.Duration;

/** Waits between two attempts; a function of its own so that tests do not wait. */
@FunctionalInterface
public interface Pause {

  /**
   * Waits so long, or less if the thread is asked to stop.
   *
   * @throws InterruptedException if the thread is asked to stop
   */
  void forSpan(Duration span) throws InterruptedException;

  /** Sleeps for the whole span; in tests nothing does. */
  static Pause sleeping() {
    return span -> Thread.sleep(span.toMillis());
  }
}
