package dev.portcullis.authorization;

import org.jspecify.annotations.Nullable;

/**
 * The digest of a policy set, which names it in records; made when it is first asked for, because
 * most starts of a function never ask and it costs each a tenth of its time.
 */
final class PolicyVersion {
  private final String canonical;

  /** Two threads at once compute the same. */
  private @Nullable String digest;

  /**
   * The version of a set.
   *
   * @param canonical all of its files in one form; empty for no set
   */
  PolicyVersion(String canonical) {
    this.canonical = canonical;
  }

  /** {@code sha256:} and the digest; empty for no set. */
  String text() {
    String known = digest;
    if (known == null) {
      known = canonical.isEmpty() ? "" : "sha256:" + InputDigest.sha256(canonical);
      digest = known;
    }
    return known;
  }
}
