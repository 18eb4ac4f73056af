package dev.portcullis.audit.log;

import dev.portcullis.audit.log.Commit.Batch;
import dev.portcullis.audit.tlog.Tile;
import dev.portcullis.audit.tlog.TreeHash;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import dev.portcullis.ports.PublicationStore;
import dev.portcullis.ports.WormStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
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
  private final StoreCalls calls;
  private final CommitChain chain;
  private final InstantSource clock;
  private final Duration retention;
  private final TreeHash hasher = new TreeHash();
  private final Superseded superseded;
  private Optional<Written> written = Optional.empty();

  /** The edge behind the last commit that this instance wrote, so that the next reads none. */
  private record Written(Commit commit, Edge edge) {}

  Materialiser(
      WormStore worm,
      PublicationStore published,
      StoreCalls calls,
      CommitChain chain,
      InstantSource clock,
      Duration retention) {
    this.worm = worm;
    this.published = published;
    this.calls = calls;
    this.chain = chain;
    this.clock = clock;
    this.retention = retention;
    this.superseded = new Superseded(published);
  }

  /** Writes what a commit adds that this instance knows by its number only. */
  void write(Commit before, Commit commit) {
    Map<String, IntakeBatch> objects = new HashMap<>();
    Growth growth = new Growth(before.edge(), hasher);
    for (Batch batch : commit.batches()) {
      if (batch.count() > 0) {
        IntakeBatch intake = Intake.read(worm, batch, hasher);
        objects.put(batch.key(), intake);
        growth.add(intake);
      }
    }
    write(before, commit, objects, growth);
  }

  /**
   * Writes what a commit adds. Nothing is written unless the commit's root follows from its entries
   * themselves.
   *
   * @param objects the commit's intake objects, by key
   * @param growth what they add to the tree; used up by this
   * @throws PortException CORRUPT if the commit does not follow from its entries, or if a full tile
   *     holds something else; then nothing may be signed
   */
  void write(Commit before, Commit commit, Map<String, IntakeBatch> objects, Growth growth) {
    if (growth.range().size() != commit.size() || !Arrays.equals(growth.root(), commit.root())) {
      throw new PortException(
          Code.CORRUPT, Commit.key(commit.number()) + " does not follow from its entries");
    }
    Edge edge = edge(before);
    Bundle bundle = new Bundle(edge.bundle());
    List<Runnable> writes = new ArrayList<>();
    List<String> filled = new ArrayList<>();
    long index = before.size();
    for (Batch batch : commit.batches()) {
      IntakeBatch intake = objects.get(batch.key());
      for (int i = 0; intake != null && i < intake.size(); i++) {
        bundle.add(intake, i);
        if (++index % Tile.FULL == 0) {
          String path = Tile.entries(index / Tile.FULL - 1, Tile.FULL);
          byte[] bytes = bundle.take();
          writes.add(() -> full(path, bytes));
          filled.add(path);
        }
      }
    }
    List<byte[]> partial =
        growth.complete(
            edge.tiles(),
            (path, hashes) -> {
              writes.add(() -> full(path, hashes));
              filled.add(path);
            });
    byte[] rest = bundle.take();
    partial(commit.size(), partial, rest, writes);
    // All at once where there are threads: nobody looks for any of them before a checkpoint covers
    // them, and a run that finds some of them after a crash writes the others.
    calls.run(writes);
    written = Optional.of(new Written(commit, new Edge(partial, rest)));
    filled.forEach(superseded::full);
  }

  /** To be called once a checkpoint is published that covers all that was written. */
  void tidy() {
    superseded.remove();
  }

  private void partial(long size, List<byte[]> tiles, byte[] bundle, List<Runnable> writes) {
    if (bundle.length > 0) {
      String path = Tile.entries(Tile.full(size, 0), Tile.edge(size, 0));
      writes.add(() -> published.replace(path, bundle));
      superseded.published(Tile.entries(Tile.full(size, 0), Tile.FULL), path);
    }
    for (int level = 0; level < tiles.size(); level++) {
      byte[] tile = tiles.get(level);
      if (tile.length > 0) {
        Tile name = new Tile(level, Tile.full(size, level), tile.length / TreeHash.LENGTH);
        writes.add(() -> published.replace(name.path(), tile));
        superseded.published(new Tile(level, name.index(), Tile.FULL).path(), name.path());
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
    return written
        .filter(last -> last.commit().size() == at.size())
        .filter(last -> Arrays.equals(last.commit().root(), at.root()))
        .map(Written::edge)
        .or(() -> Edge.published(at, published, calls, hasher))
        .or(() -> Edge.rebuilt(at, worm, chain, hasher))
        .orElseGet(() -> replayed(at));
  }

  /** The last resort: every commit from the first, which also creates what is missing. */
  private Edge replayed(Commit upTo) {
    Commit before = chain.mustGet(-1);
    while (before.number() < upTo.number()) {
      Commit next = chain.mustGet(before.number() + 1);
      write(before, next);
      before = next;
    }
    return Edge.published(upTo, published, calls, hasher)
        .orElseThrow(() -> new PortException(Code.CORRUPT, "the edge of the log after a replay"));
  }
}
