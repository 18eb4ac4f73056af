package dev.portcullis.local.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A model server that takes its live keys and no other, and the administration of its keys, as
 * OpenAI's reference describes both; anything else is an error.
 */
public final class KeyedModelServer implements AutoCloseable {
  /** The secret that manages keys; it and every key's value hold the canary. */
  public static final String ADMIN = "sk-admin-c4n4ry-0123456789abcdef";

  public static final String CANARY = "c4n4ry";
  private static final String PROJECT = "/v1/organization/projects/proj_1";

  private record Key(String id, String name, String value, Instant created) {}

  private final ObjectMapper json = new ObjectMapper();
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, Key> live = new LinkedHashMap<>();
  private final Duration thinking;
  private long made;
  final AtomicLong calls = new AtomicLong();

  /** Calls with a key that was never made, or is stopped. */
  final AtomicLong refused = new AtomicLong();

  /** The next requests that make or delete a key fail. */
  public volatile int failing;

  /**
   * @param thinking how long an answer takes
   */
  public KeyedModelServer(Duration thinking) throws IOException {
    this.thinking = thinking;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
  }

  /** Makes a data directory that rotates this server's key, by these spans. */
  public void configure(Path data, String spans) throws IOException {
    Files.writeString(
        data.resolve("portcullis.yaml"),
        """
        gateway: {port: 0}
        upstream: {url: "%s", credential: upstream, longest-call: 1s}
        policies: {limits: limits.txt}
        """
            .formatted(address()));
    Files.writeString(data.resolve("limits.txt"), "key * requests_per_minute 10000000\n");
    Files.writeString(
        data.resolve("rotation.yaml"),
        """
        deployment: laptop
        credentials:
          - {id: openai, secret: upstream, provider: openai, admin: admin/openai,
             project: proj_1, service-account: svc_1, base: "%s", %s}
        """
            .formatted(address(), spans));
  }

  synchronized int liveKeys() {
    return live.size();
  }

  synchronized List<String> values() {
    return live.values().stream().map(Key::value).toList();
  }

  /** Stops every key there is, as after a theft. */
  synchronized void stopAll() {
    live.clear();
  }

  /** Stops every key there is and makes another. */
  synchronized void replaceAll() {
    live.clear();
    make("made by hand");
  }

  private synchronized Key make(String name) {
    made++;
    Key key =
        new Key(
            "key-" + made,
            name,
            "sk-svcacct-" + CANARY + "-" + made + "-5f1d0c9ab2e84d37",
            Instant.now());
    live.put(key.id(), key);
    return key;
  }

  private synchronized boolean takes(String bearer) {
    return live.values().stream().anyMatch(key -> bearer.equals("Bearer " + key.value()));
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String request = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
      String bearer = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
      if (request.equals("POST /v1/chat/completions")) {
        calls.incrementAndGet();
        if (takes(bearer)) {
          think();
          answer(exchange, 200, completion(json.readTree(body)));
        } else {
          refused.incrementAndGet();
          // A careless server says the key back.
          answer(exchange, 401, json.createObjectNode().put("error", bearer));
        }
      } else if (request.equals("GET /v1/models")) {
        answer(exchange, takes(bearer) ? 200 : 401, json.createObjectNode().put("object", "list"));
      } else if (!bearer.equals("Bearer " + ADMIN)) {
        answer(exchange, 401, json.createObjectNode().put("error", bearer));
      } else {
        administer(exchange, request, body);
      }
    }
  }

  private synchronized void administer(HttpExchange exchange, String request, byte[] body)
      throws IOException {
    if (!request.startsWith("GET") && failing > 0) {
      failing--;
      answer(exchange, 400, json.createObjectNode().put("error", "no"));
    } else if (request.equals("POST " + PROJECT + "/service_accounts/svc_1/api_keys")) {
      Key key = make(json.readTree(body).get("name").asText());
      answer(exchange, 200, shown(key).put("value", key.value()));
    } else if (request.equals("GET " + PROJECT + "/api_keys")) {
      ObjectNode page = json.createObjectNode().put("object", "list").put("has_more", false);
      ArrayNode data = page.putArray("data");
      new ArrayList<>(live.values()).forEach(key -> data.add(shown(key)));
      answer(exchange, 200, page);
    } else if (request.matches("DELETE " + PROJECT + "/api_keys/key-[0-9]+")) {
      String id = request.substring(request.lastIndexOf('/') + 1);
      int status = live.remove(id) == null ? 404 : 200;
      answer(exchange, status, json.createObjectNode().put("id", id).put("deleted", true));
    } else {
      answer(exchange, 404, json.createObjectNode());
    }
  }

  private ObjectNode shown(Key key) {
    ObjectNode shown =
        json.createObjectNode()
            .put("object", "organization.project.api_key")
            .put("id", key.id())
            .put("name", key.name())
            .put("created_at", key.created().getEpochSecond());
    shown
        .putObject("owner")
        .put("type", "service_account")
        .putObject("service_account")
        .put("id", "svc_1");
    return shown;
  }

  private ObjectNode completion(JsonNode request) {
    ObjectNode reply =
        json.createObjectNode()
            .put("id", "chatcmpl-1")
            .put("object", "chat.completion")
            .put("created", 1)
            .put("model", request.path("model").asText());
    ObjectNode choice = reply.putArray("choices").addObject();
    choice.put("index", 0).put("finish_reason", "stop");
    choice.putObject("message").put("role", "assistant").put("content", "yes");
    reply.putObject("usage").put("prompt_tokens", 5).put("completion_tokens", 1);
    return reply;
  }

  private void think() {
    try {
      new CountDownLatch(1).await(thinking.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static void answer(HttpExchange exchange, int status, JsonNode body) throws IOException {
    byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("content-type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
