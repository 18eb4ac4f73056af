package dev.portcullis.limits;

import dev.portcullis.ports.PortException;
import dev.portcullis.ports.RecordStore;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Changes one account by compare-and-set until it succeeds or gives up after a bounded number of
 * attempts.
 *
 * <p>Threads of one process queue on a lock per account, so that only other processes are raced
 * with. A write that timed out may have happened: the account is read again and the step decides.
 */
final class AccountWriter {
  /** Before a call: one that waits long for its turn is better told to come back. */
  static final int BEFORE_THE_CALL = 40;

  /**
   * After a call: the model has been paid, so giving up leaves a wrong balance until the hold
   * expires. Every lost race means that another writer won, so this many in a row means a store
   * that cannot be written.
   */
  static final int AFTER_THE_CALL = 2_000;

  /** What to do with an account that was read. */
  record Step(Optional<Account> write, Optional<Grant.Exceeded> refusal) {
    static Step write(Account account) {
      return new Step(Optional.of(account), Optional.empty());
    }

    static Step refuse(Grant.Exceeded why) {
      return new Step(Optional.empty(), Optional.of(why));
    }

    /** The account already is as it should be. */
    static Step done() {
      return new Step(Optional.empty(), Optional.empty());
    }
  }

  private final RecordStore store;
  private final Backoff backoff;
  private final ReentrantLock[] locks;

  AccountWriter(RecordStore store, Backoff backoff, int stripes) {
    this.store = store;
    this.backoff = backoff;
    this.locks = new ReentrantLock[stripes];
    for (int i = 0; i < stripes; i++) {
      locks[i] = new ReentrantLock();
    }
  }

  /**
   * Empty if the change was made; the refusal, or contention, if it was not.
   *
   * @param attempts how many writes may fail before contention is reported
   */
  Optional<Grant.Exceeded> update(String key, int attempts, Function<Account, Step> change) {
    ReentrantLock lock = locks[Math.floorMod(key.hashCode(), locks.length)];
    lock.lock();
    try {
      for (int attempt = 1; attempt <= attempts; attempt++) {
        Optional<RecordStore.Versioned> read = store.read(key);
        Step step = change.apply(read.map(record -> decode(key, record)).orElseGet(Account::empty));
        if (step.write().isEmpty()) {
          return step.refusal();
        }
        String expected = read.map(RecordStore.Versioned::version).orElse(RecordStore.ABSENT);
        if (written(key, step.write().get(), expected)) {
          return Optional.empty();
        }
        if (!backoff.pause(attempt)) {
          break;
        }
      }
      return Optional.of(new Grant.Exceeded("contention", Duration.ofSeconds(1)));
    } finally {
      lock.unlock();
    }
  }

  private boolean written(String key, Account account, String expected) {
    try {
      return store.write(key, account.encode(), expected).isPresent();
    } catch (PortException unknown) {
      if (unknown.code() == PortException.Code.TIMEOUT) {
        return false; // It may have been persisted; the next read tells.
      }
      throw unknown;
    }
  }

  private static Account decode(String key, RecordStore.Versioned record) {
    try {
      return Account.decode(record.body());
    } catch (IllegalArgumentException damaged) {
      throw new PortException(PortException.Code.CORRUPT, key, damaged);
    }
  }
}
