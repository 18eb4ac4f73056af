package dev.portcullis.authorization;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * The limits that a credential carries itself, checked in code: a policy that was edited or lost
 * can never widen a key that was made for one model.
 */
final class CredentialScope {
  private CredentialScope() {}

  /** False if the credential names its models or purposes and this request is outside them. */
  static boolean covers(AccessRequest request) {
    Object models = request.principal().attributes().get("models");
    Object purposes = request.principal().attributes().get("purposes");
    boolean model = !request.resourceType().equals("Model") || in(models, request.resourceId());
    Object purpose = request.context().get("purpose");
    return model && (purpose == null || in(purposes, purpose));
  }

  private static boolean in(@Nullable Object scope, Object value) {
    return scope == null || (scope instanceof Collection<?> names && names.contains(value));
  }
}
