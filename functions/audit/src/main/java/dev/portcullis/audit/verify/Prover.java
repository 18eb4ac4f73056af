package dev.portcullis.audit.verify;

import dev.portcullis.audit.log.Commit;
import dev.portcullis.audit.log.Commit.Batch;
import dev.portcullis.audit.log.IntakeBatch;
import dev.portcullis.audit.tlog.Checkpoint;
import dev.portcullis.audit.tlog.KeyRing;
import dev.portcullis.audit.tlog.SignedNote;
import dev.portcullis.audit.tlog.Tile;
import dev.portcullis.audit.tlog.TileTree;
import dev.portcullis.audit.tlog.TlogProof;
import dev.portcullis.audit.tlog.TreeHash;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import java.util.Arrays;
import java.util.Optional;

/** Makes proofs of single entries, each checked before it is given away. */
public final class Prover {
  private final LogView view;
  private final KeyRing keys;

  /** Proves entries of the log that a view shows. */
  public Prover(LogView view, KeyRing keys) {
    this.view = view;
    this.keys = keys;
  }

  /**
   * An entry and its proof.
   *
   * @param entry the entry's exact bytes
   * @param proof the proof, which holds for them
   */
  public record Proven(byte[] entry, TlogProof proof) {}

  /**
   * The proof of the entry at a place; empty if the published checkpoint does not cover it yet.
   *
   * @throws PortException CORRUPT if the log's objects do not give a proof that holds; MISSING if
   *     one that is needed is not there
   */
  public Optional<Proven> prove(long index) {
    Optional<byte[]> note = view.published("checkpoint");
    if (note.isEmpty()) {
      return Optional.empty();
    }
    Checkpoint head = keys.checkpoint(SignedNote.parse(note.get()));
    if (index < 0 || index >= head.size()) {
      return Optional.empty();
    }
    TileTree tree = new TileTree(head.size(), this::tile);
    TlogProof proof = new TlogProof(index, tree.inclusion(index), note.get());
    byte[] entry = entry(index, head.size());
    if (!proof.proves(entry, keys)) {
      throw new PortException(Code.CORRUPT, "entry " + index + " does not lead to the checkpoint");
    }
    return Optional.of(new Proven(entry, proof));
  }

  /**
   * The place of the first entry with an event id, by reading the intake objects from the first
   * commit on; empty if no commit has one. An index is faster where there is one.
   */
  public Optional<Long> find(String eventId) {
    TreeHash hasher = new TreeHash();
    for (long number = 0; ; number++) {
      Optional<byte[]> stored = view.stored(Commit.key(number));
      if (stored.isEmpty()) {
        return Optional.empty();
      }
      for (Batch batch : Commit.parse(stored.get()).batches()) {
        Optional<byte[]> object = view.stored(batch.key());
        if (batch.count() > 0 && object.isPresent()) {
          IntakeBatch intake = IntakeBatch.parse(object.get(), hasher);
          for (int i = 0; i < intake.size(); i++) {
            if (intake.eventId(i).equals(eventId)) {
              return Optional.of(batch.first() + i);
            }
          }
        }
      }
    }
  }

  private byte[] tile(Tile tile) {
    return object(tile.path(), new Tile(tile.level(), tile.index(), Tile.FULL).path());
  }

  private byte[] entry(long index, long size) {
    long number = index / Tile.FULL;
    int width = number < Tile.full(size, 0) ? Tile.FULL : Tile.edge(size, 0);
    byte[] bundle = object(Tile.entries(number, width), Tile.entries(number, Tile.FULL));
    int at = 0;
    for (int i = 0; at + 2 <= bundle.length; i++) {
      int length = (bundle[at] & 255) << 8 | (bundle[at + 1] & 255);
      if (i == index % Tile.FULL && at + 2 + length <= bundle.length) {
        return Arrays.copyOfRange(bundle, at + 2, at + 2 + length);
      }
      at += 2 + length;
    }
    throw new PortException(Code.CORRUPT, Tile.entries(number, width) + " is too short");
  }

  /** A partial object may have been removed once it was full. */
  private byte[] object(String path, String full) {
    return view.stored(full)
        .or(() -> view.published(path))
        .orElseThrow(() -> new PortException(Code.MISSING, path));
  }
}
