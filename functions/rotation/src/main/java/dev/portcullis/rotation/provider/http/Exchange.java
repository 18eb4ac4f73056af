package dev.portcullis.rotation.provider.http;

import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Sends requests and reads bounded answers; no message and no cause it throws holds any part of a
 * request or an answer.
 *
 * <p>A request that was turned away (429, 503) is sent again a few times, after what Retry-After
 * says within a bound. One whose answer did not come is not: it may have had its effect.
 */
public final class Exchange {
  private static final int MOST_BYTES = 4 << 20;
  private static final int ATTEMPTS = 4;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

  private final HttpClient client;
  private final Duration timeout;
  private final Pause pause;

  /**
   * Over a client.
   *
   * @param client follows no redirect, because a redirected request would carry the credential
   * @param timeout the longest wait for one answer
   * @param pause waits between attempts
   */
  public Exchange(HttpClient client, Duration timeout, Pause pause) {
    if (client.followRedirects() != HttpClient.Redirect.NEVER) {
      throw new IllegalArgumentException("a client that follows redirects sends the key along");
    }
    this.client = client;
    this.timeout = timeout;
    this.pause = pause;
  }

  /**
   * An answer.
   *
   * @param status the HTTP status
   * @param body the body as text
   */
  record Answer(int status, String body) {
    @Override
    public String toString() {
      return "answer " + status;
    }
  }

  /**
   * The answer to a request.
   *
   * @param request makes the request, anew for each attempt, because signatures carry the time
   * @param what names operation and resource, for messages
   */
  Answer send(Supplier<HttpRequest.Builder> request, String what) {
    Duration waited = Duration.ZERO;
    for (int attempt = 1; ; attempt++) {
      HttpResponse<InputStream> response = once(request, what);
      Answer answer = new Answer(response.statusCode(), body(response, what));
      boolean turnedAway = answer.status() == 429 || answer.status() == 503;
      Duration wait = wait(response, attempt);
      if (!turnedAway || attempt == ATTEMPTS || waited.plus(wait).compareTo(LONGEST_WAIT) > 0) {
        return answer;
      }
      waited = waited.plus(wait);
      try {
        pause.forSpan(wait);
      } catch (InterruptedException e) {
        throw interrupted(what);
      }
    }
  }

  private HttpResponse<InputStream> once(Supplier<HttpRequest.Builder> request, String what) {
    HttpRequest built;
    try {
      built = request.get().timeout(timeout).build();
    } catch (IllegalArgumentException unsendable) {
      // The JDK quotes a header that it refuses, and that header is a credential.
      throw new PortException(Code.INVALID, what + ": the request cannot be sent");
    }
    try {
      return client.send(built, HttpResponse.BodyHandlers.ofInputStream());
    } catch (HttpConnectTimeoutException | ConnectException unreachable) {
      throw new PortException(Code.UNAVAILABLE, what + ": no connection");
    } catch (IOException unanswered) {
      throw new PortException(Code.TIMEOUT, what + ": no answer");
    } catch (InterruptedException e) {
      throw interrupted(what);
    }
  }

  private static String body(HttpResponse<InputStream> response, String what) {
    try (InputStream in = response.body()) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new PortException(Code.CORRUPT, what + ": the answer is over 4 MiB");
      }
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException cutOff) {
      throw new PortException(Code.TIMEOUT, what + ": the answer was cut off");
    }
  }

  private static Duration wait(HttpResponse<InputStream> response, int attempt) {
    String header = response.headers().firstValue("retry-after").orElse("");
    return header.matches("[0-9]{1,4}")
        ? Duration.ofSeconds(Long.parseLong(header))
        : Duration.ofMillis(250L << attempt);
  }

  private static PortException interrupted(String what) {
    Thread.currentThread().interrupt();
    return new PortException(Code.INTERRUPTED, what);
  }

  /** The code for a status that is no success. */
  static PortException failure(Answer answer, String what) {
    int status = answer.status();
    Code code =
        switch (status) {
          case 401, 403 -> Code.DENIED;
          case 404 -> Code.MISSING;
          case 408 -> Code.TIMEOUT;
          case 429 -> Code.THROTTLED;
          default -> status >= 500 ? Code.UNAVAILABLE : Code.INVALID;
        };
    return new PortException(code, what + ": status " + status);
  }
}
