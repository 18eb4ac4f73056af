package dev.portcullis.local.model;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A reply's body, readable as it arrives; no read waits longer than the time-out, and closing it
 * before its end cancels the request.
 *
 * <p>At most one piece is asked for ahead of the reader, so that a slow reader slows the server
 * down instead of filling memory.
 */
final class ArrivingBody extends InputStream implements BodySubscriber<InputStream> {
  /** A piece of the body, its end, or why it broke off. */
  private record Piece(List<ByteBuffer> buffers, boolean end, boolean broken) {}

  private final Duration timeout;
  private final BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
  private volatile Flow.@Nullable Subscription subscription;
  private volatile boolean closed;
  private ByteBuffer current = ByteBuffer.allocate(0);
  private @Nullable Piece last;
  private int next;

  ArrivingBody(Duration timeout) {
    this.timeout = timeout;
  }

  @Override
  public CompletionStage<InputStream> getBody() {
    return CompletableFuture.completedFuture(this);
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    if (closed) {
      given.cancel();
    } else {
      given.request(1);
    }
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    pieces.add(new Piece(List.copyOf(buffers), false, false));
  }

  @Override
  public void onError(Throwable failure) {
    pieces.add(new Piece(List.of(), true, true));
  }

  @Override
  public void onComplete() {
    pieces.add(new Piece(List.of(), true, false));
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (!current.hasRemaining()) {
      Piece piece = last;
      if (piece != null && piece.end()) {
        if (piece.broken()) {
          throw new IOException("the model's reply broke off");
        }
        return -1;
      } else if (piece != null && next < piece.buffers().size()) {
        current = piece.buffers().get(next++);
      } else {
        if (piece != null) {
          more();
        }
        last = await();
        next = 0;
      }
    }
    int count = Math.min(length, current.remaining());
    current.get(into, offset, count);
    return count;
  }

  private void more() {
    Flow.Subscription open = subscription;
    if (open != null) {
      open.request(1);
    }
  }

  private Piece await() throws IOException {
    Piece piece;
    try {
      piece = pieces.poll(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      close();
      throw new IOException("interrupted");
    }
    if (piece == null) {
      close();
      throw new SocketTimeoutException("no more of the model's reply");
    }
    return piece;
  }

  /** Cancels the request; harmless at the end of the body. */
  @Override
  public void close() {
    closed = true;
    Flow.Subscription open = subscription;
    if (open != null) {
      open.cancel();
    }
    last = new Piece(List.of(), true, true);
  }
}
