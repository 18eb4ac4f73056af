package dev.portcullis.audit.log;

import dev.portcullis.audit.tlog.CompactRange;
import dev.portcullis.audit.tlog.GrowingTree;
import dev.portcullis.audit.tlog.Tile;
import dev.portcullis.audit.tlog.TreeHash;
import dev.portcullis.ports.PublicationStore;
import dev.portcullis.ports.WormStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The partial tiles and the partial bundle at a commit's right edge, checked against the commit.
 *
 * @param tiles the partial tiles by level
 * @param bundle the partial bundle's bytes
 */
record Edge(List<byte[]> tiles, byte[] bundle) {
  private static final byte[] NOTHING = new byte[0];

  /** Reads the edge as it was published; empty if anything is missing or is not what it must be. */
  static Optional<Edge> published(
      Commit at, PublicationStore store, StoreCalls calls, TreeHash hasher) {
    List<Supplier<byte[]>> reads = new ArrayList<>();
    int levels = GrowingTree.levels(at.size());
    for (int level = 0; level < levels; level++) {
      int width = Tile.edge(at.size(), level);
      long index = Tile.full(at.size(), level);
      int here = level;
      reads.add(() -> width == 0 ? NOTHING : read(store, new Tile(here, index, width).path()));
    }
    int width = Tile.edge(at.size(), 0);
    String entries = width == 0 ? "" : Tile.entries(Tile.full(at.size(), 0), width);
    reads.add(() -> width == 0 ? NOTHING : read(store, entries));
    List<byte[]> read = calls.all(reads);
    CompactRange range = at.edge();
    for (int level = 0; level < levels; level++) {
      if (!GrowingTree.agrees(range, level, read.get(level), hasher)) {
        return Optional.empty();
      }
    }
    byte[] bundle = read.get(levels);
    return width == 0 || Arrays.equals(leaves(bundle, hasher), read.get(0))
        ? Optional.of(new Edge(read.subList(0, levels), bundle))
        : Optional.empty();
  }

  private static byte[] read(PublicationStore store, String path) {
    return store.get(path).orElse(NOTHING);
  }

  /**
   * Computes the edge from write-once storage: the lowest level from the commits' intake objects,
   * each other from the full tiles below. Empty if a full tile is missing.
   */
  static Optional<Edge> rebuilt(Commit at, WormStore store, CommitChain chain, TreeHash hasher) {
    List<byte[]> tiles = new ArrayList<>();
    byte[] bundle = bundle(at, store, chain, hasher);
    for (int level = 0; level < GrowingTree.levels(at.size()); level++) {
      byte[] tile = new byte[Tile.edge(at.size(), level) * TreeHash.LENGTH];
      long first = Tile.full(at.size(), level) * Tile.FULL;
      for (int i = 0; level > 0 && i < tile.length / TreeHash.LENGTH; i++) {
        Optional<byte[]> below = store.get(new Tile(level - 1, first + i, Tile.FULL).path());
        if (below.isEmpty() || below.get().length != Tile.FULL * TreeHash.LENGTH) {
          return Optional.empty();
        }
        System.arraycopy(fold(below.get(), hasher), 0, tile, i * TreeHash.LENGTH, 32);
      }
      tile = level == 0 ? leaves(bundle, hasher) : tile;
      if (!GrowingTree.agrees(at.edge(), level, tile, hasher)) {
        return Optional.empty();
      }
      tiles.add(tile);
    }
    return Optional.of(new Edge(tiles, bundle));
  }

  private static byte[] bundle(Commit at, WormStore store, CommitChain chain, TreeHash hasher) {
    long start = Tile.full(at.size(), 0) * Tile.FULL;
    List<Commit> commits = new ArrayList<>();
    for (Commit one = at; one.size() > start; one = chain.mustGet(one.number() - 1)) {
      commits.add(0, one);
    }
    Bundle bundle = new Bundle();
    for (Commit one : commits) {
      for (Commit.Batch batch : one.batches()) {
        if (batch.first() + batch.count() > start) {
          IntakeBatch intake = Intake.read(store, batch, hasher);
          for (int i = (int) Math.max(0, start - batch.first()); i < intake.size(); i++) {
            bundle.add(intake, i);
          }
        }
      }
    }
    return bundle.take();
  }

  private static byte[] fold(byte[] tile, TreeHash hasher) {
    CompactRange range = CompactRange.empty();
    for (int at = 0; at < tile.length; at += TreeHash.LENGTH) {
      range.append(tile, at, hasher);
    }
    return range.root(hasher);
  }

  /** The leaf hashes of a bundle's entries; of a damaged one, of as many as can be read. */
  private static byte[] leaves(byte[] bundle, TreeHash hasher) {
    byte[] leaves = new byte[Tile.FULL * TreeHash.LENGTH];
    int count = 0;
    int at = 0;
    while (count < Tile.FULL && at + 2 <= bundle.length) {
      int length = (bundle[at] & 255) << 8 | (bundle[at + 1] & 255);
      if (at + 2 + length > bundle.length) {
        break;
      }
      hasher.leaf(bundle, at + 2, length, leaves, count++ * TreeHash.LENGTH);
      at += 2 + length;
    }
    return Arrays.copyOf(leaves, count * TreeHash.LENGTH);
  }
}
