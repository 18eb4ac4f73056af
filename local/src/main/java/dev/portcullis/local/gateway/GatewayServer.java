package dev.portcullis.local.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.portcullis.authorization.RequestHead;
import dev.portcullis.inference.GovernedCall;
import dev.portcullis.inference.Inbound;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Serves the governed call over HTTP/1.1: every request becomes one {@link Inbound}, and whatever
 * the call answers goes out as it is written.
 *
 * <p>Threads and waiting requests are bounded. The caller's address is that of the connection; no
 * header is believed about it.
 */
public final class GatewayServer implements AutoCloseable {
  private static final int THREADS = 128;
  private static final int WAITING = 1_024;

  private final HttpServer server;
  private final ThreadPoolExecutor threads;
  private final Duration patience;
  private final AtomicInteger open = new AtomicInteger();
  private volatile boolean closing;

  private GatewayServer(HttpServer server, ThreadPoolExecutor threads, Duration patience) {
    this.server = server;
    this.threads = threads;
    this.patience = patience;
  }

  /**
   * Starts to serve; it is reachable when this returns.
   *
   * @param address where to listen; port 0 is any free one
   * @param call answers the requests
   * @param patience how long {@link #close} waits for open calls
   * @throws IOException if the address cannot be had
   */
  public static GatewayServer start(InetSocketAddress address, GovernedCall call, Duration patience)
      throws IOException {
    HttpServer server = HttpServer.create(address, WAITING);
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            THREADS, THREADS, 60, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING));
    threads.allowCoreThreadTimeOut(true);
    server.setExecutor(threads);
    GatewayServer gateway = new GatewayServer(server, threads, patience);
    server.createContext("/", exchange -> gateway.answer(exchange, call));
    server.start();
    return gateway;
  }

  /** The base address for clients, without a path. */
  public URI address() {
    InetSocketAddress bound = server.getAddress();
    String host = bound.getAddress().getHostAddress();
    return URI.create(
        "http://" + (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + bound.getPort());
  }

  private void answer(HttpExchange exchange, GovernedCall call) {
    open.incrementAndGet();
    try (exchange) {
      // A call is either counted before close() looks or sees here that the server is closing.
      if (!closing) {
        call.handle(inbound(exchange), new ExchangeAnswer(exchange));
      }
    } finally {
      open.decrementAndGet();
    }
  }

  private static Inbound inbound(HttpExchange exchange) {
    URI uri = exchange.getRequestURI();
    RequestHead head =
        new RequestHead(
            exchange.getRequestMethod(),
            Optional.ofNullable(uri.getRawPath()).orElse("/"),
            exchange.getRequestHeaders(),
            Optional.ofNullable(exchange.getRemoteAddress().getAddress())
                .map(address -> address.getHostAddress()),
            Optional.empty());
    return new Inbound(
        head,
        Optional.ofNullable(uri.getRawQuery()).orElse(""),
        most -> exchange.getRequestBody().readNBytes(most));
  }

  /** Takes no further requests, waits for the open ones, and ends; at once if none is open. */
  @Override
  public void close() {
    closing = true;
    // The JDK's server looks for the end of a call only: without one it would wait all the time.
    server.stop(open.get() == 0 ? 0 : (int) patience.toSeconds());
    threads.shutdown();
  }
}
