package dev.portcullis.audit.record;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Who made a call, as the log may know it.
 *
 * <p>The names are checked when they are written: what does not look like a technical name is
 * replaced by its keyed digest.
 *
 * @param pseudonym the person or service, from {@link Pseudonyms}
 * @param type the principal's type, such as {@code User}
 * @param tenant the tenant; empty string for none
 * @param roles the roles it acted in
 * @param authenticatedBy how it was authenticated, such as {@code api-key} or an issuer's name
 * @param application the calling application
 */
public record Caller(
    Pseudonym pseudonym,
    String type,
    String tenant,
    List<String> roles,
    String authenticatedBy,
    Optional<String> application) {
  public Caller {
    Objects.requireNonNull(pseudonym, "pseudonym");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(tenant, "tenant");
    roles = List.copyOf(roles);
    Objects.requireNonNull(authenticatedBy, "authenticatedBy");
    Objects.requireNonNull(application, "application");
  }
}
