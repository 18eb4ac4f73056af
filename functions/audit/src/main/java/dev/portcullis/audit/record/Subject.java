package dev.portcullis.audit.record;

import java.util.Objects;

/**
 * One person or service and the key that is theirs alone.
 *
 * <p>Content digests made here become meaningless together with the pseudonym when the subject's
 * key is destroyed: nobody can then test whether a certain text was theirs. {@link #toString()}
 * shows the pseudonym only.
 */
public final class Subject {
  private final Pseudonym pseudonym;
  private final Digests digests;

  Subject(Pseudonym pseudonym, Digests digests) {
    this.pseudonym = Objects.requireNonNull(pseudonym, "pseudonym");
    this.digests = Objects.requireNonNull(digests, "digests");
  }

  /** How the log names this subject. */
  public Pseudonym pseudonym() {
    return pseudonym;
  }

  /** Digests of this subject's content, under the subject's own key. */
  public Digests digests() {
    return digests;
  }

  @Override
  public String toString() {
    return "Subject[" + pseudonym.value() + "]";
  }
}
