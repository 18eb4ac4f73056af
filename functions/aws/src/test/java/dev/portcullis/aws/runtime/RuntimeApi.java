package dev.portcullis.aws.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Lambda's Runtime API of one function: hands out one invocation at a time and takes its response
 * or error; a restore, where the function began as a snapshot.
 *
 * <p>Source: Lambda developer guide, "Using the Lambda runtime API".
 */
final class RuntimeApi implements AutoCloseable {
  static {
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private static final String BASE = "/2018-06-01/runtime/";

  private record Invocation(String id, byte[] event, long deadline) {}

  /** What came back of an invocation, of the start or of a restore. */
  record Outcome(String what, boolean failed, String body, long nanos) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final BlockingQueue<Invocation> waiting = new LinkedBlockingQueue<>();
  private final BlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>();
  private final CountDownLatch checkpointed = new CountDownLatch(1);
  private final CountDownLatch restored = new CountDownLatch(1);
  private final AtomicLong count = new AtomicLong();

  RuntimeApi() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
    server.setExecutor(threads);
    server.createContext(BASE, this::handle);
    server.start();
  }

  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** Waits until the function is ready to be stored as a snapshot. */
  boolean checkpointed(Duration patience) throws InterruptedException {
    return checkpointed.await(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  void restore() {
    restored.countDown();
  }

  /** Hands in an event; {@link #outcome} tells what became of it. */
  void submit(byte[] event, Duration timeLeft) {
    String id = String.format("%08d-0000-4000-8000-000000000000", count.incrementAndGet());
    waiting.add(new Invocation(id, event, System.currentTimeMillis() + timeLeft.toMillis()));
  }

  /** The next outcome; null if none comes in time. */
  @SuppressWarnings("NullAway")
  Outcome outcome(Duration patience) throws InterruptedException {
    return outcomes.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath().substring(BASE.length());
      byte[] body = exchange.getRequestBody().readAllBytes();
      if (path.equals("invocation/next")) {
        next(exchange);
      } else if (path.equals("restore/next")) {
        checkpointed.countDown();
        restored.await();
        exchange.sendResponseHeaders(200, -1);
      } else {
        boolean failed = path.endsWith("/error");
        outcomes.add(new Outcome(path, failed, new String(body, UTF_8), System.nanoTime()));
        exchange.sendResponseHeaders(202, -1);
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  private void next(HttpExchange exchange) throws IOException, InterruptedException {
    Invocation invocation = waiting.take();
    var headers = exchange.getResponseHeaders();
    headers.set("Lambda-Runtime-Aws-Request-Id", invocation.id());
    headers.set("Lambda-Runtime-Deadline-Ms", Long.toString(invocation.deadline()));
    headers.set(
        "Lambda-Runtime-Invoked-Function-Arn",
        "arn:aws:lambda:eu-central-1:123456789012:function:portcullis:live");
    headers.set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, invocation.event().length);
    exchange.getResponseBody().write(invocation.event());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
