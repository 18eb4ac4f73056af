package dev.portcullis.local.rotation;

import dev.portcullis.rotation.Credential;
import dev.portcullis.rotation.Rotations;
import java.time.InstantSource;
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

  /** The credentials that are meant: the one that was named, or all. */
  List<Credential> meant(Optional<String> named) {
    return rotations.credentials().stream()
        .filter(credential -> named.map(credential.id()::equals).orElse(true))
        .toList();
  }
}
