package dev.portcullis.aws.model;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;

/**
 * A body as it arrives, whose end is its real end: the JDK reports a body that is shorter than its
 * declared length as if it were whole.
 *
 * <p>For one reader. A close from another thread waits for the read that is going on, at most the
 * time-out.
 */
final class AnswerBody extends InputStream {
  private final InputStream in;
  private final HttpURLConnection connection;
  private long missing;
  private boolean ended;
  private boolean closed;

  /** A body of {@code length} bytes, or of any length if that is negative. */
  AnswerBody(InputStream in, long length, HttpURLConnection connection) {
    this.in = in;
    this.missing = length;
    this.connection = connection;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (closed) {
      throw new IOException("closed");
    }
    int count;
    try {
      count = in.read(into, offset, length);
    } catch (SocketTimeoutException late) {
      throw new SocketTimeoutException("no more of the model's reply");
    } catch (IOException broken) {
      // The JDK's message may quote what arrived.
      throw new IOException("the model's reply broke off");
    }
    if (count > 0 && missing > 0) {
      missing -= count;
    } else if (count < 0 && missing > 0) {
      throw new EOFException("the model's reply broke off");
    }
    ended |= count < 0;
    return count;
  }

  /** At the end the connection may be kept for the next request; before it, it is ended. */
  @Override
  public void close() throws IOException {
    if (!closed) {
      closed = true;
      if (ended) {
        in.close();
      } else {
        connection.disconnect();
      }
    }
  }
}
