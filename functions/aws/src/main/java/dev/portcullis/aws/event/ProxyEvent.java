package dev.portcullis.aws.event;

import dev.portcullis.authorization.RequestHead;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A request as API Gateway's Lambda proxy integration sends it, payload format 1.0.
 *
 * <p>Source: API Gateway developer guide, "Input format of a Lambda function for proxy
 * integration".
 *
 * @param head method, path, headers and where it came from
 * @param query the query string, encoded again from what the gateway decoded
 * @param body the body's bytes, empty if there was none; not to be changed
 */
public record ProxyEvent(RequestHead head, String query, byte[] body) {
  public ProxyEvent {
    Objects.requireNonNull(head, "head");
    Objects.requireNonNull(query, "query");
    Objects.requireNonNull(body, "body");
  }

  /** True if an event looks like one of these, whatever else is in it. */
  public static boolean is(Fields event) {
    return event.has("requestContext") && event.has("httpMethod");
  }

  /** Reads the event; BadEventException if it is none. */
  public static ProxyEvent read(Fields event) {
    return new ProxyEvent(
        GatewayRequest.head(event),
        query(event.lists("multiValueQueryStringParameters")),
        body(event));
  }

  private static byte[] body(Fields event) {
    String text = event.optionalText("body").orElse("");
    if (!event.flag("isBase64Encoded")) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException notBase64) {
      throw new BadEventException("body is not base64");
    }
  }

  private static String query(Map<String, List<String>> parameters) {
    List<String> pairs = new ArrayList<>();
    parameters.forEach(
        (name, values) -> values.forEach(value -> pairs.add(encode(name) + "=" + encode(value))));
    return String.join("&", pairs);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** Shows no body and no header's value. */
  @Override
  public String toString() {
    return "ProxyEvent[" + head + ", " + body.length + " bytes]";
  }
}
