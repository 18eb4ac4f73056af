package dev.portcullis.aws.sdk;

import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import java.util.Set;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/**
 * Tells of every call that failed after its last attempt, whatever its caller makes of it: the
 * service, the operation and the kind of failure. An answer that a caller may expect (a condition
 * that does not hold, a thing that is not there) is none.
 */
final class FailedCalls implements ExecutionInterceptor {
  private static final Set<Code> FAILURES =
      Set.of(
          Code.CORRUPT,
          Code.DENIED,
          Code.INTERRUPTED,
          Code.THROTTLED,
          Code.TIMEOUT,
          Code.UNAVAILABLE,
          Code.UNSUPPORTED);

  private final Consumer<PortException> told;

  FailedCalls(Consumer<PortException> told) {
    this.told = told;
  }

  @Override
  public void onExecutionFailure(Context.FailedExecution failed, ExecutionAttributes call) {
    if (failed.exception() instanceof SdkException failure) {
      String what =
          call.getAttribute(SdkExecutionAttribute.SERVICE_NAME)
              + " "
              + call.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
      PortException meaning = SdkFailures.read(what, failure);
      if (FAILURES.contains(meaning.code()) || SdkFailures.otherRegion(failure)) {
        told.accept(meaning);
      }
    }
  }
}
