package dev.portcullis.aws.event;

import dev.portcullis.authorization.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * An answer as API Gateway's Lambda proxy integration expects it, payload format 1.0; any other
 * member would make it a 502.
 *
 * @param status the HTTP status
 * @param headers names in lower case, one value each
 * @param body UTF-8 text; not to be changed
 */
public record ProxyAnswer(int status, Map<String, String> headers, byte[] body) {
  /** What Lambda takes back from a synchronous call: 6 MB, less a little for what it counts. */
  public static final int MOST_BYTES = 6_200_000;

  public ProxyAnswer {
    headers = Map.copyOf(headers);
    Objects.requireNonNull(body, "body");
  }

  /** The answer's bytes, or those of {@code tooLong} if they pass {@link #MOST_BYTES}. */
  public byte[] encode(ProxyAnswer tooLong) {
    byte[] whole = body.length > MOST_BYTES ? new byte[0] : encode();
    return whole.length == 0 || whole.length > MOST_BYTES ? tooLong.encode() : whole;
  }

  private byte[] encode() {
    Map<String, Object> values = new LinkedHashMap<>();
    headers.keySet().stream()
        .sorted()
        .forEach(name -> values.put(name, List.of(headers.get(name))));
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("statusCode", status);
    answer.put("multiValueHeaders", values);
    answer.put("body", new String(body, StandardCharsets.UTF_8));
    answer.put("isBase64Encoded", false);
    return StrictJson.write(answer).getBytes(StandardCharsets.UTF_8);
  }

  /** Shows no body. */
  @Override
  public String toString() {
    return "ProxyAnswer[" + status + ", " + body.length + " bytes]";
  }
}
