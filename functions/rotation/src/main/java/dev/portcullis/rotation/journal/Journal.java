package dev.portcullis.rotation.journal;

import dev.portcullis.ports.PortException;
import dev.portcullis.ports.RecordStore;
import dev.portcullis.ports.RecordStore.Versioned;
import dev.portcullis.rotation.journal.JournalEntry.Lease;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One entry for each credential, changed by compare-and-set and only by whoever holds its lease,
 * and the history of finished rotations.
 *
 * <p>Failures are {@link PortException} as for {@link RecordStore}; an entry that cannot be read is
 * CORRUPT, and then nothing is done to the credential. Safe for concurrent use.
 */
public final class Journal {
  private static final String STATE = "rotation/state/";
  private static final String HISTORY = "rotation/history/";
  private static final int PAGE = 1_000;

  private final RecordStore records;
  private final InstantSource clock;

  /** A journal in a record store, under {@code rotation/}. */
  public Journal(RecordStore records, InstantSource clock) {
    this.records = records;
    this.clock = clock;
  }

  /** What is known of a credential now, without a lease. */
  public JournalEntry read(String credential) {
    return records
        .read(STATE + credential)
        .map(Journal::decode)
        .orElseGet(() -> JournalEntry.empty(credential));
  }

  /**
   * Takes the lease of a credential; empty if somebody else holds it.
   *
   * @param owner a new random name for this delivery
   * @param span how long nobody else may act, if this process dies
   */
  public Optional<LeasedEntry> lease(String credential, String owner, Duration span) {
    Instant now = clock.instant();
    Optional<Versioned> stored = records.read(STATE + credential);
    JournalEntry entry =
        stored.map(Journal::decode).orElseGet(() -> JournalEntry.empty(credential));
    if (entry.lease().map(lease -> now.isBefore(lease.until())).orElse(false)) {
      return Optional.empty();
    }
    Instant until = now.plus(span);
    JournalEntry leased = entry.withLease(Optional.of(new Lease(owner, until)));
    // If we crash after this, nobody acts on the credential until the lease ends.
    return records
        .write(
            STATE + credential,
            JournalJson.encode(leased),
            stored.map(Versioned::version).orElse(RecordStore.ABSENT))
        .map(version -> new LeasedEntry(this, leased, version, until));
  }

  /** The new version, or empty if somebody else has written since. */
  Optional<String> write(JournalEntry entry, String expected) {
    return records.write(STATE + entry.credential(), JournalJson.encode(entry), expected);
  }

  Instant now() {
    return clock.instant();
  }

  /** Adds a finished rotation to the history; the same one again changes nothing. */
  public void remember(Finished rotation) {
    records.write(
        HISTORY + rotation.credential() + "/" + rotation.order(),
        FinishedJson.encode(rotation),
        RecordStore.ABSENT);
  }

  /** The finished rotations of a credential, oldest first. */
  public List<Finished> history(String credential) {
    List<Finished> all = new ArrayList<>();
    String after = "";
    while (true) {
      List<Versioned> page = records.list(HISTORY + credential + "/", after, PAGE);
      page.forEach(record -> all.add(FinishedJson.decode(record)));
      if (page.size() < PAGE) {
        return all;
      }
      after = page.get(page.size() - 1).key();
    }
  }

  private static JournalEntry decode(Versioned stored) {
    try {
      return JournalJson.decode(stored.body());
    } catch (IllegalArgumentException damaged) {
      throw new PortException(PortException.Code.CORRUPT, "read " + stored.key(), damaged);
    }
  }
}
