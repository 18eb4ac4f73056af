package dev.portcullis.aws;

import dev.portcullis.ports.Model;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/**
 * Ends a model call while the function still has time to record how it ended: what Lambda stops
 * would have an intent and no outcome.
 *
 * <p>A port's own time-out is for one wait; this one is for all of them together. The reply is
 * bounded too, so that the answer fits what Lambda gives back. A call that is late is abandoned on
 * its thread, which reads into no buffer but its own.
 */
final class DeadlineModel implements Model {
  /** Written as JSON within JSON, twice this still fits an answer of Lambda. */
  static final int MOST_REPLY_BYTES = 3 << 20;

  private final Model model;
  private final ExecutorService threads;
  private final LongSupplier millisLeft;

  /**
   * A model with a deadline.
   *
   * @param threads runs what may have to be abandoned; one per call is needed
   * @param millisLeft how long the present invocation may still wait for the model
   */
  DeadlineModel(Model model, ExecutorService threads, LongSupplier millisLeft) {
    this.model = model;
    this.threads = threads;
    this.millisLeft = millisLeft;
  }

  @Override
  public Reply send(Call call) {
    try {
      Reply reply = within(() -> model.send(call));
      return new Reply(reply.status(), reply.contentType(), new Timed(reply.body()));
    } catch (InterruptedIOException late) {
      throw new PortException(Code.TIMEOUT, "call the model: no time is left");
    } catch (IOException impossible) {
      throw new PortException(Code.UNAVAILABLE, "call the model");
    }
  }

  /**
   * The result of a step, or an exception once no time is left for it.
   *
   * @throws InterruptedIOException if it took too long
   */
  private <T> T within(Callable<T> step) throws IOException {
    long left = millisLeft.getAsLong();
    if (left <= 0) {
      throw new InterruptedIOException("no time is left");
    }
    Future<T> running = threads.submit(step);
    try {
      return running.get(left, TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      running.cancel(true);
      throw new InterruptedIOException("no time is left");
    } catch (InterruptedException stopped) {
      running.cancel(true);
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("stopped");
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof IOException broken) {
        throw broken;
      } else if (failed.getCause() instanceof RuntimeException unexpected) {
        throw unexpected;
      }
      // An Error; its message may quote the reply.
      throw new IllegalStateException("a model call failed");
    }
  }

  private final class Timed extends FilterInputStream {
    private long read;

    Timed(InputStream body) {
      super(body);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      byte[] own = new byte[length];
      int count = within(() -> in.read(own, 0, length));
      if (count > 0) {
        read += count;
        if (read > MOST_REPLY_BYTES) {
          throw new IOException("a reply of more than " + MOST_REPLY_BYTES + " bytes");
        }
        System.arraycopy(own, 0, into, offset, count);
      }
      return count;
    }

    /** Never waits: a connection may be held by the read that was abandoned. */
    @Override
    public void close() {
      threads.execute(
          () -> {
            try {
              in.close();
            } catch (IOException gone) {
              // Nobody reads it any more.
            }
          });
    }
  }
}
