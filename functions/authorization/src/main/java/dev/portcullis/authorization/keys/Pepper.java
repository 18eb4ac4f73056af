package dev.portcullis.authorization.keys;

import dev.portcullis.ports.PortException;
import dev.portcullis.ports.SecretStore;
import dev.portcullis.ports.SecretText;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Hashes key secrets with a pepper from the secret store, so that a stolen record store checks no
 * guess.
 *
 * <p>New hashes use the primary version; old ones name theirs, and work until that version is
 * retired. A plain HMAC is enough because a secret has 256 random bits; a slow hash would protect
 * guessable ones.
 */
final class Pepper {
  private final SecretStore secrets;
  private final String name;

  Pepper(SecretStore secrets, String name) {
    this.secrets = Objects.requireNonNull(secrets, "secrets");
    this.name = Objects.requireNonNull(name, "name");
  }

  /** The primary version. */
  SecretStore.Secret primary() {
    Optional<SecretStore.Secret> primary = secrets.read(name);
    if (primary.isEmpty()) {
      throw new PortException(PortException.Code.MISSING, "pepper " + name);
    }
    return primary.get();
  }

  /** A named version; empty once it is retired. */
  Optional<SecretStore.Secret> version(String version) {
    SecretStore.Secret primary = primary();
    return primary.version().equals(version) ? Optional.of(primary) : secrets.read(name, version);
  }

  /**
   * The keyed hash in hexadecimal; the id is bound in, so a hash cannot be moved to another key.
   */
  static String hash(SecretStore.Secret pepper, String id, SecretText secret) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(
          new SecretKeySpec(
              pepper.value().reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      mac.update(id.getBytes(StandardCharsets.UTF_8));
      mac.update((byte) '\n');
      return HexFormat.of()
          .formatHex(mac.doFinal(secret.reveal().getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException impossible) {
      throw new AssertionError("every Java platform has HmacSHA256", impossible);
    }
  }
}
