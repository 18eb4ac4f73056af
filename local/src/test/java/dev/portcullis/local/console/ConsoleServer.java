package dev.portcullis.local.console;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;

/** Serves the console over a made-up log until its input ends, for a check with a real browser. */
final class ConsoleServer {
  private ConsoleServer() {}

  /**
   * Prints one address a line: for a whole log, then for one with an entry changed after signing.
   */
  public static void main(String[] args) throws IOException {
    for (int tampered : new int[] {-1, 0, -1, -1}) {
      ConsoleLog log = new ConsoleLog(60);
      log.prove(0);
      if (tampered >= 0) {
        log.tamper(tampered);
      }
      log.addWaiting();
      Console console =
          new Console(log, Optional.empty(), log, new SecureRandom(), InstantSource.system());
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/",
          exchange -> {
            Answer answer =
                console.answer(
                    new Ask(
                        exchange.getRequestMethod(),
                        exchange.getRequestURI().getPath(),
                        Objects.requireNonNullElse(exchange.getRequestURI().getRawQuery(), ""),
                        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Host")),
                        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Cookie"))));
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(
                answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
            exchange.close();
          });
      server.setExecutor(null);
      Thread thread = new Thread(server::start);
      thread.setDaemon(true);
      thread.start();
      System.out.println(
          "http://127.0.0.1:"
              + server.getAddress().getPort()
              + Console.PATH
              + "?token="
              + console.token().orElseThrow().reveal());
    }
    System.out.println(ConsoleLog.eventId(0, "intent"));
    while (System.in.read() >= 0) {
      // Goes on until whoever started this closes the input.
    }
    System.exit(0);
  }
}
