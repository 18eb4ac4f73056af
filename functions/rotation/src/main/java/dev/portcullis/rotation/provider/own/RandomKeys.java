package dev.portcullis.rotation.provider.own;

import dev.portcullis.authorization.keys.ApiKeys;
import dev.portcullis.authorization.keys.KeySummary;
import dev.portcullis.ports.SecretText;
import dev.portcullis.rotation.provider.KeyProbe;
import dev.portcullis.rotation.provider.OwnKeyProvider;
import dev.portcullis.rotation.provider.Verdict;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.function.Predicate;

/** Keys of 256 random bits that are read from the secret store by whoever uses them. */
public final class RandomKeys implements OwnKeyProvider, KeyProbe {
  private static final int BYTES = 32;
  private static final int PAGE = 1_000;

  private final String kind;
  private final SecureRandom random;
  private final Predicate<String> needed;

  private RandomKeys(String kind, SecureRandom random, Predicate<String> needed) {
    this.kind = kind;
    this.random = random;
    this.needed = needed;
  }

  /** The pepper of API keys; a version is needed while any usable secret was hashed with it. */
  public static RandomKeys pepper(ApiKeys keys, SecureRandom random) {
    return new RandomKeys("pepper", random, version -> hashes(keys, version));
  }

  /**
   * A redaction key. How long an old one is needed is how long its tokens are kept, so the policy's
   * grace must be that long.
   */
  public static RandomKeys redaction(SecureRandom random) {
    return new RandomKeys("redaction key", random, version -> false);
  }

  private static boolean hashes(ApiKeys keys, String version) {
    String after = "";
    while (true) {
      List<KeySummary> page = keys.list(after, PAGE);
      for (KeySummary key : page) {
        boolean usable = key.state().equals("active");
        if (usable
            && key.secrets().stream()
                .anyMatch(secret -> secret.live() && secret.pepper().equals(version))) {
          return true;
        }
      }
      if (page.size() < PAGE) {
        return false;
      }
      after = page.get(page.size() - 1).id();
    }
  }

  @Override
  public SecretText generate() {
    byte[] key = new byte[BYTES];
    random.nextBytes(key);
    return SecretText.of(kind, Base64.getUrlEncoder().withoutPadding().encodeToString(key));
  }

  @Override
  public void announce(String version, SecretText value) {
    // Whoever uses it reads it by its version; nobody else has to know it.
  }

  @Override
  public boolean stillNeeded(String version) {
    return needed.test(version);
  }

  @Override
  public Verdict probe(SecretText value) {
    try {
      boolean whole = Base64.getUrlDecoder().decode(value.reveal()).length >= BYTES;
      return whole ? Verdict.ACCEPTED : Verdict.REFUSED;
    } catch (IllegalArgumentException notBase64) {
      return Verdict.REFUSED;
    }
  }
}
