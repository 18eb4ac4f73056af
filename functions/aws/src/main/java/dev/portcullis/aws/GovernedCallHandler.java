package dev.portcullis.aws;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.portcullis.authorization.PolicyDecider;
import dev.portcullis.aws.event.Fields;
import dev.portcullis.aws.event.ProxyEvent;
import dev.portcullis.inference.GovernedCall;
import dev.portcullis.inference.Inbound;
import dev.portcullis.redaction.Scanner;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/** Answers a request of the API, governed; what it answers goes back in one piece. */
public final class GovernedCallHandler implements RequestStreamHandler {
  /** What recording an outcome may take; the model's call ends before it. */
  static final long RECORDING_MILLIS = 5_000;

  private final Invocations invocations;
  private final InstantSource clock;
  private final AtomicLong deadline = new AtomicLong();
  private final Live<GovernedCall> live;

  /** For Lambda; ends the start if the environment cannot be used. */
  public GovernedCallHandler() {
    this(Surroundings.ofProcess(), new SdkServices(Surroundings.ofProcess(), "governed-call"));
  }

  GovernedCallHandler(Surroundings surroundings, Services services) {
    this(
        surroundings,
        services,
        new PolicyPackage(surroundings.environment()).decider(),
        Detectors.scanner());
  }

  GovernedCallHandler(
      Surroundings surroundings, Services services, PolicyDecider policies, Scanner scanner) {
    Wiring wiring = new Wiring(surroundings, services, "governed-call");
    this.invocations = new Invocations(wiring.lines());
    this.clock = surroundings.clock();
    this.live =
        Live.of(
            surroundings.environment(),
            () -> wiring.governedCall(policies, scanner, () -> deadline.get() - clock.millis()));
  }

  @Override
  public void handleRequest(InputStream event, OutputStream answer, Context context)
      throws IOException {
    deadline.set(clock.millis() + context.getRemainingTimeInMillis() - RECORDING_MILLIS);
    invocations.run(event, answer, context, this::answer);
  }

  private byte[] answer(Fields fields) {
    ProxyEvent event = ProxyEvent.read(fields);
    CollectedAnswer answer = new CollectedAnswer();
    byte[] body = event.body();
    live.get()
        .handle(
            new Inbound(
                event.head(),
                event.query(),
                most -> body.length > most ? Arrays.copyOf(body, most) : body),
            answer);
    return answer.encode();
  }
}
