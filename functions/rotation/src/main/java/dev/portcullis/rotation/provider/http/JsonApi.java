package dev.portcullis.rotation.provider.http;

import dev.portcullis.authorization.json.StrictJson;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A provider's management interface that speaks JSON over one base address. */
final class JsonApi {
  private static final StrictJson JSON = new StrictJson(32);

  private final Exchange exchange;
  private final String base;
  private final UnaryOperator<HttpRequest.Builder> authorize;

  /**
   * An interface.
   *
   * @param base its address, without a slash at the end
   * @param authorize adds the credential, read anew for every request
   */
  JsonApi(Exchange exchange, URI base, UnaryOperator<HttpRequest.Builder> authorize) {
    this.exchange = exchange;
    this.base = base.toString();
    this.authorize = authorize;
  }

  /** The object at a path. */
  Json get(String path, String what) {
    return object(exchange.send(() -> request(path).GET(), what), what);
  }

  /** What a post with an object answers. */
  Json post(String path, Map<String, Object> body, String what) {
    return object(posted(path, body, what), what);
  }

  /** As {@link #post}, with the answer as it is, whatever its status. */
  Exchange.Answer posted(String path, Map<String, Object> body, String what) {
    String text = StrictJson.write(body);
    return exchange.send(
        () ->
            request(path)
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(text)),
        what);
  }

  /** What a delete answers; empty if there was nothing to delete. */
  Optional<Json> delete(String path, String what) {
    Exchange.Answer answer = exchange.send(() -> request(path).DELETE(), what);
    return answer.status() == 404 ? Optional.empty() : Optional.of(object(answer, what));
  }

  private HttpRequest.Builder request(String path) {
    return authorize.apply(
        HttpRequest.newBuilder(URI.create(base + path)).header("accept", "application/json"));
  }

  static Json object(Exchange.Answer answer, String what) {
    if (answer.status() / 100 != 2) {
      throw Exchange.failure(answer, what);
    }
    try {
      return new Json(JSON.readObject(answer.body()), what);
    } catch (StrictJson.Malformed notJson) {
      throw new PortException(Code.CORRUPT, what + ": the answer is not a JSON object");
    }
  }

  /** A text as one segment of a path or one value of a query. */
  static String part(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
