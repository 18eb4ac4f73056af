package dev.portcullis.aws;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Writes queued and directly sent records into the log's intake; see {@link RecordIntake}. */
public final class AuditWriterHandler implements RequestStreamHandler {
  private final Invocations invocations;
  private final Live<RecordIntake> live;

  /** For Lambda; ends the start if the environment cannot be used. */
  public AuditWriterHandler() {
    this(Surroundings.ofProcess(), new SdkServices(Surroundings.ofProcess(), "audit-writer"));
  }

  AuditWriterHandler(Surroundings surroundings, Services services) {
    Wiring wiring = new Wiring(surroundings, services, "audit-writer");
    this.invocations = new Invocations(wiring.lines());
    this.live = Live.of(surroundings.environment(), wiring::auditWriter);
  }

  @Override
  public void handleRequest(InputStream event, OutputStream answer, Context context)
      throws IOException {
    invocations.run(event, answer, context, fields -> live.get().answer(fields));
  }
}
