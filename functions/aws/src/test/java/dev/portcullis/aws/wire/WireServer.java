package dev.portcullis.aws.wire;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A fake service behind a real socket of this machine: it reads requests, lets what is planned go
 * wrong, and remembers what it was asked.
 */
public final class WireServer implements AutoCloseable {
  static {
    // Head and body leave in two writes; without this the second waits 40 ms for the first's
    // receipt.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final FaultPlan faults = new FaultPlan();
  private final List<WireRequest> seen = new ArrayList<>();
  private final WireService service;

  /** Serves on a free port. */
  public WireServer(WireService service) throws IOException {
    this.service = service;
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 512);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** Where it listens. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** What goes wrong with the next requests. */
  public FaultPlan faults() {
    return faults;
  }

  /** Every request so far, failed ones included. */
  public List<WireRequest> seen() {
    synchronized (seen) {
      return List.copyOf(seen);
    }
  }

  /** Forgets the requests so far. */
  public void forget() {
    synchronized (seen) {
      seen.clear();
    }
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      WireRequest request = WireRequest.read(exchange);
      synchronized (seen) {
        seen.add(request);
      }
      Optional<WireReply> reply = answer(request, faults.take(request));
      if (reply.isPresent()) {
        send(exchange, request, reply.get());
      }
      // Without an answer, closing the exchange closes the connection.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Optional<WireReply> answer(WireRequest request, Optional<Fault> planned)
      throws InterruptedException {
    if (planned.isEmpty()) {
      return Optional.of(service.answer(request));
    }
    Fault fault = planned.get();
    if (fault instanceof Fault.Instead instead) {
      return Optional.of(instead.reply());
    }
    if (fault instanceof Fault.DropAfter
        || fault instanceof Fault.StallAfter
        || fault instanceof Fault.After) {
      service.answer(request);
    }
    if (fault instanceof Fault.After after) {
      return Optional.of(after.reply());
    }
    if (fault instanceof Fault.StallBefore || fault instanceof Fault.StallAfter) {
      closing.await();
    }
    return Optional.empty();
  }

  private static void send(HttpExchange exchange, WireRequest request, WireReply reply)
      throws IOException {
    reply.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    boolean bodiless = request.method().equals("HEAD") || reply.status() == 204;
    if (bodiless || reply.body().length == 0) {
      exchange.sendResponseHeaders(reply.status(), -1);
      return;
    }
    exchange.sendResponseHeaders(reply.status(), reply.body().length);
    exchange.getResponseBody().write(reply.body());
  }
}
