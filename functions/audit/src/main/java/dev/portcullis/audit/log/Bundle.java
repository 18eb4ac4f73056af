package dev.portcullis.audit.log;

import dev.portcullis.audit.tlog.Tile;

/**
 * An entry bundle that is being filled: each entry behind its length in two bytes. It remembers
 * where its entries are and copies each once, when it is taken.
 */
final class Bundle {
  private final IntakeBatch[] from = new IntakeBatch[Tile.FULL];
  private final int[] places = new int[Tile.FULL];
  private byte[] start;
  private int count;
  private int length;

  Bundle() {
    this(new byte[0]);
  }

  /** A bundle that begins with what an earlier commit left. */
  Bundle(byte[] start) {
    this.start = start;
    this.length = start.length;
  }

  /** At most {@link Tile#FULL} entries between two {@link #take}s. */
  void add(IntakeBatch batch, int i) {
    from[count] = batch;
    places[count++] = i;
    length += batch.framedLength(i);
  }

  /** What there is, and starts again with nothing. */
  byte[] take() {
    byte[] taken = new byte[length];
    System.arraycopy(start, 0, taken, 0, start.length);
    int at = start.length;
    for (int i = 0; i < count; i++) {
      int bytes = from[i].framedLength(places[i]);
      System.arraycopy(from[i].stored(), from[i].framed(places[i]), taken, at, bytes);
      at += bytes;
    }
    start = new byte[0];
    count = 0;
    length = 0;
    return taken;
  }
}
