package dev.portcullis.audit.log;

import dev.portcullis.audit.tlog.TreeHash;
import dev.portcullis.ports.PortException;
import java.nio.charset.StandardCharsets;
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
  private final byte[] stored;
  private final IntakeHead head;
  private final int[] ids;
  private final byte[] leaves;
  private final byte[] digest;

  /** The arrays may have room behind what belongs to the batch. */
  IntakeBatch(byte[] stored, IntakeHead head, int[] ids, byte[] leaves, byte[] digest) {
    this.stored = stored;
    this.head = head;
    this.ids = ids;
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

  /**
   * Reads an intake object.
   *
   * @throws PortException CORRUPT if it is not exactly one
   */
  public static IntakeBatch parse(byte[] stored, TreeHash hasher) {
    return new IntakeReader(hasher).read(stored, IntakeReader.Reading.NOTHING);
  }

  /** The head. */
  public IntakeHead head() {
    return head;
  }

  /** How many entries there are. */
  public int size() {
    return head.entries();
  }

  /** What a commit names the batch by: 32 bytes in hexadecimal. */
  public String digest() {
    return HexFormat.of().formatHex(digest);
  }

  /** The event id of an entry. */
  public String eventId(int i) {
    return new String(stored, ids[i] + 1, stored[ids[i]] & 255, StandardCharsets.US_ASCII);
  }

  /** The leaf hashes, one after the other, and maybe room behind them; not to be changed. */
  public byte[] leaves() {
    return leaves;
  }

  /** A copy of an entry's bytes. */
  public byte[] entry(int i) {
    int at = framed(i) + 2;
    return Arrays.copyOfRange(stored, at, at + IntakeReader.length(stored, at - 2));
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
    return 2 + IntakeReader.length(stored, framed(i));
  }
}
