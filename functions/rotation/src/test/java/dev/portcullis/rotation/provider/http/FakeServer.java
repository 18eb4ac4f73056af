package dev.portcullis.rotation.provider.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.portcullis.authorization.json.StrictJson;
import dev.portcullis.ports.SecretText;
import dev.portcullis.rotation.provider.CredentialProvider;
import dev.portcullis.rotation.provider.KeyProbe;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A provider on the loopback interface that speaks its documented protocol and nothing else: an
 * unknown path, a missing header or a member it does not know is an error.
 */
abstract class FakeServer implements AutoCloseable {
  static final String ADMIN = "admin-secret-0123456789abcdef";

  /** What goes wrong with a request. */
  enum Trouble {
    /** It is turned away with 429 and does nothing. */
    THROTTLED,
    /** It fails with 500 and does nothing. */
    BROKEN,
    /** It is done and the connection is closed without an answer. */
    REPLY_LOST,
    /** It is done and the answer is no JSON and no XML. */
    GARBAGE
  }

  /** A request as the fake sees it. */
  record Request(
      String method,
      String path,
      Map<String, String> query,
      Map<String, String> headers,
      String body) {
    Map<String, Object> json() throws StrictJson.Malformed {
      return new StrictJson(8).readObject(body);
    }

    boolean is(String wanted, String regex) {
      return method.equals(wanted) && path.matches(regex);
    }

    String segment(int fromEnd) {
      String[] parts = path.split("/", -1);
      return parts[parts.length - 1 - fromEnd];
    }
  }

  /** An answer. */
  record Reply(int status, String body) {
    static Reply json(Object tree) {
      return new Reply(200, StrictJson.write(tree));
    }
  }

  final Exchange exchange =
      new Exchange(
          HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build(),
          Duration.ofSeconds(20),
          span -> waits().add(span));
  final List<Request> seen = new ArrayList<>();
  Instant now = Instant.parse("2026-11-24T10:00:00Z");
  Duration delay = Duration.ZERO;
  private final List<Duration> waits = new ArrayList<>();
  private final Deque<Trouble> mutating = new ArrayDeque<>();
  private final Deque<Trouble> any = new ArrayDeque<>();
  private final HttpServer server;

  FakeServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  URI uri(String path) {
    return URI.create(
        "http://"
            + server.getAddress().getHostString()
            + ":"
            + server.getAddress().getPort()
            + path);
  }

  List<Duration> waits() {
    return waits;
  }

  /** The next requests that change something go wrong like this. */
  void troubleChanges(Trouble... troubles) {
    mutating.addAll(List.of(troubles));
  }

  /** The next requests of any kind go wrong like this. */
  void trouble(Trouble... troubles) {
    any.addAll(List.of(troubles));
  }

  abstract CredentialProvider provider(SecretText admin);

  abstract KeyProbe probe();

  /** The keys that the provider takes, now or after their delay. */
  abstract Set<String> live();

  /** So many keys of somebody else. */
  abstract void fill(int count);

  SecretText makeByHand(String label) {
    throw new IllegalStateException("no person makes keys here");
  }

  /** True if the request changes something. */
  abstract boolean changes(Request request);

  abstract Reply answer(Request request) throws Exception;

  private synchronized void handle(HttpExchange exchange) throws IOException {
    Request request = read(exchange);
    seen.add(request);
    Trouble trouble = changes(request) ? mutating.poll() : null;
    trouble = trouble == null ? any.poll() : trouble;
    Reply reply;
    if (trouble == Trouble.THROTTLED) {
      exchange.getResponseHeaders().add("Retry-After", "2");
      reply = new Reply(429, "{}");
    } else if (trouble == Trouble.BROKEN) {
      reply = new Reply(500, "{}");
    } else {
      try {
        reply = answer(request);
      } catch (Exception strict) {
        reply = new Reply(400, "{\"error\":\"" + strict.getClass().getSimpleName() + "\"}");
      }
    }
    if (trouble == Trouble.REPLY_LOST) {
      exchange.close();
      return;
    }
    byte[] body =
        (trouble == Trouble.GARBAGE ? "<html>" + reply.body() : reply.body())
            .getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static Request read(HttpExchange exchange) throws IOException {
    Map<String, String> query = new TreeMap<>();
    String raw = exchange.getRequestURI().getRawQuery();
    if (raw != null) {
      for (String pair : raw.split("&", -1)) {
        int equals = pair.indexOf('=');
        query.put(
            pair.substring(0, equals),
            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
      }
    }
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    return new Request(
        exchange.getRequestMethod(), exchange.getRequestURI().getPath(), query, headers, body);
  }

  /** Refuses a member or parameter that the reference does not name. */
  static void only(Map<String, ?> given, String... known) {
    if (!Set.of(known).containsAll(given.keySet())) {
      throw new IllegalArgumentException("unknown: " + given.keySet());
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
