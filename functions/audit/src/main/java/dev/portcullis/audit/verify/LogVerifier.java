package dev.portcullis.audit.verify;

import dev.portcullis.audit.log.Hint;
import dev.portcullis.audit.tlog.Checkpoint;
import dev.portcullis.audit.tlog.KeyRing;
import dev.portcullis.audit.tlog.SignedNote;
import dev.portcullis.audit.verify.Fault.Kind;
import dev.portcullis.ports.PortException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Checks a whole log and names every object that is not what it must be; a log that it reports
 * without a fault holds exactly what was sealed, in the order that was signed.
 *
 * <p>It needs only the objects and the public keys. It reads commit by commit in memory that does
 * not grow with the log (below 64 MB of heap at any size). Instances are reusable, one verification
 * at a time.
 */
public final class LogVerifier {
  /** How many faults a report lists before it only goes on counting. */
  public static final int MOST_FAULTS = 1_000;

  private static final String CHECKPOINT = "checkpoint";

  private final KeyRing keys;
  private final Duration retention;
  private final RandomGenerator random;

  /**
   * A verifier of one log.
   *
   * @param keys the log's keys
   * @param retention how long every object must be kept at least
   * @param random keys the hashes that stand for names in memory; an attacker must not know it
   */
  public LogVerifier(KeyRing keys, Duration retention, RandomGenerator random) {
    this.keys = keys;
    this.retention = retention;
    this.random = random;
  }

  /**
   * Checks everything.
   *
   * @throws PortException if the view cannot be read at all; damaged objects are faults instead
   */
  public Report verify(LogView view, Progressing progress) {
    Findings findings = new Findings(view, retention);
    Optional<byte[]> note = view.published(CHECKPOINT);
    Optional<Checkpoint> head = checkpoint(note, findings);
    ChainCheck chain = new ChainCheck(view, findings, keys, random);
    chain.walk(head, progress);
    if (head.isPresent() && !chain.reached()) {
      findings.add(Kind.FORKED, CHECKPOINT, "no commit has the size that it signs");
    }
    if (head.isEmpty() && chain.size() > 0) {
      findings.add(Kind.MISSING, CHECKPOINT, "there are commits and no usable checkpoint");
    }
    hint(view.published(Hint.KEY), note, chain, findings);
    long pending = 0;
    if (view.lists()) {
      ObjectCheck objects = new ObjectCheck(view, findings, chain);
      pending = objects.intake(random);
      objects.commits();
      objects.tiles();
    }
    long seals = new SealCheck(view, findings, keys, chain).check();
    return new Report(
        chain.size(),
        head.map(Checkpoint::size).orElse(0L),
        chain.commits(),
        chain.batches(),
        pending,
        seals,
        chain.duplicates(),
        chain.duplicateIds(),
        findings.faults());
  }

  private Optional<Checkpoint> checkpoint(Optional<byte[]> note, Findings findings) {
    try {
      return note.map(bytes -> keys.checkpoint(SignedNote.parse(bytes)));
    } catch (PortException e) {
      findings.add(Kind.UNSIGNED, CHECKPOINT, e.getMessage() == null ? "" : e.getMessage());
      return Optional.empty();
    }
  }

  /** What the checkpoint itself was found to be is not found again for its copy in the hint. */
  private void hint(
      Optional<byte[]> stored, Optional<byte[]> note, ChainCheck chain, Findings findings) {
    if (stored.isEmpty()) {
      return;
    }
    Optional<Hint> hint = Hint.parse(stored.get());
    try {
      boolean good =
          hint.isPresent()
              && chain.digest(hint.get().number()).filter(hint.get().digest()::equals).isPresent();
      if (!good) {
        findings.add(Kind.CHANGED, Hint.KEY, "it names no commit of this log");
      } else if (!Arrays.equals(hint.get().checkpoint(), note.orElse(null))) {
        keys.checkpoint(SignedNote.parse(hint.get().checkpoint()));
      }
    } catch (PortException e) {
      findings.add(Kind.UNSIGNED, Hint.KEY, "its checkpoint does not hold");
    }
  }
}
