package dev.portcullis.audit.tlog;

import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * A proof that an entry is in a log, which needs nothing but the log's keys to check: C2SP
 * tlog-proof.
 *
 * @param index the entry's place in the log
 * @param hashes from the leaf's sibling up
 * @param checkpoint the signed head, as it was published
 */
public record TlogProof(long index, List<byte[]> hashes, byte[] checkpoint) {
  private static final String TITLE = "c2sp.org/tlog-proof@v1\n";
  private static final int LONGEST = 1 << 20;

  public TlogProof {
    hashes = List.copyOf(hashes);
  }

  /** The proof as it is stored, by convention in a file that ends with {@code .tlog-proof}. */
  public byte[] render() {
    StringBuilder text = new StringBuilder(TITLE).append("index ").append(index).append('\n');
    for (byte[] hash : hashes) {
      text.append(Base64.getEncoder().encodeToString(hash)).append('\n');
    }
    byte[] head = text.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    byte[] all = Arrays.copyOf(head, head.length + checkpoint.length);
    System.arraycopy(checkpoint, 0, all, head.length, checkpoint.length);
    return all;
  }

  /**
   * Reads a proof; extra data is passed over, because nothing vouches for it.
   *
   * @throws PortException CORRUPT if it is not one
   */
  public static TlogProof parse(byte[] stored) {
    String text = new String(stored, StandardCharsets.UTF_8);
    int split = text.indexOf("\n\n");
    if (stored.length > LONGEST || split < 0 || !text.startsWith(TITLE)) {
      throw corrupt();
    }
    String[] line = text.substring(TITLE.length(), Math.max(TITLE.length(), split)).split("\n", -1);
    int at = line[0].startsWith("extra ") ? 1 : 0;
    if (at == 1) {
      SignedNote.decode(line[0].substring("extra ".length()));
    }
    if (at == line.length || !line[at].matches("index (0|[1-9][0-9]{0,17})")) {
      throw corrupt();
    }
    long index = Long.parseLong(line[at].substring("index ".length()));
    List<byte[]> hashes = new ArrayList<>();
    for (String hash : Arrays.asList(line).subList(at + 1, line.length)) {
      byte[] bytes = SignedNote.decode(hash);
      if (bytes.length != TreeHash.LENGTH || hashes.size() == 64) {
        throw corrupt();
      }
      hashes.add(bytes);
    }
    byte[] checkpoint = text.substring(split + 2).getBytes(StandardCharsets.UTF_8);
    return new TlogProof(index, hashes, checkpoint);
  }

  /**
   * True if the proof holds for an entry: a trusted key signed the checkpoint, and the hashes lead
   * from the entry to its root.
   */
  public boolean proves(byte[] entry, KeyRing keys) {
    try {
      Checkpoint head = keys.checkpoint(SignedNote.parse(checkpoint));
      return Proofs.included(new TreeHash().leaf(entry), index, head.size(), hashes, head.root());
    } catch (PortException e) {
      return false;
    }
  }

  private static PortException corrupt() {
    return new PortException(Code.CORRUPT, "not a proof");
  }
}
