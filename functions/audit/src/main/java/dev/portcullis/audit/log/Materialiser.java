package dev.portcullis.audit.log;

import dev.portcullis.audit.log.Commit.Batch;
import dev.portcullis.audit.tlog.GrowingTree;
import dev.portcullis.audit.tlog.Tile;
import dev.portcullis.audit.tlog.TreeHash;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import dev.portcullis.ports.PublicationStore;
import dev.portcullis.ports.WormStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes the tiles and bundles of a commit, a pure function of the commits and their intake
 * objects: any number of instances may do it, again and at once.
 *
 * <p>Full ones are write-once. Partial ones can be computed again and are only published, because
 * locking them would keep every entry hundreds of times.
 */
final class Materialiser {
  private final WormStore worm;
  private final PublicationStore published;
  private final CommitChain chain;
  private final InstantSource clock;
  private final Duration retention;
  private final TreeHash hasher = new TreeHash();

  Materialiser(
      WormStore worm,
      PublicationStore published,
      CommitChain chain,
      InstantSource clock,
      Duration retention) {
    this.worm = worm;
    this.published = published;
    this.chain = chain;
    this.clock = clock;
    this.retention = retention;
  }

  /**
   * Writes what a commit adds. When it returns, the commit's root was computed again from the
   * entries themselves and is right.
   *
   * @param known intake objects already in memory, by key
   * @throws PortException CORRUPT if the commit does not follow from its entries, or if a full tile
   *     holds something else; then nothing may be signed
   */
  void write(Commit before, Commit commit, Map<String, IntakeBatch> known) {
    Edge edge = edge(before);
    Bundle bundle = new Bundle(edge.bundle());
    GrowingTree tree =
        new GrowingTree(before.edge(), edge.tiles(), hasher, (t, hashes) -> full(t.path(), hashes));
    for (Batch batch : commit.batches()) {
      if (batch.count() == 0) {
        continue;
      }
      IntakeBatch intake = known.get(batch.key());
      if (intake == null) {
        intake = Intake.read(worm, batch, hasher);
      }
      for (int i = 0; i < intake.size(); i++) {
        bundle.add(intake, i);
        long index = tree.size();
        if (index % Tile.FULL == Tile.FULL - 1) {
          // The bundle goes first: whoever finds a full tile finds its entries too.
          full(Tile.entries(index / Tile.FULL, Tile.FULL), bundle.take());
        }
        tree.append(intake.leaves(), i * TreeHash.LENGTH);
      }
    }
    if (tree.size() != commit.size() || !Arrays.equals(tree.root(), commit.root())) {
      throw new PortException(
          Code.CORRUPT, Commit.key(commit.number()) + " does not follow from its entries");
    }
    partial(commit.size(), tree.partial(), bundle.take());
  }

  private void partial(long size, List<byte[]> tiles, byte[] bundle) {
    if (bundle.length > 0) {
      published.replace(Tile.entries(Tile.full(size, 0), Tile.edge(size, 0)), bundle);
    }
    for (int level = 0; level < tiles.size(); level++) {
      byte[] tile = tiles.get(level);
      if (tile.length > 0) {
        Tile name = new Tile(level, Tile.full(size, level), tile.length / TreeHash.LENGTH);
        published.replace(name.path(), tile);
      }
    }
  }

  private void full(String path, byte[] bytes) {
    if (worm.create(path, bytes, clock.instant().plus(retention)) instanceof WormStore.Exists) {
      // Another run was here, or an answer was lost: the same bytes are as good as ours.
      Optional<byte[]> there = worm.get(path);
      if (there.isEmpty() || !Arrays.equals(there.get(), bytes)) {
        throw new PortException(Code.CORRUPT, path + " holds other bytes than the commits give");
      }
    }
  }

  private Edge edge(Commit at) {
    return Edge.published(at, published, hasher)
        .or(() -> Edge.rebuilt(at, worm, chain, hasher))
        .orElseGet(() -> replayed(at));
  }

  /** The last resort: every commit from the first, which also creates what is missing. */
  private Edge replayed(Commit upTo) {
    Commit before = chain.mustGet(-1);
    while (before.number() < upTo.number()) {
      Commit next = chain.mustGet(before.number() + 1);
      write(before, next, Map.of());
      before = next;
    }
    return Edge.published(upTo, published, hasher)
        .orElseThrow(() -> new PortException(Code.CORRUPT, "the edge of the log after a replay"));
  }
}
