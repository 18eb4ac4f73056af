package dev.portcullis.aws;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Retires and gives up what no step of a rotation can, and does what operators ask for; see {@link
 * ReconcilerTasks}.
 */
public final class ReconcilerHandler implements RequestStreamHandler {
  private final Invocations invocations;
  private final Live<ReconcilerTasks> live;

  /** For Lambda; ends the start if the environment cannot be used. */
  public ReconcilerHandler() {
    this(Surroundings.ofProcess(), new SdkServices(Surroundings.ofProcess(), "reconciler"));
  }

  ReconcilerHandler(Surroundings surroundings, Services services) {
    Wiring wiring = new Wiring(surroundings, services, "reconciler");
    this.invocations = new Invocations(wiring.lines());
    this.live = Live.of(surroundings.environment(), wiring::reconcilerTasks);
  }

  @Override
  public void handleRequest(InputStream event, OutputStream answer, Context context)
      throws IOException {
    invocations.run(
        event,
        answer,
        context,
        fields ->
            live.get()
                .answer(fields, context.getAwsRequestId(), context::getRemainingTimeInMillis));
  }
}
