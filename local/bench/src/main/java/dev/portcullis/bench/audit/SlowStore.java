package dev.portcullis.bench.audit;

import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import dev.portcullis.ports.PublicationStore;
import dev.portcullis.ports.WormStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A store in memory that answers as late as one in a cloud. Safe for concurrent use. */
final class SlowStore implements WormStore, PublicationStore {
  private final MapStore store = new MapStore();
  private final Duration put;
  private final Duration read;
  private volatile long checkpointAt;

  SlowStore(Duration put, Duration read) {
    this.put = put;
    this.read = read;
  }

  /** When readers could last fetch a new checkpoint, in nanoseconds of this process. */
  long checkpointAt() {
    return checkpointAt;
  }

  /** What is there, at once: for measuring, not for the log. */
  byte[] kept(String key) {
    synchronized (store) {
      return store.get(key).orElseThrow();
    }
  }

  @Override
  public PutOutcome create(String key, byte[] body, Instant until) {
    wait(put);
    synchronized (store) {
      return store.create(key, body, until);
    }
  }

  @Override
  public Optional<byte[]> get(String key) {
    wait(read);
    synchronized (store) {
      return store.get(key);
    }
  }

  @Override
  public List<Entry> list(String prefix, String after, int limit) {
    wait(read);
    synchronized (store) {
      return store.list(prefix, after, limit);
    }
  }

  @Override
  public List<Version> versions(String key) {
    wait(read);
    synchronized (store) {
      return store.versions(key);
    }
  }

  @Override
  public void replace(String key, byte[] body) {
    wait(put);
    synchronized (store) {
      store.replace(key, body);
    }
    if (key.equals("checkpoint")) {
      checkpointAt = System.nanoTime();
    }
  }

  @Override
  public void remove(String key) {
    wait(put);
    synchronized (store) {
      store.remove(key);
    }
  }

  private static void wait(Duration time) {
    try {
      TimeUnit.NANOSECONDS.sleep(time.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PortException(Code.INTERRUPTED, "wait", e);
    }
  }
}
