package dev.portcullis.audit.verify;

import dev.portcullis.audit.log.IntakeHead;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * Follows each writer's chain through the log: each batch names the last one before it that was
 * durable, so one that is named and not there was suppressed.
 *
 * <p>Batches of a writer may come in any order, because slow ones are committed later. Memory is
 * bounded: of each writer the last {@link #KEPT} batches are known, and writers silent for longest
 * are judged early.
 */
final class WriterChains {
  private static final int KEPT = 32;
  private static final int MOST_BATCHES = 60_000;

  private static final class Chain {
    final TreeMap<Long, String> seen = new TreeMap<>();
    final Map<Long, String> wanted = new HashMap<>();
    String key = "";
  }

  private final Map<String, Chain> chains = new LinkedHashMap<>(16, 0.75f, true);
  private final BiConsumer<String, String> suppressed;
  private int known;

  /** Reports the key of the batch that shows it, and what it shows. */
  WriterChains(BiConsumer<String, String> suppressed) {
    this.suppressed = suppressed;
  }

  void batch(String key, IntakeHead head, String digest) {
    Chain chain = chains.computeIfAbsent(head.writer(), w -> new Chain());
    chain.key = key;
    // Half a digest is enough to compare with and half the memory.
    String mine = digest.substring(0, 32);
    String other = chain.seen.putIfAbsent(head.counter(), mine);
    if (other != null && !other.equals(mine)) {
      suppressed.accept(key, "its writer used this counter twice");
    }
    known += other == null ? 1 : 0;
    long first = head.counter();
    for (IntakeHead.Unconfirmed batch : head.unconfirmed()) {
      first = Math.min(first, batch.counter());
    }
    if (first > 0) {
      chain.wanted.put(first - 1, head.previous().substring(0, 32));
    }
    settle(chain);
    Iterator<Chain> eldest = chains.values().iterator();
    while (known > MOST_BATCHES && chains.size() > 1) {
      Chain silent = eldest.next();
      report(silent);
      known -= silent.seen.size();
      eldest.remove();
    }
  }

  /** Reports what never came. */
  void end() {
    chains.values().forEach(this::report);
    chains.clear();
  }

  private void settle(Chain chain) {
    Iterator<Map.Entry<Long, String>> wanted = chain.wanted.entrySet().iterator();
    while (wanted.hasNext()) {
      Map.Entry<Long, String> one = wanted.next();
      String digest = chain.seen.get(one.getKey());
      if (digest != null) {
        if (!digest.equals(one.getValue())) {
          suppressed.accept(chain.key, "the batch before it is not the one its writer names");
        }
        wanted.remove();
      }
    }
    while (chain.seen.size() > KEPT) {
      chain.seen.pollFirstEntry();
      known--;
    }
  }

  private void report(Chain chain) {
    for (Long counter : chain.wanted.keySet()) {
      suppressed.accept(chain.key, "its writer's durable batch " + counter + " is missing");
    }
  }
}
