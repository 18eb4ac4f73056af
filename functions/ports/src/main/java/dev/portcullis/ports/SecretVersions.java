package dev.portcullis.ports;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Writes versions of secrets in stages: a staged version is readable by its name only, and at every
 * moment at most one version of a secret is the current one.
 *
 * <p>{@link SecretStore} reads what is written here. A version's name is chosen by the caller (a
 * rotation's token), 1 to 64 characters of {@code [A-Za-z0-9_-]}; names of secrets follow {@link
 * WormStore}'s rule for keys. A version's value never changes. Failures are {@link PortException}
 * as for {@link SecretStore}; after TIMEOUT the effect is unknown, and making the same call again
 * is safe for each method. Safe for concurrent use.
 */
public interface SecretVersions {

  /** The name to pass to {@link #promote} for "there is no current version yet". */
  String NONE = "";

  /**
   * What is known of a version without its value.
   *
   * @param name the version's name
   * @param current true if readers get this version
   * @param created when it was stored, by the provider's clock
   */
  record Version(String name, boolean current, Instant created) {
    public Version {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(created, "created");
    }
  }

  /** The versions that can still be read, in no particular order; empty if there is no secret. */
  List<Version> versions(String secret);

  /**
   * Stores a version without making it current; a secret that does not exist is made where the
   * provider lets a function do so, otherwise it is MISSING.
   *
   * @return true if the version now holds this value, also from an earlier call; false if it holds
   *     another value, and then nothing was changed
   */
  boolean stage(String secret, String version, SecretText value);

  /**
   * Makes a staged version the current one if the present current one is the one named. The former
   * current version stays readable by its name.
   *
   * @param expected the version that is current now, or {@link #NONE}
   * @return true if the version is current now, also from an earlier call; false if another one is,
   *     and then nothing was changed. A version that was never staged is MISSING.
   */
  boolean promote(String secret, String version, String expected);

  /**
   * Takes a version out of use: it is no longer read or listed. One that is not there is not an
   * error; the current one is INVALID. The provider may keep the bytes for its recovery period.
   */
  void destroy(String secret, String version);
}
