package dev.portcullis.authorization;

import java.util.Map;
import java.util.Objects;

/**
 * A caller that the platform's own gateway has already authenticated, as its event says.
 *
 * <p>Only a handler that reads the platform's event may make one (API Gateway's {@code
 * requestContext.identity} after SigV4, for example). It must never be made from a request header,
 * which a caller could have written.
 *
 * @param issuer which gateway vouches, as the mapping rules name it, for example {@code aws-iam}
 * @param subject the caller's stable name there, for example a role's ARN
 * @param claims further facts that the gateway states, for the mapping to roles
 */
public record GatewayCaller(String issuer, String subject, Map<String, String> claims) {
  public GatewayCaller {
    Objects.requireNonNull(issuer, "issuer");
    Objects.requireNonNull(subject, "subject");
    claims = Map.copyOf(claims);
  }
}
