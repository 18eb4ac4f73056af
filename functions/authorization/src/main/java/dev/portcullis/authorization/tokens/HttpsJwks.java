package dev.portcullis.authorization.tokens;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Fetches an issuer's keys by the JDK's client within five seconds; follows no redirect. */
public final class HttpsJwks implements JwksFetcher {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int MOST_BYTES = 100_000;

  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(PATIENCE)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  @Override
  public String fetch(URI location) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(location)
            .timeout(PATIENCE)
            .header("accept", "application/json")
            .build();
    try {
      HttpResponse<InputStream> answer =
          client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = answer.body()) {
        byte[] bytes = body.readNBytes(MOST_BYTES + 1);
        if (answer.statusCode() != 200 || bytes.length > MOST_BYTES) {
          throw new IOException("no key set at " + location.getHost());
        }
        return new String(bytes, StandardCharsets.UTF_8);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
