package dev.portcullis.rotation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Something asks for a rotation, or for one step of it. The same cause always gives the same token,
 * so an event that is delivered twice asks for one rotation.
 *
 * <p>AWS Secrets Manager calls a function four times with a ClientRequestToken and a step ({@link
 * #step}). Azure's SecretNearExpiry names the version that ends, Google's SECRET_ROTATE the time
 * that was due, a scheduler the same: they ask for the whole rotation ({@link #whole}).
 *
 * @param credential the credential's id
 * @param token names the rotation; 1 to 64 characters of {@code [A-Za-z0-9_-]}
 * @param step the one step to do; empty for all that are left
 * @param emergency true if the old key must stop with this rotation: no grace
 */
public record Trigger(String credential, String token, Optional<Step> step, boolean emergency) {
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  /** The steps, in their order. */
  public enum Step {
    /** A new key exists and its value is stored, not yet current. */
    CREATE,
    /** Whoever must know the key before it is used knows it. */
    SET,
    /** The provider takes it. */
    TEST,
    /** Readers get it. */
    FINISH
  }

  public Trigger {
    Objects.requireNonNull(credential, "credential");
    Objects.requireNonNull(step, "step");
    if (!TOKEN.matcher(token).matches()) {
      throw new IllegalArgumentException("a token is 1 to 64 characters of A-Za-z0-9_-");
    }
  }

  /** One step of the rotation that a token names. */
  public static Trigger step(String credential, String token, Step step) {
    return new Trigger(credential, token, Optional.of(step), false);
  }

  /**
   * The whole rotation.
   *
   * @param cause what asks for it; equal for every delivery of one event and no secret, for example
   *     the name of the version that nears its end or the time that was due
   */
  public static Trigger whole(String credential, String cause) {
    return new Trigger(credential, token(credential, cause), Optional.empty(), false);
  }

  /** The same with no grace for the old key. */
  public Trigger asEmergency() {
    return new Trigger(credential, token, step, true);
  }

  private static String token(String credential, String cause) {
    try {
      byte[] text =
          (credential.length() + ":" + credential + cause).getBytes(StandardCharsets.UTF_8);
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text);
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every Java platform has SHA-256", impossible);
    }
  }
}
