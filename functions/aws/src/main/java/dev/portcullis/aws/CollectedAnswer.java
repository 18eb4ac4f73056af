package dev.portcullis.aws;

import dev.portcullis.aws.event.ProxyAnswer;
import dev.portcullis.inference.Outbound;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps the one answer of a call for Lambda, which takes it whole: nothing streams here. */
final class CollectedAnswer implements Outbound {
  private static final ProxyAnswer TOO_LONG =
      error(502, "answer_too_large", "The answer is longer than this gateway can give back.");
  private static final ProxyAnswer NONE =
      error(500, "internal_error", "The gateway failed; nothing was let through.");

  private @Nullable ProxyAnswer answer;

  @Override
  public boolean streams() {
    return false;
  }

  @Override
  public void send(int status, Map<String, String> headers, byte[] body) {
    answer = new ProxyAnswer(status, headers, body);
  }

  @Override
  public OutputStream open(int status, Map<String, String> headers) {
    throw new IllegalStateException("this platform does not stream");
  }

  /** The answer as API Gateway takes it; an error of ours if it is too long or there is none. */
  byte[] encode() {
    ProxyAnswer whole = answer;
    return (whole == null ? NONE : whole).encode(TOO_LONG);
  }

  private static ProxyAnswer error(int status, String code, String message) {
    String body =
        "{\"error\":{\"message\":\""
            + message
            + "\",\"type\":\"api_error\",\"param\":null,\"code\":\""
            + code
            + "\"}}";
    return new ProxyAnswer(
        status,
        Map.of("content-type", "application/json", "cache-control", "no-store"),
        body.getBytes(StandardCharsets.UTF_8));
  }
}
