package dev.portcullis.rotation.journal;

import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A credential's entry in the hands of whoever holds its lease. Every change is durable when it
 * returns; for one thread.
 *
 * <p>A lease that ended or was taken over shows as {@link LeaseLost}: by the clock before an effect
 * elsewhere, and by compare-and-set at every change here.
 */
public final class LeasedEntry {

  /** Somebody else may act on the credential now, so this delivery must not go on. */
  public static final class LeaseLost extends Exception {
    private static final long serialVersionUID = 1L;

    LeaseLost() {
      super("the lease ended");
    }
  }

  private final Journal journal;
  private final Instant until;
  private JournalEntry entry;
  private String version;

  LeasedEntry(Journal journal, JournalEntry entry, String version, Instant until) {
    this.journal = journal;
    this.entry = entry;
    this.version = version;
    this.until = until;
  }

  /** The entry as last written. */
  public JournalEntry entry() {
    return entry;
  }

  /** Call before every effect at a provider or a secret store. */
  public void stillHeld() throws LeaseLost {
    if (!journal.now().isBefore(until)) {
      throw new LeaseLost();
    }
  }

  /**
   * Writes a change. After a TIMEOUT the next change is {@link LeaseLost}: what holds is unknown.
   */
  public JournalEntry change(UnaryOperator<JournalEntry> change) throws LeaseLost {
    stillHeld();
    JournalEntry next = change.apply(entry);
    version = journal.write(next, version).orElseThrow(LeaseLost::new);
    entry = next;
    return next;
  }

  /** Lets others act before the lease ends. Not needed for safety, so a loss is not a failure. */
  public void release() {
    JournalEntry free = entry.withLease(Optional.empty());
    journal.write(free, version);
  }
}
