package dev.portcullis.ports;

import java.util.Optional;

/**
 * The rebuildable place readers fetch from: small objects that may be replaced at any time.
 *
 * <p>Nothing here is trusted; it holds only what can be computed again from write-once storage
 * (partial tiles, the current checkpoint, indexes, hints). A replaced object is seen whole, old or
 * new, never mixed. Keys follow {@link WormStore}'s rule. Failures are {@link PortException} as for
 * {@link WormStore}. Safe for concurrent use; of two racing replacements either may win.
 */
public interface PublicationStore {

  /** Stores the bytes under a key, replacing what was there; durable when it returns. */
  void replace(String key, byte[] body);

  /** The bytes under a key; empty if there are none. */
  Optional<byte[]> get(String key);

  /** Removes a key; removing one that is not there is not an error. */
  void remove(String key);
}
