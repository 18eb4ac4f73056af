package dev.portcullis.aws.signed;

import dev.portcullis.aws.signed.HttpReader.Answer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * One host that speaks HTTP/1.1, over TLS with its name verified or in the clear; its connection is
 * kept for the next call.
 *
 * <p>A request whose kept connection turns out to be closed before any byte of an answer came is
 * sent once more, on a new one; nothing else is repeated, redirected or sent through a proxy. The
 * JDK's own client costs a cold start more than all that is left here (measured in {@code
 * docs/performance/aws.md}). Safe for concurrent use.
 */
final class HttpHost implements Exchange {
  private static final int CONNECT_MILLIS = 1_000;
  private static final int READ_MILLIS = 2_000;

  /** Less than the services and the networks between keep a connection that nobody uses. */
  private static final Duration MOST_IDLE = Duration.ofSeconds(60);

  private final String name;
  private final int port;
  private final Optional<SSLSocketFactory> tls;
  private final InstantSource clock;
  private @Nullable Kept kept;

  private record Kept(Socket socket, Instant until) {}

  /**
   * A host; nothing is called yet.
   *
   * @param url only its host and port are looked at
   * @param tls makes a connection secure; empty for one in the clear
   * @param clock tells how long a connection was not used
   */
  HttpHost(URI url, Optional<SSLSocketFactory> tls, InstantSource clock) {
    // An IPv6 address is in brackets in a URL and nowhere else.
    this.name = url.getHost().replace("[", "").replace("]", "");
    this.port = url.getPort() >= 0 ? url.getPort() : tls.isPresent() ? 443 : 80;
    this.tls = tls;
    this.clock = clock;
  }

  /** The host of an http or https address, with the trust that the process has. */
  static HttpHost of(URI url, InstantSource clock) {
    boolean clear = "http".equals(url.getScheme());
    return new HttpHost(
        url,
        clear ? Optional.empty() : Optional.of((SSLSocketFactory) SSLSocketFactory.getDefault()),
        clock);
  }

  /** Waits a second for a connection and two for each byte. */
  @Override
  public Answer exchange(byte[] request) throws IOException {
    Socket old = take();
    Answer answer = old == null ? null : exchange(old, request);
    if (answer == null) {
      answer = exchange(connect(), request);
    }
    if (answer == null) {
      throw new IOException("no answer");
    }
    return answer;
  }

  /** Null if the connection was closed before an answer began. */
  private @Nullable Answer exchange(Socket socket, byte[] request) throws IOException {
    boolean reusable = false;
    boolean began = false;
    try {
      HttpReader reader = new HttpReader(socket.getInputStream());
      try {
        socket.getOutputStream().write(request);
        Answer answer = reader.answer();
        reusable = answer.reusable();
        return answer;
      } finally {
        began = reader.began();
      }
    } catch (SocketTimeoutException late) {
      throw late;
    } catch (IOException broken) {
      if (began) {
        throw broken;
      }
      return null;
    } finally {
      if (reusable) {
        keep(socket);
      } else {
        close(socket);
      }
    }
  }

  private Socket connect() throws IOException {
    // Without this the JDK would look for a proxy's address, in classes that nothing else needs.
    Socket socket = new Socket(Proxy.NO_PROXY);
    boolean ready = false;
    try {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(READ_MILLIS);
      socket.connect(new InetSocketAddress(name, port), CONNECT_MILLIS);
      Socket connected = tls.isPresent() ? secured(tls.get(), socket) : socket;
      ready = true;
      return connected;
    } finally {
      if (!ready) {
        close(socket);
      }
    }
  }

  private SSLSocket secured(SSLSocketFactory factory, Socket socket) throws IOException {
    SSLSocket secured = (SSLSocket) factory.createSocket(socket, name, port, true);
    SSLParameters parameters = secured.getSSLParameters();
    // Without this any trusted certificate would do, whoever's it is.
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secured.setSSLParameters(parameters);
    secured.startHandshake();
    return secured;
  }

  private @Nullable Socket take() {
    Kept found;
    synchronized (this) {
      found = kept;
      kept = null;
    }
    if (found == null) {
      return null;
    } else if (clock.instant().isBefore(found.until())) {
      return found.socket();
    }
    close(found.socket());
    return null;
  }

  private void keep(Socket socket) {
    Kept former;
    synchronized (this) {
      former = kept;
      kept = new Kept(socket, clock.instant().plus(MOST_IDLE));
    }
    if (former != null) {
      close(former.socket());
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException alreadyGone) {
      // Nobody uses it any more.
    }
  }
}
