package dev.portcullis.audit.verify;

import dev.portcullis.audit.tlog.GrowingTree;
import dev.portcullis.audit.tlog.Tile;
import dev.portcullis.audit.tlog.TreeHash;
import dev.portcullis.audit.verify.Fault.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Builds the tree from the intake objects and compares every stored tile and bundle with it. */
final class TreeCheck {
  private final LogView view;
  private final Findings findings;
  private final BundleCheck bundles;
  private final GrowingTree tree;
  private final List<Runnable> untold = new ArrayList<>();

  TreeCheck(LogView view, Findings findings) {
    this.view = view;
    this.findings = findings;
    this.bundles = new BundleCheck(view, findings);
    this.tree =
        GrowingTree.empty(
            new TreeHash(),
            (tile, hashes) -> untold.add(() -> findings.mustHold(tile.path(), hashes)));
  }

  long size() {
    return tree.size();
  }

  byte[] root() {
    return tree.root();
  }

  /** Begins the next entry. */
  void entry() {
    bundles.entry();
  }

  /** Compares the entry's next bytes, of which the first two are its length. */
  void part(byte[] from, int at, int length) {
    bundles.part(from, at, length);
  }

  /** Adds the entry's hash. */
  void leaf(byte[] leaves, int at) {
    bundles.end();
    tree.append(leaves, at);
  }

  /**
   * The entries since the last call were the log's: what is wrong with their bundles and tiles
   * counts. If they were not, nothing may be asked of this any more.
   */
  void settle() {
    bundles.settle();
    untold.forEach(Runnable::run);
    untold.clear();
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
        long index = Tile.full(size, level);
        String path = new Tile(level, index, tile.length / TreeHash.LENGTH).path();
        published(path, new Tile(level, index, Tile.FULL).path(), tile, needed);
      }
    }
    Optional<byte[]> bundle = bundles.edge();
    if (bundle.isPresent()) {
      long index = Tile.full(size, 0);
      String path = Tile.entries(index, Tile.edge(size, 0));
      published(path, Tile.entries(index, Tile.FULL), bundle.get(), needed);
    }
  }

  /** A partial object may be gone once the full one is there, which is compared when it fills. */
  private void published(String path, String full, byte[] wanted, boolean needed) {
    Optional<byte[]> there = view.published(path);
    if (there.isEmpty() && needed && view.stored(full).isEmpty()) {
      findings.add(Kind.MISSING, path, "the published checkpoint needs it");
    }
    if (there.isPresent() && !Arrays.equals(there.get(), wanted)) {
      findings.add(Kind.CHANGED, path, "it is not what the commits give");
    }
  }
}
