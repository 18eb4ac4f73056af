package dev.portcullis.local.witness;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.portcullis.audit.witness.Witness;
import dev.portcullis.ports.PortException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Serves C2SP tlog-witness over HTTP/1.1: {@code POST /add-checkpoint} and nothing else. Threads,
 * waiting requests and bodies are bounded; whoever asks needs no credential, because only a log's
 * own signature makes the witness do anything.
 */
final class WitnessServer implements AutoCloseable {
  private static final String PATH = "/add-checkpoint";
  private static final int MOST_BYTES = 64 << 10;
  private static final int THREADS = 8;
  private static final int WAITING = 256;
  private static final int PATIENCE_SECONDS = 2;

  private final HttpServer server;
  private final ThreadPoolExecutor threads;

  private WitnessServer(HttpServer server, ThreadPoolExecutor threads) {
    this.server = server;
    this.threads = threads;
  }

  /**
   * Starts; it is reachable when this returns.
   *
   * @throws IOException if the address cannot be had
   */
  static WitnessServer start(InetSocketAddress address, Witness witness) throws IOException {
    HttpServer server = HttpServer.create(address, WAITING);
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            THREADS, THREADS, 60, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING));
    threads.allowCoreThreadTimeOut(true);
    server.setExecutor(threads);
    server.createContext("/", exchange -> answer(exchange, witness));
    server.start();
    return new WitnessServer(server, threads);
  }

  /** The submission prefix. */
  URI address() {
    InetSocketAddress bound = server.getAddress();
    String host = bound.getAddress().getHostAddress();
    return URI.create(
        "http://" + (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + bound.getPort());
  }

  private static void answer(HttpExchange exchange, Witness witness) throws IOException {
    try (exchange) {
      Witness.Answer answer = answerTo(exchange, witness);
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", answer.contentType());
      exchange.sendResponseHeaders(answer.status(), body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static Witness.Answer answerTo(HttpExchange exchange, Witness witness)
      throws IOException {
    if (!exchange.getRequestURI().getPath().equals(PATH)) {
      return text(404, "a witness answers POST " + PATH);
    }
    if (!exchange.getRequestMethod().equals("POST")) {
      return text(405, "a witness answers POST " + PATH);
    }
    byte[] body = exchange.getRequestBody().readNBytes(MOST_BYTES + 1);
    if (body.length > MOST_BYTES) {
      return text(413, "over 64 KiB");
    }
    try {
      return witness.add(body);
    } catch (PortException e) {
      // Nothing was signed; the log asks again at its next run.
      return text(503, "the witness's state cannot be read or written");
    }
  }

  private static Witness.Answer text(int status, String why) {
    return new Witness.Answer(status, "text/plain; charset=utf-8", why + "\n");
  }

  @Override
  public void close() {
    server.stop(PATIENCE_SECONDS);
    threads.shutdown();
  }
}
