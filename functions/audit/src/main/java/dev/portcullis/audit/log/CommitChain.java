package dev.portcullis.audit.log;

import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import dev.portcullis.ports.WormStore;
import java.util.List;
import java.util.Optional;

/** The commits as they are stored, and the last of them from any start. */
final class CommitChain {
  private final WormStore store;
  private final String origin;

  CommitChain(WormStore store, String origin) {
    this.store = store;
    this.origin = origin;
  }

  /** A commit of this log by its number; empty if there is none yet. */
  Optional<Commit> get(long number) {
    if (number < 0) {
      return Optional.of(Commit.genesis(origin));
    }
    Optional<Commit> found = store.get(Commit.key(number)).map(Commit::parse);
    if (found.isPresent()
        && (found.get().number() != number || !found.get().origin().equals(origin))) {
      throw new PortException(Code.CORRUPT, Commit.key(number) + " is another log's or number's");
    }
    return found;
  }

  Commit mustGet(long number) {
    return get(number).orElseThrow(() -> new PortException(Code.MISSING, Commit.key(number)));
  }

  /**
   * The last commit. From a good start it is one listing; from none it takes as many as the number
   * has bits, by doubling and then listing on.
   *
   * @param known a number that may be stale or wrong; -1 for none
   */
  Commit last(long known) {
    long low = known;
    for (long step = 1_000; behind(low + step, 1).size() == 1; step *= 2) {
      low += step;
    }
    while (true) {
      List<WormStore.Entry> page = behind(low, 1_000);
      if (page.isEmpty()) {
        break;
      }
      low = number(page.get(page.size() - 1).key());
    }
    // A start that named a commit which is not there is no start.
    if (low == known && low >= 0 && get(low).isEmpty()) {
      return last(-1);
    }
    return mustGet(low);
  }

  private List<WormStore.Entry> behind(long number, int limit) {
    return store.list(Commit.PREFIX, number < 0 ? "" : Commit.key(number), limit);
  }

  private static long number(String key) {
    String digits = key.substring(Commit.PREFIX.length());
    if (!digits.matches("[0-9]{12}")) {
      throw new PortException(Code.CORRUPT, key + " is not a commit's key");
    }
    return Long.parseLong(digits);
  }
}
