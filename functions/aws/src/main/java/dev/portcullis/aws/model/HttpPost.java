package dev.portcullis.aws.model;

import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URLConnection;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Sends one POST at most once and gives back its answer as it arrives; nothing is repeated and no
 * redirect is followed, because either would pay for a second answer or carry the request away.
 *
 * <p>The JDK's own client would send a POST again when a kept connection turns out to be closed; it
 * does not once the length of the body is fixed before the request, which is always done here.
 */
public final class HttpPost {
  private HttpPost() {}

  /**
   * The head of an answer, and its body as it arrives.
   *
   * @param status the HTTP status
   * @param headers by lower-case name; one of the values where a name came twice
   * @param body never waits longer than the time-out; broken off, late or cut short it throws
   *     {@link IOException}. Closing it before its end ends the connection
   */
  public record Answer(int status, Map<String, String> headers, InputStream body)
      implements AutoCloseable {
    public Answer {
      headers = Map.copyOf(headers);
    }

    /** A header's value, empty if it was not sent. */
    public String header(String name) {
      return headers.getOrDefault(name, "");
    }

    /** The media type in lower case, without parameters; empty if none was sent. */
    public String mediaType() {
      return mediaType(header("content-type"));
    }

    /** A media type in lower case, without its parameters. */
    public static String mediaType(String value) {
      int semicolon = value.indexOf(';');
      return (semicolon < 0 ? value : value.substring(0, semicolon))
          .strip()
          .toLowerCase(Locale.ROOT);
    }

    @Override
    public void close() {
      try {
        body.close();
      } catch (IOException alreadyGone) {
        // Whoever closes does not want any more of it.
      }
    }

    /** Headers and bodies may hold what must not be shown. */
    @Override
    public String toString() {
      return "answer " + status;
    }
  }

  /**
   * The answer to one request.
   *
   * @param address where to; its query and fragment are not looked at
   * @param headers what goes out beside the JDK's own {@code Host} and {@code Content-Length}
   * @param timeout the longest wait for the connection, the first byte and each further one
   * @throws PortException TIMEOUT if nothing came in time, UNAVAILABLE if there is no connection or
   *     no HTTP, INVALID if a header cannot be sent, INTERRUPTED if the thread was asked to stop
   *     before. Neither its message nor a cause holds any part of request or answer
   */
  public static Answer send(
      URI address, Map<String, String> headers, byte[] body, Duration timeout) {
    String what = "call the model at " + address.getHost();
    if (Thread.currentThread().isInterrupted()) {
      throw new PortException(Code.INTERRUPTED, what);
    }
    Optional<HttpURLConnection> opened = Optional.empty();
    try {
      HttpURLConnection connection = open(address, timeout);
      opened = Optional.of(connection);
      headers.forEach(connection::setRequestProperty);
      connection.setFixedLengthStreamingMode(body.length);
      try (OutputStream out = connection.getOutputStream()) {
        out.write(body);
      }
      int status = connection.getResponseCode();
      if (status < 200) {
        throw new IOException("no HTTP");
      }
      return new Answer(status, headers(connection), body(connection, status));
    } catch (SocketTimeoutException late) {
      opened.ifPresent(HttpURLConnection::disconnect);
      throw new PortException(Code.TIMEOUT, what);
    } catch (IOException unreachable) {
      opened.ifPresent(HttpURLConnection::disconnect);
      throw new PortException(Code.UNAVAILABLE, what);
    } catch (IllegalArgumentException unsendable) {
      // The JDK quotes a header that it refuses, and that header may be a credential.
      throw new PortException(Code.INVALID, what + ": the request cannot be sent");
    }
  }

  private static HttpURLConnection open(URI address, Duration timeout) throws IOException {
    URLConnection opened = address.toURL().openConnection();
    if (!(opened instanceof HttpURLConnection connection)) {
      throw new IllegalArgumentException("not http or https");
    }
    int millis = (int) Math.max(1, Math.min(Integer.MAX_VALUE, timeout.toMillis()));
    connection.setConnectTimeout(millis);
    connection.setReadTimeout(millis);
    connection.setInstanceFollowRedirects(false);
    connection.setDoOutput(true);
    connection.setRequestMethod("POST");
    return connection;
  }

  private static Map<String, String> headers(HttpURLConnection connection) {
    Map<String, String> headers = new TreeMap<>();
    for (Map.Entry<String, List<String>> field : connection.getHeaderFields().entrySet()) {
      // The status line has no name.
      if (field.getKey() != null && !field.getValue().isEmpty()) {
        headers.put(field.getKey().toLowerCase(Locale.ROOT), field.getValue().get(0));
      }
    }
    return headers;
  }

  private static InputStream body(HttpURLConnection connection, int status) throws IOException {
    InputStream in = status < 400 ? connection.getInputStream() : connection.getErrorStream();
    // A 401 to a request of fixed length has lost its body in the JDK; nobody reads it.
    return new AnswerBody(
        in == null ? InputStream.nullInputStream() : in,
        in == null || connection.getHeaderField("transfer-encoding") != null
            ? -1
            : connection.getContentLengthLong(),
        connection);
  }
}
