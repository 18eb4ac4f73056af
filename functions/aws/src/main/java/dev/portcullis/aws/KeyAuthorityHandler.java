package dev.portcullis.aws;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Manages API keys; see {@link KeyRequests}. */
public final class KeyAuthorityHandler implements RequestStreamHandler {
  private final Invocations invocations;
  private final Live<KeyRequests> live;

  /** For Lambda; ends the start if the environment cannot be used. */
  public KeyAuthorityHandler() {
    this(Surroundings.ofProcess(), new SdkServices(Surroundings.ofProcess(), "key-authority"));
  }

  KeyAuthorityHandler(Surroundings surroundings, Services services) {
    Wiring wiring = new Wiring(surroundings, services, "key-authority");
    this.invocations = new Invocations(wiring.lines());
    this.live = Live.of(surroundings.environment(), wiring::keyAuthority);
  }

  @Override
  public void handleRequest(InputStream event, OutputStream answer, Context context)
      throws IOException {
    invocations.run(event, answer, context, fields -> live.get().answer(fields));
  }
}
