package dev.portcullis.audit.tlog;

import java.util.Arrays;
import java.util.List;

/**
 * Checks Merkle proofs by the algorithms of RFC 9162, sections 2.1.3.2 and 2.1.4.2: true only if
 * the proof is exactly right, without a hash too few or too many.
 */
public final class Proofs {
  private Proofs() {}

  /**
   * True if a leaf is in a tree.
   *
   * @param leaf the leaf's hash
   * @param index its place, from 0
   * @param size the tree's size
   * @param proof sibling hashes from the leaf up
   * @param root the tree's root
   */
  public static boolean included(
      byte[] leaf, long index, long size, List<byte[]> proof, byte[] root) {
    if (index < 0 || index >= size || leaf.length != TreeHash.LENGTH || !hashes(proof)) {
      return false;
    }
    TreeHash hasher = new TreeHash();
    long at = index;
    long last = size - 1;
    byte[] hash = leaf;
    for (byte[] sibling : proof) {
      if (last == 0) {
        return false;
      }
      if ((at & 1) == 1 || at == last) {
        hash = hasher.node(sibling, hash);
        while ((at & 1) == 0) {
          at >>>= 1;
          last >>>= 1;
        }
      } else {
        hash = hasher.node(hash, sibling);
      }
      at >>>= 1;
      last >>>= 1;
    }
    return last == 0 && Arrays.equals(hash, root);
  }

  /**
   * True if a tree continues an earlier one. Nothing is proven about the empty tree, which every
   * other continues: a proof from it is refused.
   *
   * @param oldSize the earlier size
   * @param oldRoot the earlier root
   * @param newSize the later size
   * @param newRoot the later root
   * @param proof as RFC 6962, section 2.1.2 gives it
   */
  public static boolean consistent(
      long oldSize, byte[] oldRoot, long newSize, byte[] newRoot, List<byte[]> proof) {
    if (oldSize < 1 || oldSize > newSize || !hashes(proof)) {
      return false;
    }
    if (oldSize == newSize) {
      return proof.isEmpty() && Arrays.equals(oldRoot, newRoot);
    }
    if (proof.isEmpty()) {
      return false;
    }
    boolean whole = Long.bitCount(oldSize) == 1;
    int next = whole ? 0 : 1;
    byte[] from = whole ? oldRoot : proof.get(0);
    if (from.length != TreeHash.LENGTH) {
      return false;
    }
    TreeHash hasher = new TreeHash();
    byte[] before = from;
    byte[] after = from;
    long at = oldSize - 1;
    long last = newSize - 1;
    while ((at & 1) == 1) {
      at >>>= 1;
      last >>>= 1;
    }
    for (byte[] hash : proof.subList(next, proof.size())) {
      if (last == 0) {
        return false;
      }
      if ((at & 1) == 1 || at == last) {
        before = hasher.node(hash, before);
        after = hasher.node(hash, after);
        while (at != 0 && (at & 1) == 0) {
          at >>>= 1;
          last >>>= 1;
        }
      } else {
        after = hasher.node(after, hash);
      }
      at >>>= 1;
      last >>>= 1;
    }
    return last == 0 && Arrays.equals(before, oldRoot) && Arrays.equals(after, newRoot);
  }

  private static boolean hashes(List<byte[]> proof) {
    return proof.size() <= 64 && proof.stream().allMatch(hash -> hash.length == TreeHash.LENGTH);
  }
}
