package dev.portcullis.aws;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.portcullis.redaction.Scanner;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Replaces personal data in what it is sent; see {@link Redactions}. */
public final class RedactionHandler implements RequestStreamHandler {
  private final Invocations invocations;
  private final Live<Redactions> live;

  /** For Lambda; ends the start if the environment cannot be used. */
  public RedactionHandler() {
    this(Surroundings.ofProcess(), new SdkServices(Surroundings.ofProcess()));
  }

  RedactionHandler(Surroundings surroundings, Services services) {
    Wiring wiring = new Wiring(surroundings, services, "redaction");
    this.invocations = new Invocations(wiring.lines());
    Scanner scanner = Detectors.scanner();
    this.live = Live.of(surroundings.environment(), () -> wiring.redactions(scanner));
  }

  @Override
  public void handleRequest(InputStream event, OutputStream answer, Context context)
      throws IOException {
    invocations.run(event, answer, context, fields -> live.get().answer(fields));
  }
}
