package dev.portcullis.audit.log;

import dev.portcullis.audit.tlog.SignedNote;
import dev.portcullis.audit.tlog.TreeHash;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A signed list of the intake objects of one hour, of the commit that had all of them, and of the
 * seal before: what was sealed cannot disappear later without a gap in a signed chain.
 *
 * <p>An object is a length, that many bytes of keys, one a line, and a signed note about them.
 *
 * @param hour the hour, {@code 20261124T14}
 * @param part from 0; an hour with very many objects has several
 * @param previous the digest of the seal object before; zeros for the first
 * @param commit the last commit's number when the seal was made
 * @param commitDigest that commit's digest
 * @param keys the intake objects' keys in order
 * @param note the signed statement
 */
public record Seal(
    String hour,
    int part,
    String previous,
    long commit,
    String commitDigest,
    List<String> keys,
    SignedNote note) {
  /** What every seal's key starts with. */
  public static final String PREFIX = "seal/";

  /** How many keys one seal lists at most. */
  public static final int MOST_KEYS = 100_000;

  private static final Pattern TEXT =
      Pattern.compile(
          """
          ([^\\n]+)/seal
          hour ([0-9]{8}T[0-9]{2}) (0|[1-9][0-9]{0,3})
          previous ([0-9a-f]{64})
          commit (0|[1-9][0-9]{0,11}) ([0-9a-f]{64})
          intake (0|[1-9][0-9]{0,6}) ([0-9a-f]{64})
          """);
  private static final int LENGTH = 11;

  public Seal {
    Objects.requireNonNull(hour, "hour");
    Objects.requireNonNull(previous, "previous");
    Objects.requireNonNull(commitDigest, "commitDigest");
    keys = List.copyOf(keys);
  }

  /** Where the seal is. */
  public String key() {
    return key(hour, part);
  }

  /** Where the seal of an hour is, or would be. */
  public static String key(String hour, int part) {
    return PREFIX + hour + "/" + String.format(Locale.ROOT, "%04d", part);
  }

  /** The statement that is signed; it cannot be taken for a checkpoint. */
  static String text(
      String origin, String hour, int part, String previous, Commit commit, List<String> keys) {
    return origin
        + "/seal\nhour "
        + hour
        + " "
        + part
        + "\nprevious "
        + previous
        + "\ncommit "
        + commit.number()
        + " "
        + commit.digest()
        + "\nintake "
        + keys.size()
        + " "
        + hex(list(keys))
        + "\n";
  }

  static byte[] render(List<String> keys, SignedNote note) {
    byte[] list = list(keys);
    byte[] signed = note.render();
    byte[] length =
        String.format(Locale.ROOT, "%010d\n", list.length).getBytes(StandardCharsets.US_ASCII);
    byte[] all = Arrays.copyOf(length, LENGTH + list.length + signed.length);
    System.arraycopy(list, 0, all, LENGTH, list.length);
    System.arraycopy(signed, 0, all, LENGTH + list.length, signed.length);
    return all;
  }

  /**
   * Reads a seal and checks its list against its statement; whether the signature holds is the
   * reader's to ask.
   *
   * @throws PortException CORRUPT if it is not one of that log
   */
  public static Seal parse(String origin, byte[] stored) {
    String length = new String(stored, 0, Math.min(LENGTH, stored.length), StandardCharsets.UTF_8);
    if (!length.matches("[0-9]{10}\n") || Long.parseLong(length.strip()) > stored.length - LENGTH) {
      throw corrupt();
    }
    int end = LENGTH + Integer.parseInt(length.strip());
    byte[] list = Arrays.copyOfRange(stored, LENGTH, end);
    SignedNote note = SignedNote.parse(Arrays.copyOfRange(stored, end, stored.length));
    Matcher m = TEXT.matcher(note.text());
    List<String> keys = new String(list, StandardCharsets.UTF_8).lines().toList();
    if (!m.matches()
        || !m.group(1).equals(origin)
        || Integer.parseInt(m.group(7)) != keys.size()
        || !m.group(8).equals(hex(list))) {
      throw corrupt();
    }
    return new Seal(
        m.group(2),
        Integer.parseInt(m.group(3)),
        m.group(4),
        Long.parseLong(m.group(5)),
        m.group(6),
        keys,
        note);
  }

  private static byte[] list(List<String> keys) {
    StringBuilder list = new StringBuilder();
    keys.forEach(key -> list.append(key).append('\n'));
    return list.toString().getBytes(StandardCharsets.UTF_8);
  }

  static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(TreeHash.sha256().digest(bytes));
  }

  private static PortException corrupt() {
    return new PortException(Code.CORRUPT, "not a seal of this log");
  }
}
