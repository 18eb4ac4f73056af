package dev.portcullis.aws;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Cosigns what only grew; see {@link WitnessRequests}. */
public final class WitnessHandler implements RequestStreamHandler {
  private final Invocations invocations;
  private final Live<WitnessRequests> live;

  /** For Lambda; ends the start if the environment cannot be used. */
  public WitnessHandler() {
    this(Surroundings.ofProcess(), new SdkServices(Surroundings.ofProcess(), "witness"));
  }

  WitnessHandler(Surroundings surroundings, Services services) {
    Wiring wiring = new Wiring(surroundings, services, "witness");
    this.invocations = new Invocations(wiring.lines());
    this.live = Live.of(surroundings.environment(), wiring::witness);
  }

  @Override
  public void handleRequest(InputStream event, OutputStream answer, Context context)
      throws IOException {
    invocations.run(event, answer, context, fields -> live.get().answer(fields));
  }
}
