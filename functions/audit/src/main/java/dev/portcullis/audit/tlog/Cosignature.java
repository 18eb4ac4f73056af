package dev.portcullis.audit.tlog;

import dev.portcullis.ports.Signer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** A witness's dated signature under a checkpoint: C2SP tlog-cosignature, Ed25519 (type 0x04). */
public final class Cosignature {
  private Cosignature() {}

  /**
   * Cosigns a note.
   *
   * @param name the witness's name
   * @param signer an Ed25519 key that signs for this witness and nothing else
   * @param when the witness's time
   * @param text the checkpoint's text
   */
  public static SignedNote.Line sign(String name, Signer signer, Instant when, String text) {
    VerifierKey key = key(name, signer);
    byte[] signature = signer.sign(message(when.getEpochSecond(), text));
    byte[] dated =
        ByteBuffer.allocate(8 + signature.length)
            .putLong(when.getEpochSecond())
            .put(signature)
            .array();
    return new SignedNote.Line(name, key.keyId(), dated);
  }

  /** The key that verifies a witness's cosignatures. */
  public static VerifierKey key(String name, Signer signer) {
    return VerifierKey.of(name, VerifierKey.Type.COSIGNATURE, signer.publicKey());
  }

  /** When a cosignature says it was made; the line must be one that its key verified. */
  public static Instant time(SignedNote.Line line) {
    return Instant.ofEpochSecond(ByteBuffer.wrap(line.signature()).getLong());
  }

  static byte[] message(long seconds, String text) {
    return ("cosignature/v1\ntime " + seconds + "\n" + text).getBytes(StandardCharsets.UTF_8);
  }
}
