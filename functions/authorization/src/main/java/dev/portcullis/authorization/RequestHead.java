package dev.portcullis.authorization;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is known of a request before its body is read; header names are lower case and every value
 * of a repeated header is kept in order.
 *
 * <p>{@link #toString()} shows no header value, because one of them is a credential.
 *
 * @param method the HTTP method, upper case
 * @param path the path without query
 * @param headers every header; names in any case, made lower case here, values never joined
 * @param sourceIp the caller's address as the platform saw it, never taken from a header here
 * @param vpcEndpoint the private endpoint that the request came through, if the platform names one
 * @param gatewayCaller a caller that the platform's own gateway authenticated; see {@link
 *     GatewayCaller}
 */
public record RequestHead(
    String method,
    String path,
    Map<String, List<String>> headers,
    Optional<String> sourceIp,
    Optional<String> vpcEndpoint,
    Optional<GatewayCaller> gatewayCaller) {

  public RequestHead {
    method = method.toUpperCase(Locale.ROOT);
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(sourceIp, "sourceIp");
    Objects.requireNonNull(vpcEndpoint, "vpcEndpoint");
    Objects.requireNonNull(gatewayCaller, "gatewayCaller");
    Map<String, List<String>> lower = new TreeMap<>();
    // Loops and no lambdas: a function's cold start passes through this, and each costs it.
    for (Map.Entry<String, List<String>> header : headers.entrySet()) {
      String name = header.getKey().toLowerCase(Locale.ROOT);
      List<String> before = lower.get(name);
      if (before == null) {
        lower.put(name, List.copyOf(header.getValue()));
      } else {
        List<String> all = new ArrayList<>(before);
        all.addAll(header.getValue());
        lower.put(name, List.copyOf(all));
      }
    }
    headers = java.util.Collections.unmodifiableMap(lower);
  }

  /** A request whose caller no gateway has authenticated. */
  public RequestHead(
      String method,
      String path,
      Map<String, List<String>> headers,
      Optional<String> sourceIp,
      Optional<String> vpcEndpoint) {
    this(method, path, headers, sourceIp, vpcEndpoint, Optional.empty());
  }

  /** Every value of a header, in order; empty if it was not sent. */
  public List<String> values(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
  }

  /**
   * The value of a header that may be sent once: empty if it was not sent or was sent more than
   * once, so that no reader can pick a different one of two values than another reader picked.
   */
  public Optional<String> single(String name) {
    List<String> values = values(name);
    return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
  }

  @Override
  public String toString() {
    return method + " " + path + " " + headers.keySet();
  }
}
