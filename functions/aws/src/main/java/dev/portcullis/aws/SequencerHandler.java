package dev.portcullis.aws;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Puts the log in order, signs, publishes and seals it; see {@link Sequencing}. */
public final class SequencerHandler implements RequestStreamHandler {
  private final Invocations invocations;
  private final Live<Sequencing> live;

  /** For Lambda; ends the start if the environment cannot be used. */
  public SequencerHandler() {
    this(Surroundings.ofProcess(), new SdkServices(Surroundings.ofProcess(), "sequencer"));
  }

  SequencerHandler(Surroundings surroundings, Services services) {
    Wiring wiring = new Wiring(surroundings, services, "sequencer");
    this.invocations = new Invocations(wiring.lines());
    this.live = Live.of(surroundings.environment(), wiring::sequencer);
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
