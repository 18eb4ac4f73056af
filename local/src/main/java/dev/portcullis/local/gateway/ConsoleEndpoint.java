package dev.portcullis.local.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.portcullis.local.console.Answer;
import dev.portcullis.local.console.Ask;
import dev.portcullis.local.console.Console;
import dev.portcullis.local.console.LaptopConsole;
import dev.portcullis.local.laptop.Laptop;
import dev.portcullis.ports.PortException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Serves the console on a loopback port of its own, whatever address the gateway listens on; the
 * log is verified again and again beside it.
 */
final class ConsoleEndpoint implements AutoCloseable {
  private static final Duration VERIFY_EVERY = Duration.ofMinutes(5);

  private final HttpServer server;
  private final ScheduledFuture<?> verifying;
  private final URI entrance;

  private ConsoleEndpoint(HttpServer server, ScheduledFuture<?> verifying, URI entrance) {
    this.server = server;
    this.verifying = verifying;
    this.entrance = entrance;
  }

  /**
   * Starts on a free port.
   *
   * @param background verifies the log now and then; not shut down here
   * @throws IOException if there is no port to be had
   */
  static ConsoleEndpoint start(Laptop laptop, ScheduledExecutorService background)
      throws IOException {
    LaptopConsole console = new LaptopConsole(laptop, new SecureRandom());
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> answer(exchange, console.console()));
    server.start();
    ScheduledFuture<?> verifying =
        background.scheduleWithFixedDelay(
            () -> verify(console), 0, VERIFY_EVERY.toSeconds(), TimeUnit.SECONDS);
    URI entrance =
        URI.create(
            "http://127.0.0.1:"
                + server.getAddress().getPort()
                + Console.PATH
                + "?token="
                + console.console().token().orElseThrow().reveal());
    return new ConsoleEndpoint(server, verifying, entrance);
  }

  /** Where a person enters, once: the token in it is used up by the first visit. */
  URI entrance() {
    return entrance;
  }

  private static void verify(LaptopConsole console) {
    try {
      console.verify();
    } catch (PortException later) {
      // The page then shows when the log was last verified, and that it is long ago.
    }
  }

  private static void answer(HttpExchange exchange, Console console) throws IOException {
    try (exchange) {
      Answer answer =
          console.answer(
              new Ask(
                  exchange.getRequestMethod(),
                  exchange.getRequestURI().getPath(),
                  Objects.requireNonNullElse(exchange.getRequestURI().getRawQuery(), ""),
                  Optional.ofNullable(exchange.getRequestHeaders().getFirst("Host")),
                  Optional.ofNullable(exchange.getRequestHeaders().getFirst("Cookie"))));
      answer.headers().forEach(exchange.getResponseHeaders()::set);
      int length = answer.body().length;
      exchange.sendResponseHeaders(answer.status(), length == 0 ? -1 : length);
      if (length > 0) {
        exchange.getResponseBody().write(answer.body());
      }
    }
  }

  @Override
  public void close() {
    verifying.cancel(false);
    server.stop(0);
  }
}
