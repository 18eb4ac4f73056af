package dev.portcullis.aws.sdk;

import dev.portcullis.ports.PortException.Code;
import java.util.Map;
import java.util.Set;

/**
 * What the error codes of AWS services mean to a port; a code that is not listed is judged by its
 * HTTP status.
 *
 * <p>Source: the error lists of the S3, DynamoDB, KMS, Secrets Manager, SQS, EventBridge and Lambda
 * API references, and "Common Errors" of each.
 */
final class ErrorCodes {
  /** The resource is in another region than the one this function talks to. */
  static final Set<String> OTHER_REGION =
      Set.of(
          "PermanentRedirect",
          "TemporaryRedirect",
          "Redirect",
          "AuthorizationHeaderMalformed",
          "IllegalLocationConstraintException");

  private static final Map<String, Code> CODES =
      Map.ofEntries(
          // Who asks is unknown, no longer known or not allowed.
          Map.entry("AccessDenied", Code.DENIED),
          Map.entry("AccessDeniedException", Code.DENIED),
          Map.entry("AllAccessDisabled", Code.DENIED),
          Map.entry("AuthFailure", Code.DENIED),
          Map.entry("DisabledException", Code.DENIED),
          Map.entry("ExpiredToken", Code.DENIED),
          Map.entry("ExpiredTokenException", Code.DENIED),
          Map.entry("IncompleteSignature", Code.DENIED),
          Map.entry("IncompleteSignatureException", Code.DENIED),
          Map.entry("InvalidAccessKeyId", Code.DENIED),
          Map.entry("InvalidClientTokenId", Code.DENIED),
          Map.entry("InvalidSignatureException", Code.DENIED),
          Map.entry("InvalidToken", Code.DENIED),
          Map.entry("MissingAuthenticationToken", Code.DENIED),
          Map.entry("MissingAuthenticationTokenException", Code.DENIED),
          Map.entry("NotAuthorized", Code.DENIED),
          Map.entry("OptInRequired", Code.DENIED),
          Map.entry("RequestExpired", Code.DENIED),
          Map.entry("RequestTimeTooSkewed", Code.DENIED),
          Map.entry("SignatureDoesNotMatch", Code.DENIED),
          Map.entry("TokenRefreshRequired", Code.DENIED),
          Map.entry("UnrecognizedClientException", Code.DENIED),
          // What the configuration names is not there.
          Map.entry("AWS.SimpleQueueService.NonExistentQueue", Code.MISSING),
          Map.entry("NoSuchBucket", Code.MISSING),
          Map.entry("NoSuchKey", Code.MISSING),
          Map.entry("NoSuchVersion", Code.MISSING),
          Map.entry("NotFoundException", Code.MISSING),
          Map.entry("QueueDoesNotExist", Code.MISSING),
          Map.entry("ResourceNotFoundException", Code.MISSING),
          // The service cannot do it at all.
          Map.entry("NotImplemented", Code.UNSUPPORTED),
          Map.entry("UnsupportedOperationException", Code.UNSUPPORTED),
          // Too many requests, under names that the SDK does not count as such.
          Map.entry("LimitExceededException", Code.THROTTLED),
          Map.entry("ServiceQuotaExceededException", Code.THROTTLED),
          // Somebody else is at it, or the bytes were damaged on the way: nothing was changed.
          Map.entry("BadDigest", Code.UNAVAILABLE),
          Map.entry("ConditionalRequestConflict", Code.UNAVAILABLE),
          Map.entry("OperationAborted", Code.UNAVAILABLE),
          Map.entry("ResourceConflictException", Code.UNAVAILABLE),
          Map.entry("ResourceInUseException", Code.UNAVAILABLE),
          Map.entry("TransactionConflictException", Code.UNAVAILABLE),
          Map.entry("XAmzContentSHA256Mismatch", Code.UNAVAILABLE),
          // The service gave up waiting for us, or for what it called.
          Map.entry("RequestTimeout", Code.TIMEOUT),
          Map.entry("RequestTimeoutException", Code.TIMEOUT));

  private ErrorCodes() {}

  static Code meaning(String code, int status) {
    Code known = CODES.get(code);
    if (known != null) {
      return known;
    }
    return switch (status) {
      case 401, 403 -> Code.DENIED;
      case 404, 410 -> Code.MISSING;
      case 408 -> Code.TIMEOUT;
      case 429 -> Code.THROTTLED;
      case 501 -> Code.UNSUPPORTED;
      default -> status >= 500 ? Code.UNAVAILABLE : Code.INVALID;
    };
  }
}
