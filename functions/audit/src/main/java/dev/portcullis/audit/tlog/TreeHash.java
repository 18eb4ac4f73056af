package dev.portcullis.audit.tlog;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * SHA-256 as RFC 6962 section 2.1 uses it: leaves and nodes are hashed apart, so that no node can
 * pass for a leaf.
 *
 * <p>One instance reuses one digest and one buffer, because a tree costs little more than hashing
 * its bytes only where nothing is allocated for it. Not safe for concurrent use.
 */
public final class TreeHash {
  /** How long a hash is, in bytes. */
  public static final int LENGTH = 32;

  /** What SHA-256 takes at once. */
  public static final int BLOCK = 64;

  private final MessageDigest digest = sha256();
  private final byte[] first = new byte[BLOCK];
  private final byte[] pair = new byte[1 + 2 * LENGTH];

  /** A hasher of its own. */
  public TreeHash() {
    pair[0] = 1;
  }

  /** Writes the hash of a leaf's bytes to {@code out} at {@code at}. */
  public void leaf(byte[] bytes, int from, int length, byte[] out, int at) {
    int part = begin(bytes, from, length);
    more(bytes, from + part, length - part);
    end(out, at);
  }

  /**
   * Begins a leaf's hash, for whoever has something to do between its parts: {@link #more} takes
   * the next bytes, and {@link #end} gives the hash. A hash that was begun and not ended is
   * forgotten. Until the end nothing else is hashed here.
   *
   * @return how many bytes were taken: what fills a block, so that the digest copies none of the
   *     others
   */
  public int begin(byte[] bytes, int from, int length) {
    int part = Math.min(length, first.length - 1);
    System.arraycopy(bytes, from, first, 1, part);
    digest.reset();
    digest.update(first, 0, 1 + part);
    return part;
  }

  /** Takes the leaf's next bytes. */
  public void more(byte[] bytes, int from, int length) {
    digest.update(bytes, from, length);
  }

  /** Writes the hash of the leaf that was begun to {@code out} at {@code at}. */
  public void end(byte[] out, int at) {
    finish(out, at);
  }

  /** The hash of a leaf. */
  public byte[] leaf(byte[] bytes) {
    byte[] out = new byte[LENGTH];
    leaf(bytes, 0, bytes.length, out, 0);
    return out;
  }

  /** Writes the hash of two nodes to {@code out} at {@code at}, which may be one of theirs. */
  public void node(byte[] left, int leftAt, byte[] right, int rightAt, byte[] out, int at) {
    System.arraycopy(left, leftAt, pair, 1, LENGTH);
    System.arraycopy(right, rightAt, pair, 1 + LENGTH, LENGTH);
    digest.update(pair, 0, pair.length);
    finish(out, at);
  }

  /** The same for two nodes that stand one behind the other. */
  void nodes(byte[] both, int from, byte[] out, int at) {
    System.arraycopy(both, from, pair, 1, 2 * LENGTH);
    digest.update(pair, 0, pair.length);
    finish(out, at);
  }

  /** The hash of two nodes. */
  public byte[] node(byte[] left, byte[] right) {
    byte[] out = new byte[LENGTH];
    node(left, 0, right, 0, out, 0);
    return out;
  }

  /** The root of the tree without leaves: the hash of nothing. */
  public static byte[] empty() {
    return sha256().digest();
  }

  /** A new SHA-256 digest. Every JDK has one. */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private void finish(byte[] out, int at) {
    try {
      digest.digest(out, at, LENGTH);
    } catch (DigestException e) {
      throw new IllegalArgumentException("no room for a hash at " + at, e);
    }
  }
}
