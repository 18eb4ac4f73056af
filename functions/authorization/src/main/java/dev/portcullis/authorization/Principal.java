package dev.portcullis.authorization;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Who calls, as the credential proved it; the only form in which an identity reaches a policy.
 *
 * <p>Attribute values are those that {@link AccessRequest} allows. The attributes that the shipped
 * schema knows are listed in {@code infra/policies/portcullis.cedarschema}.
 *
 * @param type the entity type: {@code User}, {@code Workload} or {@code ApiKey}
 * @param id stable and unique within the type; it is pseudonymised before it is recorded
 * @param tenant whose data and budget this caller works with
 * @param roles the roles' names, each the id of a {@code Role} entity
 * @param attributes further facts, for example {@code clearance} or {@code mfaAt}
 * @param authenticatedBy how it was proved, for the record: {@code api-key}, an issuer's name
 */
public record Principal(
    String type,
    String id,
    String tenant,
    List<String> roles,
    Map<String, Object> attributes,
    String authenticatedBy) {
  public Principal {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(tenant, "tenant");
    roles = List.copyOf(roles);
    attributes = Map.copyOf(attributes);
    Objects.requireNonNull(authenticatedBy, "authenticatedBy");
  }
}
