package dev.portcullis.audit.log;

import dev.portcullis.audit.tlog.TreeHash;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * An intake object as it is stored: who wrote it, what that writer wrote before, and the entries.
 *
 * <p>Its digest covers the head, the event ids and the entries' leaf hashes. So whoever hashes the
 * leaves for the tree has checked the object too, and no byte is hashed twice.
 */
public final class IntakeBatch {
  /** Room for an event id to begin with; an id may have 255 bytes and seldom has 40. */
  private static final int USUAL_ID = 40;

  private final byte[] stored;
  private final IntakeHead head;
  private final int[] ids;
  private final byte[] framedIds;
  private final byte[] leaves;
  private final byte[] digest;

  private IntakeBatch(
      byte[] stored, IntakeHead head, int[] ids, byte[] framedIds, byte[] leaves, byte[] digest) {
    this.stored = stored;
    this.head = head;
    this.ids = ids;
    this.framedIds = framedIds;
    this.leaves = leaves;
    this.digest = digest;
  }

  static IntakeBatch of(IntakeHead head, List<LogEntry> entries, TreeHash hasher) {
    byte[] first = head.text(entries.size()).getBytes(StandardCharsets.US_ASCII);
    int length = first.length;
    for (LogEntry entry : entries) {
      length += 3 + entry.eventId().length() + entry.bytes().length;
    }
    byte[] stored = Arrays.copyOf(first, length);
    int at = first.length;
    for (LogEntry entry : entries) {
      byte[] id = entry.idBytes();
      stored[at++] = (byte) id.length;
      System.arraycopy(id, 0, stored, at, id.length);
      at += id.length;
      stored[at++] = (byte) (entry.bytes().length >>> 8);
      stored[at++] = (byte) entry.bytes().length;
      System.arraycopy(entry.bytes(), 0, stored, at, entry.bytes().length);
      at += entry.bytes().length;
    }
    return parse(stored, hasher);
  }

  /** Sees each entry while a batch is being read. */
  @FunctionalInterface
  public interface Reading {
    /** An entry behind its two bytes of length, just as in an entry bundle. */
    void framed(byte[] stored, int at, int length);
  }

  /**
   * Reads an intake object.
   *
   * @throws PortException CORRUPT if it is not exactly one
   */
  public static IntakeBatch parse(byte[] stored, TreeHash hasher) {
    return parse(stored, hasher, (bytes, at, length) -> {});
  }

  /**
   * The same, and shows each entry right after it was hashed, while a processor still has it at
   * hand.
   *
   * @param reading sees the entries in their order; whether they are a batch's is known only when
   *     this returns, and an exception means that they are not
   */
  public static IntakeBatch parse(byte[] stored, TreeHash hasher, Reading reading) {
    int end = IntakeHead.end(stored);
    IntakeHead head = IntakeHead.parse(new String(stored, 0, end, StandardCharsets.US_ASCII));
    int count = head.entries();
    // The shortest entry takes five bytes, so a false count cannot ask for more memory than that.
    if (count > stored.length / 5) {
      throw corrupt();
    }
    int[] ids = new int[count];
    byte[] leaves = new byte[count * TreeHash.LENGTH];
    byte[] framedIds = new byte[USUAL_ID * count];
    int idBytes = 0;
    int at = end;
    for (int i = 0; i < count; i++) {
      ids[i] = at;
      int id = at < stored.length ? stored[at] & 255 : 0;
      int length = at + 3 + id <= stored.length ? length(stored, at + 1 + id) : 0;
      int next = at + 3 + id + length;
      if (id == 0 || length == 0 || next > stored.length) {
        throw corrupt();
      }
      hasher.leaf(stored, next - length, length, leaves, i * TreeHash.LENGTH);
      reading.framed(stored, next - length - 2, length + 2);
      if (idBytes + 1 + id > framedIds.length) {
        framedIds = Arrays.copyOf(framedIds, 2 * framedIds.length + 1 + id);
      }
      System.arraycopy(stored, at, framedIds, idBytes, 1 + id);
      idBytes += 1 + id;
      at = next;
    }
    if (at != stored.length) {
      throw corrupt();
    }
    MessageDigest digest = TreeHash.sha256();
    digest.update(stored, 0, end);
    digest.update(framedIds, 0, idBytes);
    return new IntakeBatch(stored, head, ids, framedIds, leaves, digest.digest(leaves));
  }

  /** The head. */
  public IntakeHead head() {
    return head;
  }

  /** How many entries there are. */
  public int size() {
    return ids.length;
  }

  /** What a commit names the batch by: 32 bytes in hexadecimal. */
  public String digest() {
    return HexFormat.of().formatHex(digest);
  }

  /** The event id of an entry. */
  public String eventId(int i) {
    return new String(stored, ids[i] + 1, stored[ids[i]] & 255, StandardCharsets.US_ASCII);
  }

  /**
   * The event ids in order, each behind its length in one byte: close together, while {@link
   * #stored} has an entry between any two. There may be room behind them; not to be changed.
   */
  public byte[] framedIds() {
    return framedIds;
  }

  /** The leaf hashes, one after the other; not to be changed. */
  public byte[] leaves() {
    return leaves;
  }

  /** A copy of an entry's bytes. */
  public byte[] entry(int i) {
    int at = framed(i) + 2;
    return Arrays.copyOfRange(stored, at, at + length(stored, at - 2));
  }

  /** The object's bytes, in which an entry starts, behind its length, at {@link #framed}. */
  public byte[] stored() {
    return stored;
  }

  /** Where the entry's two bytes of length are: from there it is just as in an entry bundle. */
  public int framed(int i) {
    return ids[i] + 1 + (stored[ids[i]] & 255);
  }

  /** How long an entry is with its two bytes of length. */
  public int framedLength(int i) {
    return 2 + length(stored, framed(i));
  }

  private static int length(byte[] from, int at) {
    return (from[at] & 255) << 8 | (from[at + 1] & 255);
  }

  private static PortException corrupt() {
    return new PortException(Code.CORRUPT, "not an intake object");
  }
}
