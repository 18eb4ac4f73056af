package dev.portcullis.aws;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.portcullis.redaction.Scanner;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Replaces personal data in what it is sent, and calls nothing; see {@link Redactions}. */
public final class RedactionHandler implements RequestStreamHandler {
  private final Invocations invocations;
  private final Live<Redactions> live;

  /** For Lambda. */
  public RedactionHandler() {
    this(Surroundings.ofProcess());
  }

  RedactionHandler(Surroundings surroundings) {
    this.invocations = new Invocations(new LogLines("redaction", surroundings.out()));
    Scanner scanner = Detectors.scanner();
    this.live =
        Live.of(
            surroundings.environment(), () -> new Redactions(scanner, surroundings.random().get()));
  }

  @Override
  public void handleRequest(InputStream event, OutputStream answer, Context context)
      throws IOException {
    invocations.run(event, answer, context, fields -> live.get().answer(fields));
  }
}
