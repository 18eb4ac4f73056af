package dev.portcullis.rotation;

import dev.portcullis.rotation.provider.CredentialProvider;
import dev.portcullis.rotation.provider.KeyProbe;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A credential that is rotated: where its value is kept, who issues it, and how it is told that a
 * value works.
 *
 * @param deployment the deployment's name; keeps apart the keys of two deployments that share an
 *     account at a provider; like {@code id}, 1 to 40 characters of {@code [A-Za-z0-9._-]}
 * @param id the credential's name in commands, records and the journal
 * @param secret the name of the secret in the secret store
 * @param provider who issues it
 * @param probe tells whether a value works
 * @param policy its spans of time
 */
public record Credential(
    String deployment,
    String id,
    String secret,
    CredentialProvider provider,
    KeyProbe probe,
    RotationPolicy policy) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,40}");

  public Credential {
    if (!NAME.matcher(deployment).matches() || !NAME.matcher(id).matches()) {
      throw new IllegalArgumentException("a name is 1 to 40 characters of A-Za-z0-9._-");
    }
    Objects.requireNonNull(secret, "secret");
    Objects.requireNonNull(provider, "provider");
    Objects.requireNonNull(probe, "probe");
    Objects.requireNonNull(policy, "policy");
  }

  /** How it is replaced. */
  public Strategy strategy() {
    return Strategy.of(provider);
  }

  /** What every key of this credential is called by at its provider, in front of the token. */
  String labels() {
    return "portcullis/" + deployment + "/" + id + "/";
  }

  /** What the key of one rotation is called at its provider. */
  public String label(String token) {
    return labels() + token;
  }
}
