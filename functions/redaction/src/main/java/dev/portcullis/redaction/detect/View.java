package dev.portcullis.redaction.detect;

import dev.portcullis.redaction.text.Alphabet;
import dev.portcullis.redaction.text.Window;

/**
 * What a matcher may read: the text from a place on, at most {@link #REACH} original units far.
 *
 * <p>The rule that makes streams exact: a matcher that asks for a character which has not arrived
 * yet gets {@link #NEED}, gives up, and is run again later; one that never did would decide the
 * same however the text goes on.
 */
public final class View {
  /** No match reaches further than this many UTF-16 units of the original text. */
  public static final int REACH = 288;

  /** Deleted characters beside a value go with it, up to this many. */
  private static final int GAP = 16;

  /** The character has not arrived yet. */
  public static final int NEED = -1;

  private final Window window;
  private char[] text = new char[0];
  private byte[] classes = new byte[0];
  private int size;
  private long limit;
  private boolean needed;

  View(Window window) {
    this.window = window;
  }

  /** Takes notice of what has arrived. */
  void refresh() {
    text = window.text();
    classes = window.classes();
    size = window.stable();
  }

  /** Starts a run at this index. */
  void begin(int index) {
    limit = (long) window.from(index) + REACH;
    needed = false;
  }

  /** The first index that the current run may not read, at most the number of characters. */
  int readable(int index) {
    int high = Math.min(size, index + REACH);
    if (high > index && window.from(high - 1) >= limit) {
      int low = index;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (window.from(middle) < limit) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
    }
    return high;
  }

  /** Whether the run ends at this index because of its reach and not because the text ends. */
  boolean isBeyondReach(int index) {
    return window.from(index) >= limit && !(window.isLast() && index >= size);
  }

  /** Whether more was deleted before this index than goes with a value. */
  boolean isGap(int at) {
    return window.from(at) - window.to(at - 1) > GAP;
  }

  /** Where a value that starts at this index starts in the original text. */
  int start(int at) {
    return isGap(at) ? window.from(at) : window.to(at - 1);
  }

  /** Where a value that ends before this index ends in the original text. */
  int end(int at) {
    return isGap(at) ? window.to(at - 1) : window.from(at);
  }

  int size() {
    return size;
  }

  /** Whether the current run asked for a character that has not arrived. */
  boolean wasNeeded() {
    return needed;
  }

  /** The characters; only indexes for which {@link #at} gave a class may be read. */
  public char[] text() {
    return text;
  }

  byte[] classes() {
    return classes;
  }

  /**
   * The class at an index, {@link Alphabet#EDGE} beyond the reach or the text, or {@link #NEED}.
   */
  public int at(int index) {
    if (index < size) {
      return window.from(index) < limit ? classes[index] & 0xFF : Alphabet.EDGE;
    }
    if (window.isLast() || window.from(size) >= limit) {
      return Alphabet.EDGE;
    }
    needed = true;
    return NEED;
  }
}
