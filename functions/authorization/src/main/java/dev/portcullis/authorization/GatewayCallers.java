package dev.portcullis.authorization;

/** Tells who a caller is that the platform's gateway authenticated. */
@FunctionalInterface
public interface GatewayCallers {

  /** The principal, or CALLER_NOT_MAPPED if no rule knows the caller. */
  Authentication authenticate(GatewayCaller caller);

  /** Knows nobody. */
  static GatewayCallers none() {
    // A class and no lambda, because a function's cold start pays twice for a lambda.
    return new GatewayCallers() {
      @Override
      public Authentication authenticate(GatewayCaller caller) {
        return Authentication.Rejected.of(RejectionCode.CALLER_NOT_MAPPED);
      }
    };
  }
}
