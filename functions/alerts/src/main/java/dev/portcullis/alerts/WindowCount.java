package dev.portcullis.alerts;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;

/**
 * Counts events of one key over a sliding window in twelve parts; an event outside the window is
 * never counted, one inside may leave up to a twelfth of the window early.
 *
 * <p>It also keeps the usual count of a whole window, as an average that forgets, and the last few
 * event ids.
 */
final class WindowCount {
  private static final int PARTS = 12;
  private static final int CITED = 8;

  private final long partMillis;
  private final long[] parts = new long[PARTS];
  private final ArrayDeque<String> last = new ArrayDeque<>();
  private long newest = Long.MIN_VALUE;
  private long window = Long.MIN_VALUE;
  private long inWindow;
  private double usual;
  private int windows;

  WindowCount(long windowMillis) {
    this.partMillis = Math.max(1, windowMillis / PARTS);
  }

  /** Counts an event and returns how many the window that ends with the newest event holds. */
  long add(long time, String eventId) {
    long part = Math.floorDiv(time, partMillis);
    if (newest == Long.MIN_VALUE) {
      newest = part;
    }
    if (part > newest) {
      for (long p = Math.max(newest + 1, part - PARTS + 1); p <= part; p++) {
        parts[Math.floorMod(p, PARTS)] = 0;
      }
      newest = part;
    }
    if (part > newest - PARTS) {
      parts[Math.floorMod(part, PARTS)]++;
    }
    remember(Math.floorDiv(part, PARTS));
    if (last.size() == CITED) {
      last.removeFirst();
    }
    last.addLast(eventId);
    return Arrays.stream(parts).sum();
  }

  /** Closes whole windows that have passed; empty ones lower the average too. */
  private void remember(long now) {
    if (window == Long.MIN_VALUE) {
      window = now;
    }
    for (int i = 0; window < now && i < 64; i++, window++) {
      usual = windows == 0 ? inWindow : usual * 0.8 + inWindow * 0.2;
      windows++;
      inWindow = 0;
    }
    window = Math.max(window, now);
    inWindow++;
  }

  /** The average count of the windows before this one; only after at least three of them. */
  double usual() {
    return windows < 3 ? Double.POSITIVE_INFINITY : usual;
  }

  List<String> last() {
    return List.copyOf(last);
  }
}
