package dev.portcullis.authorization;

import java.util.Map;
import java.util.Objects;

/**
 * One question to the policies: may this principal do this action on this resource, here and now.
 *
 * <p>Attribute and context values are: {@link String}, {@link Boolean}, {@link Long} or {@link
 * Integer}, {@link java.time.Instant} (a datetime), {@link java.time.Duration}, {@link IpAddress},
 * {@link java.math.BigDecimal} with at most four decimals, any {@link java.util.Collection} of
 * those (a set), and a {@link Map} with string keys (a record). Any other value denies the request
 * with {@link DecisionReason#INVALID_REQUEST}. Leave out what is not known: never send a null or a
 * made-up default.
 *
 * @param principal who asks
 * @param action the action's id; the schema knows {@code route}, {@code invoke}, {@code send},
 *     {@code view_model}, {@code read_audit}
 * @param resourceType the resource's entity type, for example {@code Model}
 * @param resourceId the resource's id, for example the model's name
 * @param resourceAttributes facts about the resource that the caller of this class knows; they are
 *     added to those of the catalogue beside the policies and win over them
 * @param context facts about this request
 */
public record AccessRequest(
    Principal principal,
    String action,
    String resourceType,
    String resourceId,
    Map<String, Object> resourceAttributes,
    Map<String, Object> context) {
  public AccessRequest {
    Objects.requireNonNull(principal, "principal");
    Objects.requireNonNull(action, "action");
    Objects.requireNonNull(resourceType, "resourceType");
    Objects.requireNonNull(resourceId, "resourceId");
    resourceAttributes = Map.copyOf(resourceAttributes);
    context = Map.copyOf(context);
  }
}
