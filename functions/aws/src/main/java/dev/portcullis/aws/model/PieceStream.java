package dev.portcullis.aws.model;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * A body that is made piece by piece from another that arrives; after a failure every further read
 * fails, so that a broken body can never look like a whole one.
 */
public final class PieceStream extends InputStream {
  /** Makes the pieces, on the reader's thread. */
  @FunctionalInterface
  public interface Pieces {
    /** The next piece, empty at the end. */
    Optional<byte[]> next() throws IOException;
  }

  private final Pieces pieces;
  private final InputStream upstream;
  private byte[] current = new byte[0];
  private int at;
  private boolean ended;
  private boolean failed;

  /**
   * A body.
   *
   * @param pieces what it consists of
   * @param upstream closed with this stream
   */
  public PieceStream(Pieces pieces, InputStream upstream) {
    this.pieces = pieces;
    this.upstream = upstream;
  }

  /** A body that is made of the whole of another, when it is first read. */
  public static PieceStream of(Whole whole, InputStream upstream) {
    boolean[] made = new boolean[1];
    return new PieceStream(
        () -> {
          boolean first = !made[0];
          made[0] = true;
          return first ? Optional.of(whole.made(upstream)) : Optional.empty();
        },
        upstream);
  }

  /** Makes a body out of another. */
  @FunctionalInterface
  public interface Whole {
    /** The body, made of all that can be read from {@code upstream}. */
    byte[] made(InputStream upstream) throws IOException;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (failed) {
      throw new IOException("the model's reply broke off");
    }
    if (length == 0) {
      return 0;
    }
    while (at == current.length && !ended) {
      failed = true;
      Optional<byte[]> next = pieces.next();
      failed = false;
      ended = next.isEmpty();
      current = next.orElseGet(() -> new byte[0]);
      at = 0;
    }
    if (at == current.length) {
      return -1;
    }
    int count = Math.min(length, current.length - at);
    System.arraycopy(current, at, into, offset, count);
    at += count;
    return count;
  }

  @Override
  public void close() throws IOException {
    upstream.close();
  }
}
