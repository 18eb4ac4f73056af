package dev.portcullis.local.console;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;

/**
 * An HTTP request to the console, as far as it looks at one.
 *
 * @param method the method
 * @param path the path, decoded
 * @param query the query, not decoded, empty if there is none
 * @param host the Host header
 * @param cookie the Cookie header
 */
public record Ask(
    String method, String path, String query, Optional<String> host, Optional<String> cookie) {
  public Ask {
    Objects.requireNonNull(method, "method");
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(query, "query");
    Objects.requireNonNull(host, "host");
    Objects.requireNonNull(cookie, "cookie");
  }

  /** A parameter of the query; empty if it is not there, is blank or cannot be decoded. */
  Optional<String> parameter(String name) {
    for (String pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals == name.length() && pair.startsWith(name)) {
        try {
          String value = URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8);
          return Optional.of(value.strip()).filter(text -> !text.isEmpty());
        } catch (IllegalArgumentException e) {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }

  /** The value of a cookie. */
  Optional<String> cookie(String name) {
    for (String pair : cookie.orElse("").split(";", -1)) {
      if (pair.strip().startsWith(name + "=")) {
        return Optional.of(pair.strip().substring(name.length() + 1));
      }
    }
    return Optional.empty();
  }
}
