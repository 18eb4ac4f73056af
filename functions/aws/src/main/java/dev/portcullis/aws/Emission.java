package dev.portcullis.aws;

import dev.portcullis.audit.record.Digests;
import dev.portcullis.audit.record.Emitter;
import dev.portcullis.audit.record.Quarantine;
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

  /**
   * An encoder with a new epoch for records whose every part is bounded: it knows no names of the
   * configuration, which have no limit, so nothing that it writes is too long for the log.
   */
  RecordEncoder encoder(Digests digests) {
    return encoder(Set.of(), digests, Quarantine.none());
  }

  /**
   * An encoder with a new epoch.
   *
   * @param words the configuration's own names
   * @param quarantine keeps a record that is too long for the log
   */
  RecordEncoder encoder(Set<String> words, Digests digests, Quarantine quarantine) {
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
    return new RecordEncoder(emitter, words, digests, surroundings.clock(), quarantine);
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
