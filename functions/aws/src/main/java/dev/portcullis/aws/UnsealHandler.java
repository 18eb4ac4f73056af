package dev.portcullis.aws;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Shows a record that was too long for the log; see {@link Unsealing}. */
public final class UnsealHandler implements RequestStreamHandler {
  private final Invocations invocations;
  private final Live<Unsealing> live;

  /** For Lambda; ends the start if the environment cannot be used. */
  public UnsealHandler() {
    this(Surroundings.ofProcess(), new SdkServices(Surroundings.ofProcess(), "unseal"));
  }

  UnsealHandler(Surroundings surroundings, Services services) {
    Wiring wiring = new Wiring(surroundings, services, "unseal");
    this.invocations = new Invocations(wiring.lines());
    this.live = Live.of(surroundings.environment(), wiring::unsealing);
  }

  @Override
  public void handleRequest(InputStream event, OutputStream answer, Context context)
      throws IOException {
    invocations.run(
        event, answer, context, fields -> live.get().answer(fields, context.getAwsRequestId()));
  }
}
