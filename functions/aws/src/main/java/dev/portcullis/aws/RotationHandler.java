package dev.portcullis.aws;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Does a step of a rotation for Secrets Manager; see {@link SecretRotation}. */
public final class RotationHandler implements RequestStreamHandler {
  private final Invocations invocations;
  private final Live<SecretRotation> live;

  /** For Lambda; ends the start if the environment cannot be used. */
  public RotationHandler() {
    this(Surroundings.ofProcess(), new SdkServices(Surroundings.ofProcess(), "rotation"));
  }

  RotationHandler(Surroundings surroundings, Services services) {
    Wiring wiring = new Wiring(surroundings, services, "rotation");
    this.invocations = new Invocations(wiring.lines());
    this.live = Live.of(surroundings.environment(), wiring::secretRotation);
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
