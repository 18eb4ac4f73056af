package dev.portcullis.limits;

import java.util.Objects;
import java.util.Optional;

/**
 * Whose budgets a call draws on: its key's (if it used one), its principal's and its tenant's.
 *
 * @param key the API key's public id; it survives rotation, and so does the budget
 * @param principal the principal's type and id, for example {@code User/ann}
 * @param tenant the tenant
 */
public record Caller(Optional<String> key, String principal, String tenant) {
  public Caller {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(principal, "principal");
    Objects.requireNonNull(tenant, "tenant");
  }
}
