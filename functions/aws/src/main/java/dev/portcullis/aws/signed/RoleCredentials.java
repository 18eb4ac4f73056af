package dev.portcullis.aws.signed;

import dev.portcullis.authorization.json.StrictJson;
import dev.portcullis.aws.signed.HttpReader.Answer;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import dev.portcullis.ports.SecretText;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The credentials of the function's role, never less than five minutes before their end: from the
 * environment, or, in a function restored from a snapshot, from the local endpoint that the
 * environment names.
 *
 * <p>Source: AWS SDKs and tools reference guide, "Container credential provider". Failures are
 * {@link PortException}. Safe for concurrent use.
 */
final class RoleCredentials {
  private static final Duration AHEAD = Duration.ofMinutes(5);

  private final Map<String, String> environment;
  private final InstantSource clock;
  private @Nullable Credentials current;

  RoleCredentials(Map<String, String> environment, InstantSource clock) {
    this.environment = environment;
    this.clock = clock;
  }

  synchronized Credentials get() {
    Credentials known = current;
    if (known == null || known.expires().minus(AHEAD).isBefore(clock.instant())) {
      known = load();
      current = known;
    }
    return known;
  }

  /** Forgets what the service no longer accepts. */
  synchronized void forget() {
    current = null;
  }

  private Credentials load() {
    String id = environment.getOrDefault("AWS_ACCESS_KEY_ID", "");
    String secret = environment.getOrDefault("AWS_SECRET_ACCESS_KEY", "");
    if (!id.isEmpty() && !secret.isEmpty()) {
      return new Credentials(
          id,
          SecretText.of("secret access key", secret),
          token(environment.getOrDefault("AWS_SESSION_TOKEN", "")),
          Instant.MAX);
    }
    String endpoint = environment.getOrDefault("AWS_CONTAINER_CREDENTIALS_FULL_URI", "");
    if (endpoint.isEmpty()) {
      throw new PortException(Code.DENIED, "the environment has no credentials");
    }
    try {
      return parse(fetch(URI.create(endpoint)));
    } catch (IOException | IllegalArgumentException unreachable) {
      // The cause may hold the address with its token.
      throw new PortException(Code.UNAVAILABLE, "the endpoint of the role's credentials");
    }
  }

  private String fetch(URI endpoint) throws IOException {
    Map<String, String> headers = new TreeMap<>();
    headers.put("host", endpoint.getRawAuthority());
    headers.put("connection", "close"); // The next request is hours away.
    String authorization = authorization();
    if (!authorization.isEmpty()) {
      headers.put("authorization", authorization);
    }
    String query = endpoint.getRawQuery() == null ? "" : "?" + endpoint.getRawQuery();
    String target = (endpoint.getRawPath().isEmpty() ? "/" : endpoint.getRawPath()) + query;
    Answer answer =
        HttpHost.of(endpoint, clock)
            .exchange(HttpRequest.bytes("GET", target, headers, new byte[0]));
    if (answer.status() != 200) {
      throw new IOException("status " + answer.status());
    }
    return answer.text();
  }

  private String authorization() throws IOException {
    String file = environment.getOrDefault("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", "");
    return file.isEmpty()
        ? environment.getOrDefault("AWS_CONTAINER_AUTHORIZATION_TOKEN", "")
        : Files.readString(Path.of(file)).strip();
  }

  private static Credentials parse(String answer) {
    try {
      Map<String, Object> fields = new StrictJson(4).readObject(answer);
      return new Credentials(
          text(fields, "AccessKeyId"),
          SecretText.of("secret access key", text(fields, "SecretAccessKey")),
          token(fields.get("Token") instanceof String token ? token : ""),
          fields.get("Expiration") instanceof String end ? Instant.parse(end) : Instant.MAX);
    } catch (StrictJson.Malformed | DateTimeException | IllegalArgumentException bad) {
      throw new PortException(Code.CORRUPT, "the answer of the endpoint of credentials");
    }
  }

  private static String text(Map<String, Object> fields, String name) {
    if (fields.get(name) instanceof String text && !text.isEmpty()) {
      return text;
    }
    throw new IllegalArgumentException(name);
  }

  private static Optional<SecretText> token(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(SecretText.of("session token", text));
  }
}
