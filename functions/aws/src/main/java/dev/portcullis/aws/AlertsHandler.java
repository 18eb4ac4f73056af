package dev.portcullis.aws;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Tells people what in the log needs them, every minute; see {@link AlertRound}. */
public final class AlertsHandler implements RequestStreamHandler {
  private final Invocations invocations;
  private final Live<AlertRound> live;

  /** For Lambda; ends the start if the environment cannot be used. */
  public AlertsHandler() {
    this(Surroundings.ofProcess(), new SdkServices(Surroundings.ofProcess(), "alerts"));
  }

  AlertsHandler(Surroundings surroundings, Services services) {
    Wiring wiring = new Wiring(surroundings, services, "alerts");
    this.invocations = new Invocations(wiring.lines());
    this.live = Live.of(surroundings.environment(), wiring::alerts);
  }

  @Override
  public void handleRequest(InputStream event, OutputStream answer, Context context)
      throws IOException {
    invocations.run(
        event,
        answer,
        context,
        fields -> live.get().answer(fields, context::getRemainingTimeInMillis));
  }
}
