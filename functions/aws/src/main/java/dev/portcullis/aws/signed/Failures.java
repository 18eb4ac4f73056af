package dev.portcullis.aws.signed;

import dev.portcullis.aws.signed.JsonService.ServiceError;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import java.util.Set;

/** What the services' errors are here. */
final class Failures {
  private static final Set<String> EXPIRED =
      Set.of("ExpiredTokenException", "ExpiredToken", "UnrecognizedClientException");
  private static final Set<String> DENIED =
      Set.of(
          "AccessDeniedException",
          "AccessDenied",
          "IncompleteSignatureException",
          "InvalidClientTokenId",
          "InvalidSignatureException",
          "MissingAuthenticationTokenException",
          "NotAuthorized",
          "OptInRequired",
          "SignatureDoesNotMatch",
          "KMSAccessDeniedException");
  private static final Set<String> THROTTLED =
      Set.of(
          "LimitExceededException",
          "ProvisionedThroughputExceededException",
          "RequestLimitExceeded",
          "RequestThrottled",
          "Throttling",
          "ThrottlingException",
          "TooManyRequestsException");

  private Failures() {}

  /** True if other credentials may be accepted. */
  static boolean expired(String name) {
    return EXPIRED.contains(name);
  }

  /** The failure to throw; a service's own error if no code stands for it. */
  static PortException of(int status, String name, String what) throws ServiceError {
    String message = what + ": " + status + " " + name;
    if (DENIED.contains(name) || EXPIRED.contains(name)) {
      return new PortException(Code.DENIED, message);
    } else if (THROTTLED.contains(name) || status == 429) {
      return new PortException(Code.THROTTLED, message);
    } else if (status >= 500) {
      return new PortException(Code.UNAVAILABLE, message);
    } else if (name.isEmpty()) {
      return new PortException(status == 403 ? Code.DENIED : Code.INVALID, message);
    }
    throw new ServiceError(name);
  }
}
