package dev.portcullis.audit.tlog;

import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Makes proofs from a log's tiles; it reads a handful of them whatever the size. What it makes is
 * only as right as the tiles, so whoever is given a proof checks it.
 */
public final class TileTree {
  private final long size;
  private final Function<Tile, byte[]> tiles;
  private final Map<Tile, byte[]> read = new HashMap<>();
  private final TreeHash hasher = new TreeHash();

  /**
   * A tree of a size.
   *
   * @param size how many leaves
   * @param tiles gives the hashes of a tile of that tree; of a partial tile it may give more than
   *     its width, the full one
   */
  public TileTree(long size, Function<Tile, byte[]> tiles) {
    this.size = size;
    this.tiles = tiles;
  }

  /** The tree's root. */
  public byte[] root() {
    return size == 0 ? TreeHash.empty() : subtree(0, size);
  }

  /** The hash of one leaf. */
  public byte[] leaf(long index) {
    check(index, size - 1);
    return subtree(index, index + 1);
  }

  /** The sibling hashes from a leaf to the root. */
  public List<byte[]> inclusion(long index) {
    check(index, size - 1);
    List<byte[]> proof = new ArrayList<>();
    path(index, 0, size, proof);
    return proof;
  }

  /** The proof that this tree continues its first {@code oldSize} leaves. */
  public List<byte[]> consistency(long oldSize) {
    check(oldSize, size);
    List<byte[]> proof = new ArrayList<>();
    if (oldSize > 0 && oldSize < size) {
      grown(oldSize, 0, size, true, proof);
    }
    return proof;
  }

  private void path(long index, long from, long to, List<byte[]> proof) {
    if (to - from == 1) {
      return;
    }
    long middle = from + Long.highestOneBit(to - from - 1);
    if (index < middle) {
      path(index, from, middle, proof);
      proof.add(subtree(middle, to));
    } else {
      path(index, middle, to, proof);
      proof.add(subtree(from, middle));
    }
  }

  private void grown(long old, long from, long to, boolean known, List<byte[]> proof) {
    if (old == to) {
      if (!known) {
        proof.add(subtree(from, to));
      }
      return;
    }
    long middle = from + Long.highestOneBit(to - from - 1);
    if (old <= middle) {
      grown(old, from, middle, known, proof);
      proof.add(subtree(middle, to));
    } else {
      grown(old, middle, to, false, proof);
      proof.add(subtree(from, middle));
    }
  }

  private byte[] subtree(long from, long to) {
    long width = to - from;
    if (Long.bitCount(width) == 1 && from % width == 0) {
      return node(Long.numberOfTrailingZeros(width), from / width);
    }
    long middle = from + Long.highestOneBit(width - 1);
    return hasher.node(subtree(from, middle), subtree(middle, to));
  }

  private byte[] node(int height, long index) {
    int level = height / 8;
    int below = height % 8;
    long first = index << below;
    byte[] tile = tile(level, first / Tile.FULL);
    CompactRange range = CompactRange.empty();
    for (int i = 0; i < 1 << below; i++) {
      range.append(tile, (int) (first % Tile.FULL + i) * TreeHash.LENGTH, hasher);
    }
    return range.root(hasher);
  }

  private byte[] tile(int level, long index) {
    boolean full = index < Tile.full(size, level);
    Tile tile = new Tile(level, index, full ? Tile.FULL : Tile.edge(size, level));
    byte[] hashes = read.computeIfAbsent(tile, tiles);
    if (hashes.length < tile.width() * TreeHash.LENGTH) {
      throw new PortException(Code.CORRUPT, tile.path() + " is too short");
    }
    return hashes;
  }

  private static void check(long index, long most) {
    if (index < 0 || index > most) {
      throw new PortException(Code.INVALID, "no place " + index + " in this tree");
    }
  }
}
