package dev.portcullis.audit.verify;

import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;

/**
 * Says which events repeat one of the last {@link #WINDOW}, in memory that does not grow with the
 * log.
 */
public final class SeenEvents {
  /** How many events back a repetition is certain to be seen. */
  public static final int WINDOW = 500_000;

  private final KeyedHash hash;
  private LongSet current = new LongSet();
  private LongSet before = new LongSet();

  /** Nothing seen yet. */
  public SeenEvents(RandomGenerator random) {
    this.hash = new KeyedHash(random);
  }

  /** True if the event was seen within the window; it is seen now. */
  public boolean repeats(String eventId) {
    byte[] bytes = eventId.getBytes(StandardCharsets.US_ASCII);
    return repeats(bytes, 0, bytes.length);
  }

  /** The same for an event id that stands somewhere in an array. */
  boolean repeats(byte[] from, int at, int length) {
    long id = hash.of(from, at, length);
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
