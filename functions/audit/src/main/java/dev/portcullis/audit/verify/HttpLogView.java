package dev.portcullis.audit.verify;

import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import dev.portcullis.ports.WormStore.Entry;
import dev.portcullis.ports.WormStore.Version;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A log behind a web server or a public bucket: each object is at its key below an address. It can
 * list nothing, so what nothing in the log names is not seen; it knows neither versions nor
 * retention.
 *
 * <p>Failures are {@link PortException}: UNAVAILABLE after three attempts, INTERRUPTED. An object
 * that the server refuses to show is as good as absent, because buckets answer so for absent ones.
 */
public final class HttpLogView implements LogView {
  private static final int ATTEMPTS = 3;
  private static final int MOST_BYTES = 64 << 20;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Set<Integer> ABSENT = Set.of(403, 404, 410);

  private final HttpClient http;
  private final String stored;
  private final String published;

  /** A log whose write-once and published objects are together below one address. */
  public HttpLogView(HttpClient http, URI root) {
    this(http, root, root);
  }

  /** A log whose published objects are below an address of their own. */
  public HttpLogView(HttpClient http, URI root, URI published) {
    this.http = http;
    this.stored = folder(root);
    this.published = folder(published);
  }

  private static String folder(URI root) {
    return root.toString().endsWith("/") ? root.toString() : root + "/";
  }

  @Override
  public Optional<byte[]> stored(String key) {
    return get(stored + key, key);
  }

  @Override
  public Optional<byte[]> published(String key) {
    return get(published + key, key);
  }

  @Override
  public List<Entry> list(String prefix, String after, int limit) {
    throw new PortException(Code.UNSUPPORTED, "list over HTTP");
  }

  @Override
  public List<Version> versions(String key) {
    return List.of();
  }

  @Override
  public boolean knowsRetention() {
    return false;
  }

  @Override
  public boolean lists() {
    return false;
  }

  private Optional<byte[]> get(String address, String key) {
    HttpRequest request;
    try {
      request = HttpRequest.newBuilder(URI.create(address)).timeout(PATIENCE).build();
    } catch (IllegalArgumentException e) {
      // Keys come out of the log, which is not trusted; this one cannot be an object's.
      return Optional.empty();
    }
    for (int attempt = 1; ; attempt++) {
      try {
        return body(http.send(request, HttpResponse.BodyHandlers.ofInputStream()), key);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new PortException(Code.INTERRUPTED, "fetch " + key, e);
      } catch (IOException e) {
        if (attempt == ATTEMPTS) {
          throw new PortException(Code.UNAVAILABLE, "fetch " + key, e);
        }
      }
    }
  }

  private static Optional<byte[]> body(HttpResponse<InputStream> answer, String key)
      throws IOException {
    try (InputStream in = answer.body()) {
      if (ABSENT.contains(answer.statusCode())) {
        return Optional.empty();
      }
      if (answer.statusCode() != 200) {
        throw new IOException("status " + answer.statusCode());
      }
      byte[] body = in.readNBytes(MOST_BYTES + 1);
      if (body.length > MOST_BYTES) {
        throw new PortException(Code.CORRUPT, key + " is over 64 MiB");
      }
      return Optional.of(body);
    }
  }
}
