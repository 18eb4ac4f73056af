package dev.portcullis.audit.tlog;

import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;

/**
 * A tree head as C2SP tlog-checkpoint writes it; it has no extension lines.
 *
 * @param origin the log's name
 * @param size how many leaves
 * @param root the tree's root, 32 bytes
 */
public record Checkpoint(String origin, long size, byte[] root) {
  public Checkpoint {
    Objects.requireNonNull(origin, "origin");
    if (size < 0 || root.length != TreeHash.LENGTH) {
      throw new PortException(Code.CORRUPT, "not a tree head");
    }
  }

  /** The text that is signed. */
  public String text() {
    return origin + "\n" + size + "\n" + Base64.getEncoder().encodeToString(root) + "\n";
  }

  /**
   * Reads a text. Extension lines, which other logs may have, are passed over.
   *
   * @throws PortException CORRUPT if it is not a checkpoint
   */
  public static Checkpoint parse(String text) {
    String[] line = text.split("\n", -1);
    if (line.length < 4
        || line[0].isEmpty()
        || !line[1].matches("0|[1-9][0-9]{0,17}")
        || !line[line.length - 1].isEmpty()
        || Arrays.stream(line, 0, line.length - 1).anyMatch(String::isEmpty)) {
      throw new PortException(Code.CORRUPT, "not a checkpoint");
    }
    return new Checkpoint(line[0], Long.parseLong(line[1]), SignedNote.decode(line[2]));
  }

  /** True if both are the same head of the same log. */
  public boolean same(Checkpoint other) {
    return origin.equals(other.origin) && size == other.size && Arrays.equals(root, other.root);
  }
}
