package dev.portcullis.audit.tlog;

import dev.portcullis.ports.Signer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Signs notes under a log's name with one key, or with two while one replaces the other.
 *
 * <p>A verifier ignores signatures of keys it does not know, so an overlap needs no coordination.
 * Where a key service has no Ed25519, its ES256 key stands beside a wrapped software Ed25519 key.
 */
public final class NoteSigner {
  private final String name;
  private final List<Signer> signers;

  /**
   * Signs under a name.
   *
   * @param name the log's origin
   * @param signers at least one; the first is the primary
   */
  public NoteSigner(String name, List<Signer> signers) {
    if (signers.isEmpty()) {
      throw new IllegalArgumentException("a log without a key");
    }
    this.name = name;
    this.signers = List.copyOf(signers);
  }

  /** The name that the signatures carry. */
  public String name() {
    return name;
  }

  /** A note signed by every key. Failures are {@link Signer}'s; then there is no note. */
  public SignedNote sign(String text) {
    byte[] message = text.getBytes(StandardCharsets.UTF_8);
    return new SignedNote(
        text,
        signers.stream()
            .map(s -> new SignedNote.Line(name, key(s).keyId(), s.sign(message)))
            .toList());
  }

  /** The keys that verify. */
  public List<VerifierKey> keys() {
    return signers.stream().map(this::key).toList();
  }

  private VerifierKey key(Signer signer) {
    return VerifierKey.of(
        name,
        signer.algorithm() == Signer.Algorithm.ED25519
            ? VerifierKey.Type.ED25519
            : VerifierKey.Type.ECDSA,
        signer.publicKey());
  }
}
