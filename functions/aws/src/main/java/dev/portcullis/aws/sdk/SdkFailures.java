package dev.portcullis.aws.sdk;

import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.core.retry.RetryUtils;

/**
 * Turns an exception of the AWS SDK into the one failure of a port, whose message names the
 * operation, the resource and what the service called the error, and nothing that was sent.
 *
 * <p>What a service wrote into its message is dropped: a refused signature quotes the headers with
 * the session token in them, a refused parameter quotes its value. The cause is kept only where it
 * is an exception of the network, which holds at most a host name. The request's id is in the
 * message, since AWS asks for it.
 *
 * <p>A read that was answered by a failure of the service is UNAVAILABLE. The same answer to a
 * write leaves its effect unknown, and so does a lost reply to any attempt of it: TIMEOUT. A thread
 * that is interrupted while it waits between two attempts gets INTERRUPTED; one that is blocked in
 * a read of the JDK's HTTP client, which nothing interrupts, gets what the read ends with.
 */
public final class SdkFailures {
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9-]{1,64}");
  private static final Pattern REGION = Pattern.compile("[a-z]{2,4}(-[a-z]+){1,3}-[0-9]{1,2}");

  /** How the SDK tells of an attempt that was answered and refused before it had an effect. */
  private static final Pattern REFUSED =
      Pattern.compile("Status Code: (?:4[0-9][0-9]|503)\\b|Connection refused");

  private SdkFailures() {}

  /**
   * What a failed call that changes nothing means.
   *
   * @param what the operation and the resource, for example {@code "get intake/0/1"}; no secret
   * @param failure what the SDK threw; if it was an interruption, this thread's flag is set again
   */
  public static PortException read(String what, SdkException failure) {
    return meaning(failure, Code.UNAVAILABLE).of(what);
  }

  /**
   * What a failed call that changes something means: TIMEOUT unless the change cannot have
   * happened.
   *
   * @param what the operation and the resource, for example {@code "create intake/0/1"}; no secret
   * @param failure what the SDK threw; if it was an interruption, this thread's flag is set again
   */
  public static PortException write(String what, SdkException failure) {
    Meaning meaning = meaning(failure, Code.TIMEOUT);
    boolean lastIsOpen =
        meaning.code() == Code.TIMEOUT
            || (meaning.code() == Code.UNAVAILABLE
                && failure instanceof SdkServiceException answered
                && answered.statusCode() >= 500);
    boolean anEarlierIsOpen = meaning.mayPass() && !earlierAttemptsRefused(failure);
    return (lastIsOpen || anEarlierIsOpen ? meaning.open() : meaning).of(what);
  }

  /** What a service called its error; empty if it sent no such name (an answer without a body). */
  public static String errorCode(SdkServiceException failure) {
    AwsErrorDetails details = failure instanceof AwsServiceException e ? e.awsErrorDetails() : null;
    String code = details == null ? null : details.errorCode();
    return code != null && WORD.matcher(code).matches() ? code : "";
  }

  /** Whether a service says that what was asked for is in another region. */
  static boolean otherRegion(SdkException failure) {
    return failure instanceof SdkServiceException answered
        && (answered.statusCode() == 301
            || answered.statusCode() == 307
            || ErrorCodes.OTHER_REGION.contains(errorCode(answered)));
  }

  /** Why a call failed, in the words of a port. */
  private record Meaning(Code code, String said, @Nullable Throwable cause) {
    Meaning(Code code, String said) {
      this(code, said, null);
    }

    boolean mayPass() {
      return code == Code.THROTTLED || code == Code.UNAVAILABLE || code == Code.TIMEOUT;
    }

    Meaning open() {
      return new Meaning(Code.TIMEOUT, said + "; it may have happened", cause);
    }

    PortException of(String what) {
      return cause == null
          ? new PortException(code, what + ": " + said)
          : new PortException(code, what + ": " + said, cause);
    }
  }

  private static Meaning meaning(SdkException failure, Code ifLost) {
    return failure instanceof SdkServiceException answered
        ? answered(answered)
        : unanswered(failure, ifLost);
  }

  private static Meaning answered(SdkServiceException failure) {
    String code = errorCode(failure);
    int status = failure.statusCode();
    String id = failure.requestId();
    String said =
        (code.isEmpty() ? "" : code + ", ")
            + ("status " + status)
            + (id != null && REQUEST_ID.matcher(id).matches() ? ", request " + id : "");
    if (otherRegion(failure)) {
      return new Meaning(Code.INVALID, said + "; it is in another region: " + fix(failure));
    }
    boolean throttled =
        RetryUtils.isThrottlingException(failure) || failure.isThrottlingException();
    return new Meaning(throttled ? Code.THROTTLED : ErrorCodes.meaning(code, status), said);
  }

  private static String fix(SdkServiceException failure) {
    AwsErrorDetails details = failure instanceof AwsServiceException e ? e.awsErrorDetails() : null;
    Optional<String> region =
        details == null || details.sdkHttpResponse() == null
            ? Optional.empty()
            : details
                .sdkHttpResponse()
                .firstMatchingHeader("x-amz-bucket-region")
                .filter(name -> REGION.matcher(name).matches());
    return region
        .map(name -> "deploy to " + name + ", or name a resource of this region")
        .orElse("name a resource of AWS_REGION, or deploy to the resource's region");
  }

  private static Meaning unanswered(SdkException failure, Code ifLost) {
    if (failure instanceof ApiCallTimeoutException
        || failure instanceof ApiCallAttemptTimeoutException) {
      return new Meaning(Code.TIMEOUT, "no answer within the call's time");
    }
    Throwable cause = decisive(failure);
    if (cause instanceof InterruptedException
        || cause instanceof AbortedException
        || (cause instanceof InterruptedIOException
            && !(cause instanceof SocketTimeoutException))) {
      Thread.currentThread().interrupt();
      return new Meaning(Code.INTERRUPTED, "this thread was asked to stop");
    }
    if (cause instanceof SocketTimeoutException) {
      return new Meaning(Code.TIMEOUT, "no answer in time", cause);
    }
    if (cause instanceof ConnectException
        || cause instanceof UnknownHostException
        || cause instanceof NoRouteToHostException) {
      return new Meaning(Code.UNAVAILABLE, "no connection", cause);
    }
    if (cause instanceof IOException) {
      return new Meaning(ifLost, "the connection was lost", cause);
    }
    String said = failure.getMessage() == null ? "" : failure.getMessage();
    if (said.contains("Unable to load credentials")) {
      return new Meaning(Code.DENIED, "there are no credentials in the environment");
    }
    if (said.contains("checksum")) {
      return new Meaning(Code.CORRUPT, "the bytes do not match their checksum");
    }
    return new Meaning(ifLost, "no usable answer (" + failure.getClass().getSimpleName() + ")");
  }

  /** The first cause that says what happened on the wire; the failure itself if none does. */
  private static Throwable decisive(SdkException failure) {
    Throwable at = failure;
    for (int depth = 0; at != null && depth < 16; depth++, at = at.getCause()) {
      if (at instanceof InterruptedException
          || at instanceof AbortedException
          || at instanceof IOException) {
        return at;
      }
    }
    return failure;
  }

  /** True if each attempt before the last is known to have had no effect. */
  private static boolean earlierAttemptsRefused(SdkException failure) {
    Integer attempts = failure.numAttempts();
    int earlier = attempts == null ? 0 : attempts - 1;
    String last = failure.rawMessage();
    int refused = 0;
    for (Throwable one : failure.getSuppressed()) {
      String said = one.getMessage() == null ? "" : one.getMessage();
      if (REFUSED.matcher(said).find() || (last != null && said.endsWith(": " + last))) {
        refused++;
      }
    }
    return refused >= earlier;
  }
}
