package dev.portcullis.audit.tlog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A tree that grows leaf by leaf and hands over each tile the moment it is full; its partial tiles
 * can be had at any size.
 *
 * <p>It keeps one tile per level. Each hash of the tree is computed once. Not safe for concurrent
 * use.
 */
public final class GrowingTree {

  /** Takes full tiles, each once, in the order in which they fill. */
  @FunctionalInterface
  public interface Full {
    /** Takes a tile; the bytes are the taker's to keep. */
    void tile(Tile tile, byte[] hashes);
  }

  private final TreeHash hasher;
  private final CompactRange range;
  private final List<byte[]> edge = new ArrayList<>();
  private final Full full;

  /**
   * A tree that goes on from a right edge.
   *
   * @param range the edge's compact range; it grows with the tree
   * @param partial the partial tiles by level, each {@link Tile#edge} hashes long; they must agree
   *     with the range, which {@link #agrees} checks
   * @param full takes the tiles that fill
   */
  public GrowingTree(CompactRange range, List<byte[]> partial, TreeHash hasher, Full full) {
    this.range = range;
    this.hasher = hasher;
    this.full = full;
    for (int level = 0; level < partial.size(); level++) {
      byte[] tile = new byte[Tile.FULL * TreeHash.LENGTH];
      byte[] known = partial.get(level);
      if (known.length != Tile.edge(range.size(), level) * TreeHash.LENGTH) {
        throw new IllegalArgumentException("level " + level + " has " + known.length + " bytes");
      }
      System.arraycopy(known, 0, tile, 0, known.length);
      edge.add(tile);
    }
  }

  /** A tree without leaves. */
  public static GrowingTree empty(TreeHash hasher, Full full) {
    return new GrowingTree(CompactRange.empty(), List.of(), hasher, full);
  }

  /** Adds one leaf's hash. */
  public void append(byte[] hash, int at) {
    long index = range.size();
    place(0, index, hash, at);
    if ((index & 255) == 255) {
      range.append(
          hash, at, hasher, (height, from, where) -> completed(index, height, from, where));
    } else {
      range.append(hash, at, hasher);
    }
  }

  private void completed(long leaf, int height, byte[] from, int at) {
    if ((height & 7) == 0) {
      place(height >> 3, leaf >>> height, from, at);
    }
  }

  private void place(int level, long place, byte[] from, int at) {
    if (level == edge.size()) {
      edge.add(new byte[Tile.FULL * TreeHash.LENGTH]);
    }
    byte[] tile = edge.get(level);
    System.arraycopy(from, at, tile, (int) (place & 255) * TreeHash.LENGTH, TreeHash.LENGTH);
    if ((place & 255) == 255) {
      full.tile(new Tile(level, place >>> 8, Tile.FULL), tile.clone());
    }
  }

  /** How many leaves there are. */
  public long size() {
    return range.size();
  }

  /** The root now. */
  public byte[] root() {
    return range.root(hasher);
  }

  /** A copy of the compact range now. */
  public CompactRange range() {
    return range.copy();
  }

  /** The partial tiles at the right edge now, by level; empty arrays for levels without one. */
  public List<byte[]> partial() {
    List<byte[]> partial = new ArrayList<>();
    for (int level = 0; level < edge.size(); level++) {
      partial.add(Arrays.copyOf(edge.get(level), Tile.edge(range.size(), level) * TreeHash.LENGTH));
    }
    return partial;
  }

  /** How many levels of tiles a tree of a size has. */
  public static int levels(long size) {
    int levels = 0;
    for (long rest = size; rest > 0; rest >>>= 8) {
      levels++;
    }
    return levels;
  }

  /**
   * True if a partial tile is what a compact range says it must be: its hashes fold to exactly the
   * range's subtrees of that level.
   *
   * @param tile the hashes that are said to be at the right edge of {@code level}
   */
  public static boolean agrees(CompactRange range, int level, byte[] tile, TreeHash hasher) {
    int width = Tile.edge(range.size(), level);
    if (tile.length != width * TreeHash.LENGTH) {
      return false;
    }
    CompactRange folded = CompactRange.empty();
    for (int i = 0; i < width; i++) {
      folded.append(tile, i * TreeHash.LENGTH, hasher);
    }
    int above = Long.bitCount(level > 6 ? 0 : range.size() >>> (8 * (level + 1)));
    List<byte[]> wanted = range.hashes().subList(above, above + Integer.bitCount(width));
    List<byte[]> found = folded.hashes();
    for (int i = 0; i < found.size(); i++) {
      if (!Arrays.equals(found.get(i), wanted.get(i))) {
        return false;
      }
    }
    return true;
  }
}
