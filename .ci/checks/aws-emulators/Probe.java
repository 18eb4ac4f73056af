import com.amazonaws.services.lambda.crac.Core;
import com.amazonaws.services.lambda.crac.Resource;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Does what the payload says, so that the emulators' Lambda can be seen to do its part. */
public final class Probe implements RequestStreamHandler, Resource {
  private final String instance = UUID.randomUUID().toString();
  private String snapshot = "";
  private int calls;

  public Probe() {
    if (System.getenv("BROKEN") != null) {
      throw new IllegalStateException("broken by its environment");
    }
    Core.getGlobalContext().register(this);
  }

  @Override
  public void beforeCheckpoint(com.amazonaws.services.lambda.crac.Context<? extends Resource> context) {
    snapshot += "taken,";
  }

  @Override
  public void afterRestore(com.amazonaws.services.lambda.crac.Context<? extends Resource> context) {
    snapshot += "restored";
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    String what = new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\"", "");
    calls++;
    System.out.println("probe was told " + what);
    switch (what) {
      case "sleep" -> sleep();
      case "throw" -> throw new IllegalArgumentException("told to");
      case "exit" -> Runtime.getRuntime().halt(7);
      default -> {}
    }
    out.write(
        String.format(
                "{\"instance\":\"%s\",\"calls\":%d,\"snapshot\":\"%s\",\"arn\":\"%s\",\"remaining\":%d,\"heap\":%d}",
                instance,
                calls,
                snapshot,
                context.getInvokedFunctionArn(),
                context.getRemainingTimeInMillis(),
                Runtime.getRuntime().maxMemory() >> 20)
            .getBytes(StandardCharsets.UTF_8));
  }

  private static void sleep() {
    try {
      Thread.sleep(60_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
