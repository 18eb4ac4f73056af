package dev.portcullis.authorization.keys;

import dev.portcullis.ports.SecretText;
import java.time.Instant;

/** What an operation on a key did. */
public sealed interface KeyChange {

  /**
   * A secret was made; this is the only time it can be seen.
   *
   * @param id the key's public id
   * @param key the whole key as the caller sends it
   */
  record Issued(String id, SecretText key) implements KeyChange {}

  /**
   * A further secret was made; this is the only time it can be seen.
   *
   * @param id the key's public id
   * @param key the whole key as the caller sends it
   * @param createdAt when it was made, which tells it apart from the key's other secret
   */
  record Added(String id, SecretText key, Instant createdAt) implements KeyChange {}

  /** The key was changed and no secret was made. */
  record Done(String id) implements KeyChange {}

  /** There is no such key. */
  record NotFound(String id) implements KeyChange {}

  /** Nothing was changed, for a reason that says what to do. */
  record Refused(String why) implements KeyChange {}
}
