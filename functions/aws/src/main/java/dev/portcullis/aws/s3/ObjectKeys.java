package dev.portcullis.aws.s3;

import dev.portcullis.aws.sdk.PortKeys;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;

/**
 * The keys and bodies that a store takes; the rule is in {@link dev.portcullis.ports.WormStore}.
 */
final class ObjectKeys {
  /** The largest body: 64 MiB. */
  static final int MOST_BYTES = 64 << 20;

  private ObjectKeys() {}

  static void check(String operation, String key) {
    if (!PortKeys.valid(key)) {
      throw new PortException(Code.INVALID, operation + ": not a key of this store");
    }
  }

  static void check(String operation, String key, byte[] body) {
    check(operation, key);
    if (body.length > MOST_BYTES) {
      throw new PortException(Code.INVALID, operation + " " + key + ": over 64 MiB");
    }
  }
}
