package dev.portcullis.local.console;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What the page asks the log beside its records. Failures are {@link
 * dev.portcullis.ports.PortException}.
 */
public interface LogView {

  /**
   * How an entry is in the log.
   *
   * @param checkpoint the signed note (C2SP tlog-checkpoint) that the hashes lead to
   * @param size the size of the tree that the checkpoint signs
   * @param hashes the inclusion proof, leaf side first (RFC 9162, section 2.1.3)
   */
  record Proof(String checkpoint, long size, List<byte[]> hashes) {
    public Proof {
      Objects.requireNonNull(checkpoint, "checkpoint");
      hashes = List.copyOf(hashes);
    }
  }

  /**
   * How the log is.
   *
   * @param size how many entries its newest checkpoint covers
   * @param waiting how many sealed entries it does not cover yet
   * @param lastCheckpoint when the newest checkpoint was made
   * @param witnesses how many witnesses have signed it
   * @param lastVerification when the whole log was last verified
   * @param faults how many faults that verification found
   * @param publicKey the log's Ed25519 public key, 32 bytes
   */
  record Health(
      long size,
      long waiting,
      Optional<Instant> lastCheckpoint,
      int witnesses,
      Optional<Instant> lastVerification,
      int faults,
      byte[] publicKey) {
    public Health {
      Objects.requireNonNull(lastCheckpoint, "lastCheckpoint");
      Objects.requireNonNull(lastVerification, "lastVerification");
      Objects.requireNonNull(publicKey, "publicKey");
    }
  }

  /** How the log is now. */
  Health health();

  /** The proof of one entry; empty if no checkpoint covers it yet. */
  Optional<Proof> prove(long index);
}
