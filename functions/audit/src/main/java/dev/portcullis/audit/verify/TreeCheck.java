package dev.portcullis.audit.verify;

import dev.portcullis.audit.log.IntakeBatch;
import dev.portcullis.audit.tlog.GrowingTree;
import dev.portcullis.audit.tlog.Tile;
import dev.portcullis.audit.tlog.TreeHash;
import dev.portcullis.audit.verify.Fault.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Builds the tree from the intake objects and compares every stored tile and bundle with it. */
final class TreeCheck {
  private static final byte[] NOTHING = new byte[0];

  private final LogView view;
  private final Findings findings;
  private final GrowingTree tree;
  private byte[] bundle = new byte[1 << 16];
  private byte[] kept = NOTHING;
  private int length;

  TreeCheck(LogView view, Findings findings, TreeHash hasher) {
    this.view = view;
    this.findings = findings;
    this.tree = GrowingTree.empty(hasher, (tile, hashes) -> compare(tile.path(), hashes, 0));
  }

  long size() {
    return tree.size();
  }

  byte[] root() {
    return tree.root();
  }

  void add(IntakeBatch batch) {
    for (int i = 0; i < batch.size(); i++) {
      long index = tree.size();
      if (index % Tile.FULL == 0) {
        kept = view.stored(Tile.entries(index / Tile.FULL, Tile.FULL)).orElse(NOTHING);
        length = 0;
      }
      entry(batch.stored(), batch.framed(i), batch.framedLength(i));
      tree.append(batch.leaves(), i * TreeHash.LENGTH);
      if (index % Tile.FULL == Tile.FULL - 1) {
        bundleFull(Tile.entries(index / Tile.FULL, Tile.FULL));
        length = 0;
      }
    }
  }

  /**
   * Compares an entry with the stored bundle where it stands. Only where there is none, or another
   * one, the entries are copied to know what it should be.
   */
  private void entry(byte[] from, int at, int count) {
    int end = length + count;
    if (kept != NOTHING
        && (end > kept.length || !Arrays.equals(kept, length, end, from, at, at + count))) {
      room(length);
      System.arraycopy(kept, 0, bundle, 0, length);
      kept = NOTHING;
    }
    if (kept == NOTHING) {
      room(end);
      System.arraycopy(from, at, bundle, length, count);
    }
    length = end;
  }

  private void bundleFull(String path) {
    if (kept != NOTHING && kept.length == length) {
      findings.guarded(path);
    } else {
      compare(path, bundle(), length);
    }
  }

  private void room(int bytes) {
    if (bytes > bundle.length) {
      bundle = Arrays.copyOf(bundle, Math.max(2 * bundle.length, bytes));
    }
  }

  /** What the bundle must begin with, up to {@code length}. */
  private byte[] bundle() {
    return kept == NOTHING ? bundle : kept;
  }

  private void compare(String path, byte[] wanted, int upTo) {
    int end = upTo == 0 ? wanted.length : upTo;
    Optional<byte[]> stored = findings.mustBeStored(path);
    if (stored.isPresent()
        && !Arrays.equals(stored.get(), 0, stored.get().length, wanted, 0, end)) {
      findings.add(Kind.CHANGED, path, "it is not what the commits give");
    }
  }

  /**
   * Compares the partial tiles of the present size, where they are published.
   *
   * @param needed true if a checkpoint of this size is published, so that they must be
   */
  void edge(boolean needed) {
    long size = tree.size();
    List<byte[]> partial = tree.partial();
    for (int level = 0; level < partial.size(); level++) {
      byte[] tile = partial.get(level);
      if (tile.length > 0) {
        int width = tile.length / TreeHash.LENGTH;
        published(new Tile(level, Tile.full(size, level), width).path(), tile, needed);
      }
    }
    if (length > 0) {
      String path = Tile.entries(Tile.full(size, 0), Tile.edge(size, 0));
      published(path, Arrays.copyOf(bundle(), length), needed);
    }
  }

  private void published(String path, byte[] wanted, boolean needed) {
    Optional<byte[]> there = view.published(path);
    if (there.isEmpty() && needed) {
      findings.add(Kind.MISSING, path, "the published checkpoint needs it");
    }
    if (there.isPresent() && !Arrays.equals(there.get(), wanted)) {
      findings.add(Kind.CHANGED, path, "it is not what the commits give");
    }
  }
}
