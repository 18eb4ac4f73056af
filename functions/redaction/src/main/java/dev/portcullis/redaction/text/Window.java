package dev.portcullis.redaction.text;

import java.util.Arrays;

/**
 * Folded and unescaped text with its class per character and the offsets it came from.
 *
 * <p>Text is appended in any pieces; {@link #stable} says how far it can no longer change, which
 * does not depend on how it was cut. Characters that folding deletes are not in the window, and the
 * offsets of their neighbours leave a gap there. Not safe for threads.
 */
public final class Window {
  private static final int BLOCK = 512;

  private final Alphabet alphabet;
  private final int maxDepth;
  private char[] text;
  private byte[] classes;
  private int[] from;
  private int[] to;
  private byte[] depths = new byte[0];
  private int size;
  private int raw;
  private int dropped;
  private int marker = Integer.MIN_VALUE / 2;
  private char high;
  private boolean last;
  private boolean tooDeep;

  /**
   * An empty window with room for {@code capacity} characters; escapes nest to {@code maxDepth}.
   */
  public Window(Alphabet alphabet, int maxDepth, int capacity) {
    this.alphabet = alphabet;
    this.maxDepth = maxDepth;
    // One more, as `append` reserves: without it, the first piece would double every array.
    int room = Math.max(16, capacity + 1);
    text = new char[room];
    classes = new byte[room];
    from = new int[room];
    to = new int[room];
  }

  /** Adds a piece, which may end inside a surrogate pair or an escape. */
  public void append(CharSequence piece) {
    int length = piece.length();
    // One more, for a high surrogate that an earlier piece ended with and that turns out to be
    // alone.
    reserve(length + 1);
    // A string hands over many characters at once faster than one by one.
    char[] block = new char[Math.min(length, BLOCK)];
    for (int done = 0; done < length; done += block.length) {
      int count = Math.min(block.length, length - done);
      if (piece instanceof String string) {
        string.getChars(done, done + count, block, 0);
      } else {
        for (int i = 0; i < count; i++) {
          block[i] = piece.charAt(done + i);
        }
      }
      append(block, count);
    }
  }

  private void append(char[] block, int count) {
    for (int i = 0; i < count; i++) {
      char c = block[i];
      if (c >= 32 && c < 127 && high == 0) {
        int at = size++;
        text[at] = c;
        classes[at] = (byte) c;
        from[at] = raw;
        to[at] = ++raw;
        if (c == '%' || c == '&' || c == '\\') {
          marker = at;
        } else if (at - marker < Escapes.LONGEST) {
          unescape();
        }
      } else {
        appendSlowly(c);
      }
    }
  }

  /** Says that nothing follows. */
  public void finish() {
    if (high != 0) {
      put(Folding.ASTRAL, raw - 1, raw, 0);
      high = 0;
    }
    last = true;
  }

  private void appendSlowly(char c) {
    raw++;
    if (high != 0) {
      char first = high;
      high = 0;
      if (Character.isLowSurrogate(c)) {
        fold(Character.toCodePoint(first, c), raw - 2, raw, 0);
        return;
      }
      put(Folding.ASTRAL, raw - 2, raw - 1, 0);
    }
    if (Character.isHighSurrogate(c)) {
      high = c;
    } else if (Character.isLowSurrogate(c)) {
      put(Folding.ASTRAL, raw - 1, raw, 0);
    } else {
      fold(c, raw - 1, raw, 0);
    }
  }

  private void fold(int codePoint, int start, int end, int depth) {
    char folded = alphabet.fold(codePoint);
    if (folded != Folding.DELETED) {
      put(folded, start, end, depth);
      if (Escapes.opens(folded)) {
        marker = size - 1;
      } else if (size - 1 - marker < Escapes.LONGEST) {
        unescape();
      }
    }
  }

  private void put(char c, int start, int end, int depth) {
    reserve(1);
    text[size] = c;
    classes[size] = (byte) alphabet.of(c);
    from[size] = start;
    to[size] = end;
    if (depth > 0) {
      if (depths.length < text.length) {
        depths = Arrays.copyOf(depths, text.length);
      }
      depths[size] = (byte) depth;
    } else if (size < depths.length) {
      depths[size] = 0;
    }
    size++;
  }

  /** Replaces the escape that the window ends with, if it ends with one, by what it stands for. */
  private void unescape() {
    int start = marker;
    int codePoint = Escapes.decode(text, start, size);
    if (codePoint == Escapes.NONE) {
      return;
    }
    boolean escapedByte = codePoint >= 0x80 && codePoint < 0x100 && isByteEscape(start);
    for (int i = 0; i < 8 && start > 0 && text[marker] == '\\' && text[start - 1] == '\\'; i++) {
      start--;
    }
    int depth = 1 + deepest(start, size);
    if (depth > maxDepth) {
      tooDeep = true;
      depth = maxDepth;
    }
    int begin = from[start];
    int end = to[size - 1];
    size = start;
    marker = Integer.MIN_VALUE / 2;
    if (escapedByte) {
      Utf8.append(this, codePoint, begin, end, depth);
    } else {
      fold(codePoint, begin, end, depth);
    }
    if (marker < 0) {
      findMarker();
    }
  }

  private boolean isByteEscape(int start) {
    return size - start == 3 || (size - start == 4 && text[start] == '\\');
  }

  private int deepest(int start, int end) {
    int deepest = 0;
    for (int i = start; i < Math.min(end, depths.length); i++) {
      deepest = Math.max(deepest, depths[i]);
    }
    return deepest;
  }

  private void findMarker() {
    for (int i = size - 1; i >= 0 && i > size - Escapes.LONGEST && Escapes.within(text[i]); i--) {
      if (Escapes.opens(text[i])) {
        marker = i;
        return;
      }
    }
  }

  int size() {
    return size;
  }

  /** Used by {@link Utf8}: puts a byte that awaits its sequence, or the finished code point. */
  void replaceTail(int count, int codePoint, int begin, int end, int depth) {
    size -= count;
    fold(codePoint, begin, end, depth);
  }

  void putByte(int value, int begin, int end, int depth) {
    put((char) (Utf8.BASE + value), begin, end, depth);
  }

  private void reserve(int more) {
    if (size + more > text.length) {
      int room = Math.max(size + more, text.length * 2);
      text = Arrays.copyOf(text, room);
      classes = Arrays.copyOf(classes, room);
      from = Arrays.copyOf(from, room);
      to = Arrays.copyOf(to, room);
    }
  }

  /** How many characters can no longer change; all of them once finished. */
  public int stable() {
    if (last) {
      return size;
    }
    // Each level of nesting reaches back by one escape more.
    int first = Math.max(0, size - (maxDepth + 1) * Escapes.LONGEST);
    int settled = size;
    int before;
    do {
      before = settled;
      for (int i = settled - 1; i >= first && Escapes.within(text[i]); i--) {
        if (Escapes.opens(text[i])) {
          settled = i;
        }
      }
      // Bytes that await their sequence may join to a character that vanishes: they end no escape.
      settled = Utf8.settled(text, settled);
    } while (settled < before);
    return settled;
  }

  /** Forgets the characters before {@code count}; indexes move down by it. */
  public void drop(int count) {
    System.arraycopy(text, count, text, 0, size - count);
    System.arraycopy(classes, count, classes, 0, size - count);
    System.arraycopy(from, count, from, 0, size - count);
    System.arraycopy(to, count, to, 0, size - count);
    if (depths.length >= size) {
      System.arraycopy(depths, count, depths, 0, size - count);
    } else if (depths.length > 0) {
      int kept = Math.max(0, depths.length - count);
      System.arraycopy(depths, depths.length - kept, depths, 0, kept);
      Arrays.fill(depths, kept, depths.length, (byte) 0);
    }
    size -= count;
    marker -= count;
    dropped += count;
  }

  /** Whether nothing follows. */
  public boolean isLast() {
    return last;
  }

  /** Whether escapes were nested more deeply than allowed. */
  public boolean isTooDeep() {
    return tooDeep;
  }

  /** The folded characters; valid up to {@link #stable} and until the next append. */
  public char[] text() {
    return text;
  }

  /** The class of each character, see {@link Alphabet}. */
  public byte[] classes() {
    return classes;
  }

  /** How many characters were dropped so far. */
  public int dropped() {
    return dropped;
  }

  /** UTF-16 units appended so far. */
  public int rawLength() {
    return raw;
  }

  /**
   * The original offset at which the character of this index starts; the end after the last one.
   */
  public int from(int index) {
    return index < size ? from[index] : high != 0 ? raw - 1 : raw;
  }

  /** The original offset after the character of this index; 0 before the first one. */
  public int to(int index) {
    return index < 0 ? 0 : to[index];
  }
}
