package dev.portcullis.audit.witness;

import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * The way to a witness over HTTP: C2SP tlog-witness, {@code POST <prefix>/add-checkpoint}. Its
 * answer is not trusted; an answer of more than 64 KiB is none. Not retried: the log goes on
 * without a witness, and the next run asks again. Safe for concurrent use.
 */
public final class HttpWitness implements WitnessClient.Transport {
  private static final int MOST_BYTES = 64 << 10;

  private final HttpClient http;
  private final URI address;
  private final Duration patience;

  /**
   * A witness.
   *
   * @param http the client; it should not follow redirects
   * @param prefix the witness's submission prefix, as its operator publishes it
   * @param patience how long one answer may take
   */
  public HttpWitness(HttpClient http, URI prefix, Duration patience) {
    this.http = http;
    this.address = URI.create(prefix.toString().replaceAll("/+$", "") + "/add-checkpoint");
    this.patience = patience;
  }

  @Override
  public Witness.Answer post(byte[] body) {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(patience)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    try {
      HttpResponse<InputStream> answer =
          http.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream in = answer.body()) {
        byte[] bytes = in.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
          throw new PortException(Code.CORRUPT, "a witness's answer of over 64 KiB");
        }
        return new Witness.Answer(
            answer.statusCode(),
            answer.headers().firstValue("content-type").orElse(""),
            new String(bytes, StandardCharsets.UTF_8));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PortException(Code.INTERRUPTED, "ask a witness", e);
    } catch (IOException e) {
      throw new PortException(Code.UNAVAILABLE, "ask a witness", e);
    }
  }
}
