package dev.portcullis.audit.log;

import dev.portcullis.audit.tlog.TreeHash;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * Reads intake objects one after the other in the same memory: a batch that it read is good until
 * it reads the next.
 *
 * <p>Not safe for concurrent use.
 */
public final class IntakeReader {
  /** Room for an event id to begin with; an id may have 255 bytes and seldom has 40. */
  private static final int USUAL_ID = 40;

  /** So much is hashed before other work has its turn: a processor looks no farther ahead. */
  private static final int PART = 4 * TreeHash.BLOCK;

  private final TreeHash hasher;
  private final MessageDigest digest = TreeHash.sha256();
  private int[] ids = new int[0];
  private byte[] framedIds = new byte[0];
  private byte[] leaves = new byte[0];

  /** A reader that hashes with this; nothing that is done in {@link Reading} may use it. */
  public IntakeReader(TreeHash hasher) {
    this.hasher = hasher;
  }

  /**
   * Is shown the entries while they are hashed, in their order; whether they are a batch's is known
   * only when {@link #read} returns, and an exception means that they are not.
   *
   * <p>All is called between two parts of an entry's hash. A hash is one long chain of steps each
   * of which waits for the one before it. Work that stands between its parts is done beside it, and
   * memory is waited for beside it; work that comes after it is not.
   */
  public interface Reading {
    /** Does nothing. */
    Reading NOTHING =
        new Reading() {
          @Override
          public void entry(byte[] stored, int id) {}

          @Override
          public void part(byte[] stored, int at, int length) {}

          @Override
          public void leaf(byte[] leaves, int at) {}
        };

    /** The next entry, whose event id is at {@code id} behind its length in one byte. */
    void entry(byte[] stored, int id);

    /** The entry's next bytes: all of them are what an entry bundle has of it. */
    void part(byte[] stored, int at, int length);

    /** The entry's hash; after this comes the next entry. */
    void leaf(byte[] leaves, int at);
  }

  /**
   * Reads an intake object.
   *
   * @throws PortException CORRUPT if it is not exactly one; what {@code reading} throws
   */
  public IntakeBatch read(byte[] stored, Reading reading) {
    int end = IntakeHead.end(stored);
    IntakeHead head = IntakeHead.parse(new String(stored, 0, end, StandardCharsets.US_ASCII));
    int count = head.entries();
    // The shortest entry takes five bytes, so a false count cannot ask for more memory than that.
    if (count > stored.length / 5) {
      throw corrupt();
    }
    room(count);
    int idBytes = 0;
    int at = end;
    for (int i = 0; i < count; i++) {
      ids[i] = at;
      int id = at < stored.length ? stored[at] & 255 : 0;
      int framed = at + 1 + id;
      int length = framed + 2 <= stored.length ? length(stored, framed) : 0;
      int next = framed + 2 + length;
      if (id == 0 || length == 0 || next > stored.length) {
        throw corrupt();
      }
      int part = hasher.begin(stored, framed + 2, length);
      if (i > 0) {
        reading.leaf(leaves, (i - 1) * TreeHash.LENGTH);
      }
      reading.entry(stored, at);
      idBytes = keep(stored, at, 1 + id, idBytes);
      int shown = framed;
      for (int hashed = framed + 2 + part; shown < next; hashed = shown) {
        int to = Math.min(next, hashed + PART);
        reading.part(stored, shown, to - shown);
        hasher.more(stored, hashed, to - hashed);
        shown = to;
      }
      hasher.end(leaves, i * TreeHash.LENGTH);
      at = next;
    }
    if (at != stored.length) {
      throw corrupt();
    }
    reading.leaf(leaves, (count - 1) * TreeHash.LENGTH);
    digest.update(stored, 0, end);
    digest.update(framedIds, 0, idBytes);
    digest.update(leaves, 0, count * TreeHash.LENGTH);
    return new IntakeBatch(stored, head, ids, leaves, digest.digest());
  }

  /** What is too small is let go before there is more, so that both never need room at once. */
  private void room(int count) {
    if (count > ids.length) {
      ids = new int[0];
      ids = new int[count];
      leaves = new byte[0];
      leaves = new byte[count * TreeHash.LENGTH];
      framedIds = new byte[0];
      framedIds = new byte[USUAL_ID * count];
    }
  }

  /** The ids one behind the other, as the digest covers them. */
  private int keep(byte[] stored, int at, int length, int idBytes) {
    if (idBytes + length > framedIds.length) {
      framedIds = Arrays.copyOf(framedIds, 2 * framedIds.length + length);
    }
    System.arraycopy(stored, at, framedIds, idBytes, length);
    return idBytes + length;
  }

  static int length(byte[] from, int at) {
    return (from[at] & 255) << 8 | (from[at + 1] & 255);
  }

  private static PortException corrupt() {
    return new PortException(Code.CORRUPT, "not an intake object");
  }
}
