package dev.portcullis.aws;

import com.amazonaws.services.lambda.runtime.Context;
import dev.portcullis.aws.event.Fields;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The edge of every function: one strictly read event in, one answer out; a failure becomes one
 * line and an error that repeats nothing of the event.
 */
final class Invocations {
  private final LogLines lines;

  Invocations(LogLines lines) {
    this.lines = lines;
  }

  /** What a function does with an event. */
  @FunctionalInterface
  interface Step {
    /** The answer's bytes. */
    byte[] answer(Fields event);
  }

  /**
   * Runs one invocation.
   *
   * @throws FailedInvocation if it failed; Lambda then reports an error, and whoever sent the event
   *     decides whether it is sent again
   * @throws IOException if Lambda's own streams fail
   */
  void run(InputStream event, OutputStream answer, Context context, Step step) throws IOException {
    byte[] bytes;
    try {
      bytes = step.answer(Fields.read(event));
    } catch (RuntimeException | StackOverflowError failed) {
      lines.failed(context.getAwsRequestId(), failed);
      throw failed instanceof FailedInvocation told
          ? told
          : new FailedInvocation(LogLines.reason(failed));
    }
    answer.write(bytes);
  }
}
