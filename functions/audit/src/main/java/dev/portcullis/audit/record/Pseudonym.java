package dev.portcullis.audit.record;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Stands for one person in the log; only who holds that person's key can say whom.
 *
 * @param keyId the id of the subject's own key; once that key is destroyed, nobody can
 * @param value 40 lower-case hexadecimal digits
 */
public record Pseudonym(String keyId, String value) {
  private static final Pattern KEY_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Pattern VALUE = Pattern.compile("[0-9a-f]{40}");

  public Pseudonym {
    Objects.requireNonNull(keyId, "keyId");
    Objects.requireNonNull(value, "value");
    if (!KEY_ID.matcher(keyId).matches() || !VALUE.matcher(value).matches()) {
      throw new IllegalArgumentException("not a pseudonym");
    }
  }
}
