package dev.portcullis.audit.tlog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The least that can grow a tree: one hash for each complete subtree along its right edge, at most
 * 63, from which the root of any size follows.
 *
 * <p>Not safe for concurrent use.
 */
public final class CompactRange {
  private final byte[] stack;
  private int depth;
  private long size;

  private CompactRange(byte[] stack, int depth, long size) {
    this.stack = stack;
    this.depth = depth;
    this.size = size;
  }

  /** The range of the tree without leaves. */
  public static CompactRange empty() {
    return new CompactRange(new byte[64 * TreeHash.LENGTH], 0, 0);
  }

  /**
   * The range of a tree of {@code size} leaves.
   *
   * @param hashes one for each one-bit of the size, the largest subtree first
   * @throws IllegalArgumentException if their number does not fit the size
   */
  public static CompactRange of(long size, List<byte[]> hashes) {
    if (size < 0 || Long.bitCount(size) != hashes.size()) {
      throw new IllegalArgumentException(hashes.size() + " hashes for " + size + " leaves");
    }
    CompactRange range = empty();
    for (byte[] hash : hashes) {
      if (hash.length != TreeHash.LENGTH) {
        throw new IllegalArgumentException("a hash of " + hash.length + " bytes");
      }
      System.arraycopy(hash, 0, range.stack, range.depth++ * TreeHash.LENGTH, TreeHash.LENGTH);
    }
    range.size = size;
    return range;
  }

  /** Hears of every complete subtree above the leaves as it is completed. */
  @FunctionalInterface
  interface Completed {
    void node(int height, byte[] from, int at);
  }

  /** Adds one leaf's hash. */
  public void append(byte[] hash, int at, TreeHash hasher) {
    append(hash, at, hasher, (height, from, where) -> {});
  }

  void append(byte[] hash, int at, TreeHash hasher, Completed completed) {
    if ((size & 1) == 0) {
      System.arraycopy(hash, at, stack, depth++ * TreeHash.LENGTH, TreeHash.LENGTH);
    } else {
      int left = (depth - 1) * TreeHash.LENGTH;
      hasher.node(stack, left, hash, at, stack, left);
      completed.node(1, stack, left);
      int height = 1;
      for (long rest = size >>> 1; (rest & 1) == 1; rest >>>= 1) {
        left -= TreeHash.LENGTH;
        hasher.nodes(stack, left, stack, left);
        depth--;
        completed.node(++height, stack, left);
      }
    }
    size++;
  }

  /** How many leaves there are. */
  public long size() {
    return size;
  }

  /** The tree's root as RFC 6962 defines it. */
  public byte[] root(TreeHash hasher) {
    if (depth == 0) {
      return TreeHash.empty();
    }
    byte[] root = hash(depth - 1);
    for (int i = depth - 2; i >= 0; i--) {
      hasher.node(stack, i * TreeHash.LENGTH, root, 0, root, 0);
    }
    return root;
  }

  /** The hashes, the largest subtree first. */
  public List<byte[]> hashes() {
    List<byte[]> hashes = new ArrayList<>();
    for (int i = 0; i < depth; i++) {
      hashes.add(hash(i));
    }
    return hashes;
  }

  /** Another range that starts where this one is. */
  public CompactRange copy() {
    return new CompactRange(stack.clone(), depth, size);
  }

  private byte[] hash(int i) {
    return Arrays.copyOfRange(stack, i * TreeHash.LENGTH, (i + 1) * TreeHash.LENGTH);
  }
}
