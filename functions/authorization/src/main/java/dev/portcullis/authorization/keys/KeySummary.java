package dev.portcullis.authorization.keys;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A key as its administrators see it; holds neither secret nor hash.
 *
 * @param id the public id
 * @param spec what it may do and who answers for it
 * @param state {@code active}, {@code expired}, {@code revoked}, or {@code unfinished} while it is
 *     being made and not accepted yet
 * @param imported true if the secret came from another system
 * @param createdAt when the key was made
 * @param secrets its secrets, newest first
 * @param lastUsed when it was last used, to within {@link KeyUse#PRECISION}
 * @param revoked why it was stopped
 */
public record KeySummary(
    String id,
    KeySpec spec,
    String state,
    boolean imported,
    Instant createdAt,
    List<SecretState> secrets,
    Optional<Instant> lastUsed,
    Optional<String> revoked) {

  /**
   * One secret.
   *
   * @param createdAt when it was made
   * @param usableUntil the end of its grace, if it was replaced
   * @param live true if it is accepted now
   * @param unfinished true if it was never accepted: it is being made, or that was given up
   * @param pepper the version of the pepper that its hash needs
   * @param lastUsed when it was last used, to within {@link KeyUse#PRECISION}
   */
  public record SecretState(
      Instant createdAt,
      Optional<Instant> usableUntil,
      boolean live,
      boolean unfinished,
      String pepper,
      Optional<Instant> lastUsed) {}

  public KeySummary {
    secrets = List.copyOf(secrets);
  }
}
