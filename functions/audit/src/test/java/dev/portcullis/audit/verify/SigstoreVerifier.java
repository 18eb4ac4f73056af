package dev.portcullis.audit.verify;

import dev.portcullis.audit.tlog.TlogProof;
import dev.portcullis.audit.tlog.TreeHash;
import dev.sigstore.merkle.InclusionProofVerificationException;
import dev.sigstore.merkle.InclusionProofVerifier;
import dev.sigstore.rekor.client.Checkpoints;
import dev.sigstore.rekor.client.RekorEntry;
import dev.sigstore.rekor.client.RekorParseException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/**
 * Asks sigstore-java about the proofs that {@link SampleLogWriter} wrote: {@code SigstoreVerifier
 * DIRECTORY INDEX...}; ends with 1 if it refuses one.
 */
public final class SigstoreVerifier {
  private SigstoreVerifier() {}

  /** Runs it. */
  public static void main(String[] args) throws IOException {
    for (int i = 1; i < args.length; i++) {
      Path directory = Path.of(args[0]);
      byte[] entry = Files.readAllBytes(directory.resolve(args[i] + ".entry"));
      byte[] proof = Files.readAllBytes(directory.resolve(args[i] + ".tlog-proof"));
      if (!accepts(TlogProof.parse(proof), entry)) {
        System.out.println("sigstore-java refuses entry " + args[i]);
        System.exit(1);
      }
    }
  }

  /** True if sigstore-java reads the checkpoint and follows the hashes from the entry to it. */
  static boolean accepts(TlogProof proof, byte[] entry) {
    try {
      RekorEntry.Checkpoint head =
          Checkpoints.from(new String(proof.checkpoint(), StandardCharsets.UTF_8));
      InclusionProofVerifier.verify(
          new TreeHash().leaf(entry),
          proof.index(),
          head.getSize(),
          proof.hashes(),
          Base64.getDecoder().decode(head.getBase64Hash()));
      return true;
    } catch (RekorParseException
        | InclusionProofVerificationException
        | IllegalArgumentException e) {
      return false;
    }
  }
}
