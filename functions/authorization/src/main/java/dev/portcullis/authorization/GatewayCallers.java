package dev.portcullis.authorization;

/** Tells who a caller is that the platform's gateway authenticated. */
@FunctionalInterface
public interface GatewayCallers {

  /** The principal, or CALLER_NOT_MAPPED if no rule knows the caller. */
  Authentication authenticate(GatewayCaller caller);

  /** Knows nobody. */
  static GatewayCallers none() {
    return caller -> Authentication.Rejected.of(RejectionCode.CALLER_NOT_MAPPED);
  }
}
