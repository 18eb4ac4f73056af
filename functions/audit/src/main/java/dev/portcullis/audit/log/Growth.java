package dev.portcullis.audit.log;

import dev.portcullis.audit.tlog.CompactRange;
import dev.portcullis.audit.tlog.GrowingTree;
import dev.portcullis.audit.tlog.Tile;
import dev.portcullis.audit.tlog.TreeHash;
import java.util.ArrayList;
import java.util.List;

/**
 * What a commit adds to the tree: hashed once, from the compact range alone and so before anything
 * of the tree is read; completed with the tiles of the edge once the commit has won.
 */
final class Growth {
  /** Takes a tile that is full now. */
  @FunctionalInterface
  interface Taker {
    void tile(String path, byte[] hashes);
  }

  private record Full(Tile tile, byte[] hashes) {}

  private final long from;
  private final GrowingTree tree;
  private final List<Full> full = new ArrayList<>();

  /** Nothing yet, behind a commit's edge. */
  Growth(CompactRange edge, TreeHash hasher) {
    this.from = edge.size();
    List<byte[]> unknown = new ArrayList<>();
    for (int level = 0; level < GrowingTree.levels(from); level++) {
      unknown.add(new byte[Tile.edge(from, level) * TreeHash.LENGTH]);
    }
    this.tree =
        new GrowingTree(edge, unknown, hasher, (tile, hashes) -> full.add(new Full(tile, hashes)));
  }

  void add(IntakeBatch intake) {
    for (int i = 0; i < intake.size(); i++) {
      tree.append(intake.leaves(), i * TreeHash.LENGTH);
    }
  }

  CompactRange range() {
    return tree.range();
  }

  byte[] root() {
    return tree.root();
  }

  /**
   * Hands over the tiles that are full, each whole, in the order in which they filled.
   *
   * @param edge the partial tiles where this began, by level
   * @return the partial tiles where it ends, by level
   */
  List<byte[]> complete(List<byte[]> edge, Taker taker) {
    List<byte[]> partial = tree.partial();
    for (int level = 0; level < edge.size(); level++) {
      byte[] left = edge.get(level);
      System.arraycopy(left, 0, first(level, partial), 0, left.length);
    }
    full.forEach(one -> taker.tile(one.tile().path(), one.hashes()));
    return partial;
  }

  /** The tile of a level in which this began: it filled, or it is still partial. */
  private byte[] first(int level, List<byte[]> partial) {
    long index = Tile.full(from, level);
    for (Full one : full) {
      if (one.tile().level() == level && one.tile().index() == index) {
        return one.hashes();
      }
    }
    return partial.get(level);
  }
}
