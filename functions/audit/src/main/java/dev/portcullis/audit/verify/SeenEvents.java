package dev.portcullis.audit.verify;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Says which events repeat one of the last {@link #WINDOW}, in memory that does not grow with the
 * log.
 */
public final class SeenEvents {
  /** How many events back a repetition is certain to be seen. */
  public static final int WINDOW = 500_000;

  /** Growing costs as much as filling; two megabytes spare a usual log most of it. */
  private static final int BITS = 18;

  /** The set of an earlier window is made when there is one. */
  private static final int NO_BITS = 1;

  private final KeyedHash hash;
  private LongSet current = new LongSet(BITS);
  private LongSet before = new LongSet(NO_BITS);
  private long[] noted = new long[1 << 10];
  private int count;

  /** Nothing seen yet. */
  public SeenEvents(RandomGenerator random) {
    this.hash = new KeyedHash(random);
  }

  /** True if the event was seen within the window; it is seen now. */
  public boolean repeats(String eventId) {
    byte[] bytes = eventId.getBytes(StandardCharsets.US_ASCII);
    return repeats(hash.of(bytes, 0, bytes.length));
  }

  /** Hears of entries whose event repeats one, by their place in a batch. */
  @FunctionalInterface
  interface Repeated {
    void entry(int i);
  }

  /** Notes the event of a batch's next entry, whose id is at {@code at} behind its length. */
  void note(byte[] from, int at) {
    if (count == noted.length) {
      noted = Arrays.copyOf(noted, 2 * count);
    }
    noted[count++] = hash.of(from, at + 1, from[at] & 255);
  }

  /** What was noted is no batch of the log. */
  void forget() {
    count = 0;
  }

  /** What was noted is in the log now: the events are seen. */
  void settle(Repeated repeated) {
    for (int i = 0; i < count; i++) {
      if (repeats(noted[i])) {
        repeated.entry(i);
      }
    }
    count = 0;
  }

  private boolean repeats(long id) {
    if ((before.size() > 0 && before.contains(id)) || !current.add(id)) {
      return true;
    }
    if (current.size() == WINDOW) {
      LongSet oldest = before;
      before = current;
      current = oldest;
      current.clear();
    }
    return false;
  }
}
