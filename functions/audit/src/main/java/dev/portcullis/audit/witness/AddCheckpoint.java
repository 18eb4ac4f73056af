package dev.portcullis.audit.witness;

import dev.portcullis.audit.tlog.SignedNote;
import dev.portcullis.audit.tlog.TreeHash;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * The body of an {@code add-checkpoint} request.
 *
 * @param oldSize the size that the witness has cosigned last, as the client believes
 * @param proof that the new head continues that one; at most 63 hashes
 * @param checkpoint the new head, signed
 */
public record AddCheckpoint(long oldSize, List<byte[]> proof, SignedNote checkpoint) {
  private static final int MOST_HASHES = 63;
  private static final int LONGEST = 64 << 10;

  public AddCheckpoint {
    proof = List.copyOf(proof);
  }

  /** The body as it is sent. */
  public byte[] render() {
    StringBuilder text = new StringBuilder("old ").append(oldSize).append('\n');
    proof.forEach(hash -> text.append(Base64.getEncoder().encodeToString(hash)).append('\n'));
    byte[] head = text.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    byte[] note = checkpoint.render();
    byte[] all = Arrays.copyOf(head, head.length + note.length);
    System.arraycopy(note, 0, all, head.length, note.length);
    return all;
  }

  /**
   * Reads a body.
   *
   * @throws PortException CORRUPT if it is not one
   */
  public static AddCheckpoint parse(byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8);
    int split = text.indexOf("\n\n");
    if (body.length > LONGEST || split < 0) {
      throw corrupt();
    }
    String[] line = text.substring(0, split).split("\n", -1);
    if (!line[0].matches("old (0|[1-9][0-9]{0,17})") || line.length - 1 > MOST_HASHES) {
      throw corrupt();
    }
    List<byte[]> proof = new ArrayList<>();
    for (String hash : Arrays.asList(line).subList(1, line.length)) {
      try {
        byte[] bytes = Base64.getDecoder().decode(hash);
        if (bytes.length != TreeHash.LENGTH) {
          throw corrupt();
        }
        proof.add(bytes);
      } catch (IllegalArgumentException e) {
        throw new PortException(Code.CORRUPT, "a proof line is not base64", e);
      }
    }
    byte[] note = text.substring(split + 2).getBytes(StandardCharsets.UTF_8);
    return new AddCheckpoint(Long.parseLong(line[0].substring(4)), proof, SignedNote.parse(note));
  }

  private static PortException corrupt() {
    return new PortException(Code.CORRUPT, "not an add-checkpoint request");
  }
}
