package dev.portcullis.aws.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Lambda's Runtime API of one function: hands out one invocation at a time and takes its response
 * or error, once; a restore, where the function began as a snapshot. What Lambda would not take is
 * refused and kept in {@link #violations}.
 *
 * <p>Source: Lambda developer guide, "Using the Lambda runtime API".
 */
final class RuntimeApi implements AutoCloseable {
  static {
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private static final String BASE = "/2018-06-01/runtime/";
  private static final Pattern ANSWER =
      Pattern.compile("invocation/([0-9a-f-]{36})/(response|error)");

  /** The invocation payload that Lambda takes back. */
  private static final int MOST_BYTES = 6 << 20;

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
  private final List<String> violations = new CopyOnWriteArrayList<>();
  private final boolean snapshot;
  private boolean polled;
  private @Nullable String current;

  /**
   * Starts.
   *
   * @param snapshot whether the function is to ask for its restore first
   */
  RuntimeApi(boolean snapshot) throws IOException {
    this.snapshot = snapshot;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** What the function asked for and Lambda would not have taken. */
  List<String> violations() {
    return List.copyOf(violations);
  }

  /** Waits until the function is ready to be stored as a snapshot. */
  boolean checkpointed(Duration patience) throws InterruptedException {
    return checkpointed.await(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  void restore() {
    restored.countDown();
  }

  /** Hands in an event; {@link #outcome} tells what became of it. Returns its deadline. */
  long submit(byte[] event, Duration timeLeft) {
    String id = String.format("%08d-0000-4000-8000-000000000000", count.incrementAndGet());
    long deadline = System.currentTimeMillis() + timeLeft.toMillis();
    waiting.add(new Invocation(id, event, deadline));
    return deadline;
  }

  /** The next outcome; empty if none comes in time. */
  Optional<Outcome> outcome(Duration patience) throws InterruptedException {
    return Optional.ofNullable(outcomes.poll(patience.toMillis(), TimeUnit.MILLISECONDS));
  }

  /** An outcome that is there already. */
  Optional<Outcome> present() {
    return Optional.ofNullable(outcomes.poll());
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String asked = exchange.getRequestMethod() + " " + exchange.getRequestURI();
      byte[] body = exchange.getRequestBody().readAllBytes();
      switch (asked.replace(BASE, "")) {
        case "GET invocation/next" -> next(exchange);
        case "GET restore/next" -> restore(exchange);
        case "POST init/error" -> startFailed(exchange, "init/error", body, !polled);
        case "POST restore/error" ->
            startFailed(exchange, "restore/error", body, snapshot && !polled);
        default -> answered(exchange, asked, body);
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  private void next(HttpExchange exchange) throws IOException, InterruptedException {
    synchronized (this) {
      polled = true;
      if (current != null || (snapshot && restored.getCount() > 0)) {
        refuse(exchange, 403, "the next invocation, before the present one or the restore is over");
        return;
      }
    }
    Invocation invocation = waiting.take();
    synchronized (this) {
      current = invocation.id();
    }
    var headers = exchange.getResponseHeaders();
    headers.set("Lambda-Runtime-Aws-Request-Id", invocation.id());
    headers.set("Lambda-Runtime-Deadline-Ms", Long.toString(invocation.deadline()));
    headers.set(
        "Lambda-Runtime-Invoked-Function-Arn",
        "arn:aws:lambda:eu-central-1:123456789012:function:portcullis:live");
    headers.set("Content-Type", "application/json");
    int length = invocation.event().length;
    exchange.sendResponseHeaders(200, length == 0 ? -1 : length);
    exchange.getResponseBody().write(invocation.event());
  }

  private void restore(HttpExchange exchange) throws IOException, InterruptedException {
    if (!snapshot || checkpointed.getCount() == 0) {
      refuse(exchange, 403, "a restore of what is no snapshot, or a second one");
      return;
    }
    checkpointed.countDown();
    restored.await();
    exchange.sendResponseHeaders(200, -1);
  }

  private void answered(HttpExchange exchange, String asked, byte[] body) throws IOException {
    Matcher answer = ANSWER.matcher(asked.replace("POST " + BASE, ""));
    if (!answer.matches()) {
      refuse(exchange, 404, asked);
      return;
    }
    synchronized (this) {
      if (!answer.group(1).equals(current)) {
        refuse(exchange, 400, "an answer to what is not open: " + asked);
        return;
      }
      current = null;
    }
    boolean failed = answer.group(2).equals("error");
    if (!failed && body.length > MOST_BYTES) {
      refuse(exchange, 413, "an answer of " + body.length + " bytes");
    } else if (failed && !error(exchange, body)) {
      refuse(exchange, 400, "an error that does not say what it is");
    } else {
      accept(exchange, asked, failed, body);
    }
  }

  private void startFailed(HttpExchange exchange, String what, byte[] body, boolean due)
      throws IOException {
    if (!due || !error(exchange, body)) {
      refuse(
          exchange, 403, what + " out of turn, or without what it is: " + new String(body, UTF_8));
      return;
    }
    accept(exchange, what, true, body);
  }

  /** True if an error has its type in the header, and its members; an early one has no stack. */
  private static boolean error(HttpExchange exchange, byte[] body) throws IOException {
    JsonNode error = new ObjectMapper().readTree(body);
    return exchange.getRequestHeaders().containsKey("Lambda-Runtime-Function-Error-Type")
        && error.path("errorMessage").isTextual()
        && error.path("errorType").isTextual()
        && (error.path("stackTrace").isArray() || error.path("stackTrace").isMissingNode());
  }

  private void accept(HttpExchange exchange, String what, boolean failed, byte[] body)
      throws IOException {
    outcomes.add(new Outcome(what, failed, new String(body, UTF_8), System.nanoTime()));
    exchange.sendResponseHeaders(202, -1);
  }

  private void refuse(HttpExchange exchange, int status, String why) throws IOException {
    violations.add(why);
    exchange.sendResponseHeaders(status, -1);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
