package dev.portcullis.authorization.keys;

/**
 * Where what happens to API keys is written down; durable when a call returns.
 *
 * <p>{@link ApiKeys} makes a secret only between two entries here, and accepts it only after the
 * second.
 */
@FunctionalInterface
public interface KeyLog {

  /** What is written of a key. */
  enum Change {
    /** A key is about to be made, or taken over from another system. */
    CREATING,
    /** It was made; it is accepted from now on. */
    CREATED,
    /** A further secret is about to be made under a key's id. */
    REPLACING,
    /** It was made; it is accepted from now on, and the former one ends with its grace. */
    MADE_PRIMARY,
    /** A key and all its secrets were stopped. */
    REVOKED,
    /** What was about to be made was not finished; it was never accepted and never will be. */
    GIVEN_UP
  }

  /**
   * Writes one entry.
   *
   * @param event what the entries of one making have in common, and what a repeated entry has in
   *     common with the first; 1 to 64 characters of {@code [A-Za-z0-9_-]}
   * @param id the key's public id
   * @throws dev.portcullis.ports.PortException if it is not known to be durable
   */
  void write(String event, String id, Change change);
}
