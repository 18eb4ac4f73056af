package dev.portcullis.aws;

import dev.portcullis.audit.record.Digests;
import dev.portcullis.ports.KeyWrapping;
import dev.portcullis.ports.KeyWrapping.Wrapped;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import dev.portcullis.ports.RecordStore;
import dev.portcullis.ports.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/**
 * The key that names subjects' records. It is made once in a deployment's life and then only read:
 * with another one every subject would be a new one, and nobody's old record would be found when it
 * has to be erased.
 *
 * <p>So it is not one of the rotated digest keys. It lies in the table of subjects, wrapped by the
 * same key as they are.
 */
final class DirectoryKey {
  private static final String RECORD = "subject-directory/key";
  private static final String CONTEXT = "portcullis-subject-directory";
  private static final String KEY_ID = "directory-1";

  private DirectoryKey() {}

  /** The key of this deployment, made if it is the first call ever. */
  static Digests open(RecordStore records, KeyWrapping wrapping, SecureRandom random) {
    Optional<RecordStore.Versioned> known = records.read(RECORD);
    if (known.isPresent()) {
      return unwrap(known.get(), wrapping);
    }
    byte[] fresh = new byte[32];
    random.nextBytes(fresh);
    SecretBytes key = SecretBytes.of("directory key", fresh);
    Wrapped wrapped = wrapping.wrap(key, CONTEXT);
    String text = wrapped.keyId() + "\n" + Base64.getEncoder().encodeToString(wrapped.bytes());
    byte[] record = text.getBytes(StandardCharsets.UTF_8);
    // If another instance is first, its key is the key and ours is forgotten.
    return records.write(RECORD, record, RecordStore.ABSENT).isPresent()
        ? new Digests(KEY_ID, key)
        : records
            .read(RECORD)
            .map(won -> unwrap(won, wrapping))
            .orElseThrow(() -> new PortException(Code.UNAVAILABLE, RECORD));
  }

  private static Digests unwrap(RecordStore.Versioned record, KeyWrapping wrapping) {
    String[] part = new String(record.body(), StandardCharsets.UTF_8).split("\n", -1);
    if (part.length != 2) {
      throw new PortException(Code.CORRUPT, RECORD);
    }
    try {
      Wrapped wrapped = new Wrapped(part[0], Base64.getDecoder().decode(part[1]));
      return new Digests(KEY_ID, wrapping.unwrap(wrapped, CONTEXT));
    } catch (IllegalArgumentException notBase64) {
      throw new PortException(Code.CORRUPT, RECORD);
    }
  }
}
