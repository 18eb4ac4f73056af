package dev.portcullis.audit.tlog;

import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import java.util.List;

/**
 * The keys that are trusted to sign for one log: a note opens only if at least one of them signed
 * it and no signature that claims to be theirs is wrong.
 */
public final class KeyRing {
  private final String origin;
  private final List<VerifierKey> keys;

  /**
   * Trusts keys.
   *
   * @param origin the log's name, which every checkpoint must carry
   * @param keys at least one
   */
  public KeyRing(String origin, List<VerifierKey> keys) {
    if (keys.isEmpty()) {
      throw new PortException(Code.INVALID, "no key to verify " + origin + " with");
    }
    this.origin = origin;
    this.keys = List.copyOf(keys);
  }

  /** The log's name. */
  public String origin() {
    return origin;
  }

  /** The keys, in the order in which they were given. */
  public List<VerifierKey> keys() {
    return keys;
  }

  /**
   * The text of a note that a trusted key signed.
   *
   * @throws PortException CORRUPT if it is no note, if nobody trusted signed it or if a signature
   *     in a trusted key's name does not hold
   */
  public String open(SignedNote note) {
    int good = 0;
    for (SignedNote.Line line : note.signatures()) {
      for (VerifierKey key : keys) {
        if (key.made(line)) {
          if (!key.verifies(note.text(), line)) {
            throw new PortException(Code.CORRUPT, "a signature of " + key.name() + " is wrong");
          }
          good++;
        }
      }
    }
    if (good == 0) {
      throw new PortException(Code.CORRUPT, "no trusted key signed it");
    }
    return note.text();
  }

  /**
   * The head in a signed checkpoint of this log.
   *
   * @throws PortException CORRUPT as for {@link #open}, and if it is another log's
   */
  public Checkpoint checkpoint(SignedNote note) {
    Checkpoint checkpoint = Checkpoint.parse(open(note));
    if (!checkpoint.origin().equals(origin)) {
      throw new PortException(Code.CORRUPT, "a checkpoint of another log");
    }
    return checkpoint;
  }

  /** How many of these keys signed a note; used for witnesses. */
  public long signed(SignedNote note) {
    return keys.stream()
        .filter(k -> note.signatures().stream().anyMatch(l -> k.verifies(note.text(), l)))
        .count();
  }
}
