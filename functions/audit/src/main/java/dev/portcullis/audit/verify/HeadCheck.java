package dev.portcullis.audit.verify;

import dev.portcullis.audit.tlog.Checkpoint;
import dev.portcullis.audit.tlog.KeyRing;
import dev.portcullis.audit.tlog.Proofs;
import dev.portcullis.audit.tlog.SignedNote;
import dev.portcullis.audit.tlog.Tile;
import dev.portcullis.audit.tlog.TileTree;
import dev.portcullis.audit.tlog.VerifierKey;
import dev.portcullis.audit.verify.Fault.Kind;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import java.util.List;
import java.util.Optional;

/**
 * Finds what no log can tell about itself: that it was cut back or rewritten since somebody kept
 * its head, and that the witnesses who should have cosigned its head did not.
 */
public final class HeadCheck {
  private static final String CHECKPOINT = "checkpoint";

  private final LogView view;
  private final KeyRing keys;

  /** Looks at the published head of a log. */
  public HeadCheck(LogView view, KeyRing keys) {
    this.view = view;
    this.keys = keys;
  }

  /**
   * A fault if the log does not continue a checkpoint that was kept from before; failures to read
   * the log are {@link PortException}.
   *
   * @param kept the checkpoint as it was published then
   */
  public Optional<Fault> continues(byte[] kept) {
    Checkpoint old;
    try {
      old = keys.checkpoint(SignedNote.parse(kept));
    } catch (PortException e) {
      return Optional.of(new Fault(Kind.UNSIGNED, "kept checkpoint", "this log never signed it"));
    }
    Optional<SignedNote> note = head();
    if (note.isEmpty()) {
      return fault(Kind.MISSING, "there is no usable checkpoint to compare the kept one with");
    }
    Checkpoint now = Checkpoint.parse(note.get().text());
    if (now.size() < old.size()) {
      return fault(
          Kind.FORKED,
          "it covers " + now.size() + " entries; " + old.size() + " were signed before");
    }
    try {
      List<byte[]> proof = new TileTree(now.size(), this::tile).consistency(old.size());
      return old.size() == 0
              || Proofs.consistent(old.size(), old.root(), now.size(), now.root(), proof)
          ? Optional.empty()
          : fault(Kind.FORKED, "it does not continue the kept checkpoint");
    } catch (PortException e) {
      if (e.retryable()) {
        throw e;
      }
      return fault(Kind.FORKED, "it cannot be shown to continue the kept checkpoint");
    }
  }

  /**
   * A fault if fewer than {@code quorum} of the witnesses cosigned the published head, or if a
   * cosignature in the name of one of them does not hold.
   */
  public Optional<Fault> cosigned(List<VerifierKey> witnesses, int quorum) {
    Optional<SignedNote> note = head();
    if (note.isEmpty()) {
      return fault(Kind.MISSING, "there is no usable checkpoint to look for cosignatures on");
    }
    int signed = 0;
    for (VerifierKey witness : witnesses) {
      for (SignedNote.Line line : note.get().signatures()) {
        if (witness.made(line) && !witness.verifies(note.get().text(), line)) {
          return fault(Kind.UNSIGNED, "the cosignature of " + witness.name() + " does not hold");
        }
      }
      signed +=
          note.get().signatures().stream()
                  .anyMatch(line -> witness.verifies(note.get().text(), line))
              ? 1
              : 0;
    }
    return signed >= quorum
        ? Optional.empty()
        : fault(Kind.UNSIGNED, signed + " of " + witnesses.size() + " witnesses cosigned it");
  }

  private Optional<SignedNote> head() {
    try {
      Optional<SignedNote> note = view.published(CHECKPOINT).map(SignedNote::parse);
      note.ifPresent(keys::checkpoint);
      return note;
    } catch (PortException e) {
      if (e.retryable()) {
        throw e;
      }
      return Optional.empty();
    }
  }

  private byte[] tile(Tile tile) {
    return view.stored(new Tile(tile.level(), tile.index(), Tile.FULL).path())
        .or(() -> view.published(tile.path()))
        .orElseThrow(() -> new PortException(Code.MISSING, tile.path()));
  }

  private static Optional<Fault> fault(Kind kind, String what) {
    return Optional.of(new Fault(kind, CHECKPOINT, what));
  }
}
