package dev.portcullis.aws;

import dev.portcullis.ports.PortException;
import dev.portcullis.ports.SecretStore;
import dev.portcullis.ports.SecretText;
import dev.portcullis.ports.SecretVersions;
import dev.portcullis.ports.SecretVersions.Version;
import dev.portcullis.rotation.Credential;
import dev.portcullis.rotation.HandedKey;
import dev.portcullis.rotation.Rotations;
import dev.portcullis.rotation.StepOutcome;
import dev.portcullis.rotation.StepOutcome.Refused;
import dev.portcullis.rotation.journal.Active;
import dev.portcullis.rotation.journal.JournalEntry;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;

/**
 * Takes the key that a person was asked for out of a version of the credential's own secret, so
 * that it is in no event: whoever made it puts it there under a staging label of ours, {@value
 * #LABEL}, and names the version.
 *
 * <p>It is taken only from a version that was put there after the person was asked, and that
 * readers do not get: an older one may hold a key that is about to be stopped. What is taken
 * becomes the rotation's own version, and the one it came in loses its label. Asked again after a
 * lost answer, it goes on.
 */
final class HandedVersion {
  /** The label that an operator uses; moving it to a later version drops the one before. */
  static final String LABEL = "PORTCULLIS_HANDED_OVER";

  private final Rotations rotations;
  private final SecretStore secrets;
  private final SecretVersions versions;
  private final LogLines lines;

  HandedVersion(Rotations rotations, SecretStore secrets, SecretVersions versions, LogLines lines) {
    this.rotations = Objects.requireNonNull(rotations, "rotations");
    this.secrets = Objects.requireNonNull(secrets, "secrets");
    this.versions = Objects.requireNonNull(versions, "versions");
    this.lines = Objects.requireNonNull(lines, "lines");
  }

  /** Takes it and goes on with the rotation. */
  StepOutcome take(Credential credential, String version) {
    String secret = credential.secret();
    Optional<Version> found =
        versions.versions(secret).stream().filter(one -> one.name().equals(version)).findFirst();
    if (found.isEmpty()) {
      return new Refused(
          "The secret has no such version, or the key in it was taken; put the key there with the"
              + " staging label "
              + LABEL
              + " and name the VersionId that is answered.");
    } else if (found.get().current()) {
      return new Refused(
          "Readers get this version already; put the key there with the staging label "
              + LABEL
              + " and no other.");
    }
    Optional<SecretText> key =
        secrets.read(secret, version).flatMap(held -> HandedKey.of(held.value().reveal()));
    return key.isEmpty()
        ? new Refused("This version holds no key: one word of visible ASCII characters.")
        : take(credential, found.get(), key.get());
  }

  private StepOutcome take(Credential credential, Version version, SecretText key) {
    String id = credential.id();
    StepOutcome outcome;
    if (taken(credential, version, key)) {
      outcome = rotations.goOn(id);
    } else if (olderThanTheQuestion(id, version)) {
      outcome =
          new Refused("This version is older than the question for a key; put a new key there.");
    } else {
      outcome = rotations.handOver(id, key);
    }
    // If we crash before this, or it is not done yet, the version has its label, by which the same
    // again goes on and drops it.
    if (outcome instanceof StepOutcome.Done && taken(credential, version, key)) {
      drop(credential, version);
    }
    return outcome;
  }

  private boolean olderThanTheQuestion(String id, Version version) {
    return rotations
        .status(id)
        .active()
        .map(active -> active.startedAt().truncatedTo(ChronoUnit.SECONDS))
        .filter(version.created()::isBefore)
        .isPresent();
  }

  /** Whether the key is stored as the version of the rotation that is under way or was last. */
  private boolean taken(Credential credential, Version version, SecretText key) {
    JournalEntry entry = rotations.status(credential.id());
    return entry
        .active()
        .map(Active::token)
        .or(() -> entry.current().map(JournalEntry.Held::token))
        .filter(token -> !token.equals(version.name()))
        .flatMap(token -> secrets.read(credential.secret(), token))
        .filter(held -> held.value().equals(key))
        .isPresent();
  }

  private void drop(Credential credential, Version version) {
    try {
      versions.destroy(credential.secret(), version.name());
    } catch (PortException stays) {
      // The key is taken, so the task is done; a copy of it stays until the label moves on.
      lines.raise("a handed-over key was taken and its version stays", version.name());
    }
  }
}
