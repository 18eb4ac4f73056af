package dev.portcullis.audit.log;

import dev.portcullis.ports.PortException;
import dev.portcullis.ports.WormStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.random.RandomGenerator;

/**
 * Makes entries durable on write-once storage before it returns; when it throws, whether they are
 * is unknown and the caller tries again with the same event ids.
 *
 * <p>While one object is being written, whoever comes waits and goes into the next one together:
 * callers share writes under load, and a single caller waits for nothing. Safe for concurrent use.
 */
public final class AuditTrail {
  /** The shortest retention that the AI Act's six months allow, with some days to spare. */
  public static final Duration LEAST_RETENTION = Duration.ofDays(184);

  private static final int MOST_BYTES = 4 << 20;
  private static final int MOST_ENTRIES = 10_000;

  private record Waiting(List<LogEntry> entries, CompletableFuture<Receipt> receipt) {}

  private final IntakeWriter writer;
  private final Deque<Waiting> queue = new ArrayDeque<>();
  private boolean writing;

  /**
   * A writer with an epoch of its own.
   *
   * @param store where intake objects go
   * @param clock this instance's time, a claim that decides nothing but the object's name
   * @param random for the epoch
   * @param retention how long each object cannot be removed; {@link #LEAST_RETENTION} or more
   *     wherever the records must be kept
   * @param alarm hears of a key that was taken by other bytes
   */
  public AuditTrail(
      WormStore store,
      InstantSource clock,
      RandomGenerator random,
      Duration retention,
      LogAlarm alarm) {
    this.writer = new IntakeWriter(store, clock, random, retention, alarm);
  }

  /**
   * Seals entries, all in one object and in this order.
   *
   * @param entries at least one; together at most 4 MiB
   * @throws PortException if they are not known to be durable: DENIED, INVALID and the transient
   *     codes of {@link WormStore#create}; INTERRUPTED if the thread was stopped while it waited
   */
  public Receipt append(List<LogEntry> entries) {
    if (entries.isEmpty() || bytes(entries) > MOST_BYTES || entries.size() > MOST_ENTRIES) {
      throw new PortException(PortException.Code.INVALID, entries.size() + " entries at once");
    }
    Waiting mine = new Waiting(List.copyOf(entries), new CompletableFuture<>());
    synchronized (queue) {
      queue.add(mine);
    }
    for (List<Waiting> group = lead(mine); !group.isEmpty(); group = lead(mine)) {
      try {
        write(group);
      } finally {
        synchronized (queue) {
          writing = false;
          queue.notifyAll();
        }
      }
    }
    return result(mine.receipt());
  }

  /**
   * Waits until either the entries were written by another caller (an empty group) or nobody is
   * writing, and then takes all who wait. A caller leads only until its own entries are written, so
   * that load cannot keep it.
   */
  private List<Waiting> lead(Waiting mine) {
    synchronized (queue) {
      while (writing && !mine.receipt().isDone()) {
        try {
          queue.wait();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          queue.remove(mine);
          throw new PortException(PortException.Code.INTERRUPTED, "append", e);
        }
      }
      if (mine.receipt().isDone()) {
        return List.of();
      }
      writing = true;
      return next();
    }
  }

  /** The longest front of the queue that fits one object; the caller holds the queue's lock. */
  private List<Waiting> next() {
    List<Waiting> group = new ArrayList<>();
    long bytes = 0;
    int entries = 0;
    while (!queue.isEmpty()) {
      Waiting head = queue.element();
      bytes += bytes(head.entries());
      entries += head.entries().size();
      if (!group.isEmpty() && (bytes > MOST_BYTES || entries > MOST_ENTRIES)) {
        break;
      }
      group.add(queue.remove());
    }
    return group;
  }

  private void write(List<Waiting> group) {
    List<LogEntry> entries = new ArrayList<>();
    group.forEach(waiting -> entries.addAll(waiting.entries()));
    try {
      IntakeWriter.Sealed sealed = writer.write(entries);
      int first = 0;
      for (Waiting waiting : group) {
        waiting.receipt().complete(new Receipt(sealed.key(), sealed.digest(), first));
        first += waiting.entries().size();
      }
    } catch (RuntimeException | Error e) {
      // Nobody in this group may believe that it is sealed; the next group is written all the same.
      group.forEach(waiting -> waiting.receipt().completeExceptionally(e));
    }
  }

  private static Receipt result(CompletableFuture<Receipt> receipt) {
    try {
      return receipt.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof PortException failed) {
        throw new PortException(
            failed.code(), "append: the intake object is not confirmed", failed);
      }
      throw e;
    }
  }

  private static long bytes(List<LogEntry> entries) {
    return entries.stream().mapToLong(entry -> entry.bytes().length + 3L + 255).sum();
  }
}
