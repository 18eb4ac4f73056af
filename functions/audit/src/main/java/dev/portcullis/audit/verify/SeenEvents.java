package dev.portcullis.audit.verify;

import dev.portcullis.audit.log.IntakeBatch;
import java.nio.charset.StandardCharsets;
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

  /**
   * The same for all events of a batch. All are hashed first, then all their places are read, and
   * only then are they looked up: the set is far larger than a processor's near caches, reads that
   * decide nothing wait for memory together, and a look-up would make each wait for the one before.
   */
  void each(IntakeBatch batch, Repeated repeated) {
    long[] ids = new long[batch.size()];
    byte[] framed = batch.framedIds();
    int at = 0;
    for (int i = 0; i < ids.length; i++) {
      int length = framed[at] & 255;
      ids[i] = hash.of(framed, at + 1, length);
      at += 1 + length;
    }
    current.near(ids);
    if (before.size() > 0) {
      before.near(ids);
    }
    for (int i = 0; i < ids.length; i++) {
      if (repeats(ids[i])) {
        repeated.entry(i);
      }
    }
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
