package dev.portcullis.aws;

import dev.portcullis.audit.record.Digests;
import dev.portcullis.audit.record.Emitter;
import dev.portcullis.audit.record.RecordEncoder;
import dev.portcullis.ports.SecretBytes;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;

/**
 * How a function writes records: under its own name and in an epoch that no other life of it has.
 */
final class Emission {
  private final Surroundings surroundings;
  private final String function;

  Emission(Surroundings surroundings, String function) {
    this.surroundings = surroundings;
    this.function = function;
  }

  /** An encoder with a new epoch. */
  RecordEncoder encoder(Set<String> words, Digests digests) {
    Environment environment = surroundings.environment();
    Emitter emitter =
        new Emitter(
            environment.deployment(),
            function,
            environment.version(),
            "aws",
            environment.account(),
            environment.region(),
            HexFormat.of().formatHex(random(8)));
    return new RecordEncoder(emitter, words, digests, surroundings.clock());
  }

  /**
   * Digests for a function that has no digest key: under a key that nobody keeps, so they hide what
   * they are of for ever and link nothing.
   */
  Digests unlinkable() {
    return new Digests("unlinkable", SecretBytes.of("digest key", random(32)));
  }

  private byte[] random(int count) {
    SecureRandom random = surroundings.random().get();
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }
}
