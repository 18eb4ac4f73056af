package dev.portcullis.audit.log;

import dev.portcullis.audit.tlog.CompactRange;
import dev.portcullis.audit.tlog.TreeHash;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * One link of the commit chain: which intake objects come next, and the unsigned tree head with
 * them. The create-only put of {@code commit/<number>} is the log's only decision; the number, not
 * the size, is the key, so that two racing sequencers always meet.
 *
 * @param origin the log's name
 * @param number from 0
 * @param time milliseconds since 1970, later than the commit's before
 * @param previous the digest of the commit before; zeros for the first
 * @param horizon the minute from which on {@code recent} is complete
 * @param size the tree's size with this commit
 * @param root the tree's root with this commit
 * @param range the right edge's hashes, which fold to the root
 * @param recent the intake objects of all commits so far from the horizon on
 * @param checkpoint the newest signed checkpoint its maker had; empty if none
 * @param batches the intake objects in log order
 */
public record Commit(
    String origin,
    long number,
    long time,
    String previous,
    long horizon,
    long size,
    byte[] root,
    List<byte[]> range,
    RecentKeys recent,
    byte[] checkpoint,
    List<Batch> batches) {
  /** What every commit's key starts with. */
  public static final String PREFIX = "commit/";

  /**
   * One intake object in a commit.
   *
   * @param first the index of its first entry in the log
   * @param count how many entries it has; 0 for an object that could not be read as one
   * @param digest its digest; for an unreadable one the SHA-256 of its bytes
   * @param key where it is
   */
  public record Batch(long first, int count, String digest, String key) {
    public Batch {
      Objects.requireNonNull(digest, "digest");
      Objects.requireNonNull(key, "key");
    }
  }

  public Commit {
    Objects.requireNonNull(origin, "origin");
    Objects.requireNonNull(previous, "previous");
    range = List.copyOf(range);
    batches = List.copyOf(batches);
  }

  /** The state before the first commit. */
  public static Commit genesis(String origin) {
    return new Commit(
        origin,
        -1,
        0,
        IntakeHead.NONE,
        0,
        0,
        TreeHash.empty(),
        List.of(),
        RecentKeys.none(),
        new byte[0],
        List.of());
  }

  /** Where a commit is. */
  public static String key(long number) {
    return PREFIX + String.format(Locale.ROOT, "%012d", number);
  }

  /** The size of the tree before this commit. */
  public long before() {
    return size - batches.stream().mapToLong(Batch::count).sum();
  }

  /** A copy of the right edge. */
  public CompactRange edge() {
    return CompactRange.of(size, range);
  }

  /** The object's bytes. */
  public byte[] render() {
    return CommitText.render(this);
  }

  /** The digest that the next commit names this one by; zeros before the first. */
  public String digest() {
    return number < 0
        ? IntakeHead.NONE
        : HexFormat.of().formatHex(TreeHash.sha256().digest(render()));
  }

  /**
   * Reads a commit and checks what it can check alone: its sum, its edge against its root, its
   * batches against its size.
   *
   * @throws PortException CORRUPT if anything is wrong
   */
  public static Commit parse(byte[] stored) {
    Commit commit = CommitText.parse(stored);
    long next = commit.before();
    for (Batch batch : commit.batches) {
      if (batch.first != next) {
        throw new PortException(Code.CORRUPT, "a commit whose batches leave a gap");
      }
      next += batch.count;
    }
    boolean folds =
        Long.bitCount(commit.size) == commit.range.size()
            && Arrays.equals(commit.edge().root(new TreeHash()), commit.root);
    if (commit.before() < 0 || !folds) {
      throw new PortException(Code.CORRUPT, "a commit whose edge is not its root's");
    }
    return commit;
  }
}
