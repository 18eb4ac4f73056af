package dev.portcullis.aws.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One request as it came over the wire.
 *
 * @param method in capitals
 * @param rawPath the path, still encoded
 * @param rawQuery the query, still encoded; empty if there is none
 * @param headers by their names in small letters
 * @param body the bytes, without the chunks of HTTP and with those of {@code aws-chunked}
 */
public record WireRequest(
    String method,
    String rawPath,
    String rawQuery,
    Map<String, List<String>> headers,
    byte[] body) {

  static WireRequest read(HttpExchange exchange) throws IOException {
    Map<String, List<String>> headers = new TreeMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
    String query = exchange.getRequestURI().getRawQuery();
    return new WireRequest(
        exchange.getRequestMethod(),
        exchange.getRequestURI().getRawPath(),
        query == null ? "" : query,
        headers,
        exchange.getRequestBody().readAllBytes());
  }

  /** The path, decoded. */
  public String path() {
    return URLDecoder.decode(rawPath.replace("+", "%2B"), UTF_8);
  }

  /** The first value of a header. */
  public Optional<String> header(String name) {
    List<String> values = headers.get(name.toLowerCase(Locale.ROOT));
    return values == null ? Optional.empty() : Optional.of(values.get(0));
  }

  /** The value of a query parameter; empty text if it has none. */
  public Optional<String> query(String name) {
    for (String[] one : queryPairs()) {
      if (URLDecoder.decode(one[0], UTF_8).equals(name)) {
        return Optional.of(URLDecoder.decode(one[1], UTF_8));
      }
    }
    return Optional.empty();
  }

  /** The query's names and values, still encoded, in the order sent. */
  List<String[]> queryPairs() {
    List<String[]> pairs = new ArrayList<>();
    for (String pair : rawQuery.isEmpty() ? new String[0] : rawQuery.split("&")) {
      int at = pair.indexOf('=');
      pairs.add(
          at < 0
              ? new String[] {pair, ""}
              : new String[] {pair.substring(0, at), pair.substring(at + 1)});
    }
    return pairs;
  }

  @Override
  public String toString() {
    return method + " " + rawPath + (rawQuery.isEmpty() ? "" : "?" + rawQuery);
  }
}
