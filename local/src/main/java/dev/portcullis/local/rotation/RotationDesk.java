package dev.portcullis.local.rotation;

import dev.portcullis.rotation.Credential;
import dev.portcullis.rotation.Rotations;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What the rotate commands work on.
 *
 * @param rotations the credentials and their state
 * @param clock the time
 */
public record RotationDesk(Rotations rotations, InstantSource clock) {
  public RotationDesk {
    Objects.requireNonNull(rotations, "rotations");
    Objects.requireNonNull(clock, "clock");
  }

  /** The shortest span for which a secret's value may be used after its replacement, if rotated. */
  public Optional<Duration> cacheAge(String secret) {
    return rotations.credentials().stream()
        .filter(credential -> credential.secret().equals(secret))
        .map(credential -> credential.policy().cacheAge())
        .min(Comparator.naturalOrder());
  }

  /** The ids of the credentials, in the order they were configured. */
  public List<String> ids() {
    return rotations.credentials().stream().map(Credential::id).toList();
  }

  /** The credentials that are meant: the one that was named, or all. */
  List<Credential> meant(Optional<String> named) {
    return rotations.credentials().stream()
        .filter(credential -> named.map(credential.id()::equals).orElse(true))
        .toList();
  }
}
