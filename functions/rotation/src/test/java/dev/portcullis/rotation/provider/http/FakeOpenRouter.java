package dev.portcullis.rotation.provider.http;

import dev.portcullis.ports.SecretText;
import dev.portcullis.rotation.provider.CredentialProvider;
import dev.portcullis.rotation.provider.KeyProbe;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** OpenRouter's key management and what a key may ask about itself. */
final class FakeOpenRouter extends FakeServer {
  private final FakeKeys keys = new FakeKeys("sk-or-v1-");

  FakeOpenRouter() throws IOException {}

  @Override
  CredentialProvider provider(SecretText admin) {
    return new OpenRouterKeys(exchange, uri("/api/v1"), () -> admin);
  }

  @Override
  KeyProbe probe() {
    return HttpProbe.bearer(exchange, uri("/api/v1/key"));
  }

  @Override
  Set<String> live() {
    return keys.values("ours");
  }

  @Override
  void fill(int count) {
    for (int i = 0; i < count; i++) {
      keys.make("somebody's", "theirs", now);
    }
  }

  @Override
  boolean changes(Request request) {
    return !request.method().equals("GET");
  }

  @Override
  Reply answer(Request request) throws Exception {
    String bearer = request.headers().getOrDefault("authorization", "");
    if (request.is("GET", "/api/v1/key")) {
      boolean taken = bearer.startsWith("Bearer ") && keys.takes(bearer.substring(7), now, delay);
      return taken ? Reply.json(Map.of("data", Map.of())) : new Reply(401, "{}");
    }
    if (!bearer.equals("Bearer " + ADMIN)) {
      return new Reply(401, "{\"error\":{\"message\":\"" + bearer + "\"}}");
    }
    if (request.is("GET", "/api/v1/keys")) {
      only(request.query(), "offset", "include_disabled");
      int offset = Integer.parseInt(request.query().getOrDefault("offset", "0"));
      List<Object> data = new ArrayList<>();
      keys.all().stream().skip(offset).limit(100).forEach(key -> data.add(described(key)));
      return Reply.json(Map.of("data", data));
    } else if (request.is("POST", "/api/v1/keys")) {
      Map<String, Object> body = request.json();
      only(body, "name", "limit", "limit_reset", "expires_at");
      FakeKeys.Key key = keys.make((String) body.get("name"), "ours", now);
      return new Reply(201, Reply.json(Map.of("data", described(key), "key", key.value())).body());
    } else if (request.is("DELETE", "/api/v1/keys/[^/]+")) {
      return keys.remove(request.segment(0)).isPresent()
          ? Reply.json(Map.of("deleted", true))
          : new Reply(404, "{}");
    }
    return new Reply(404, "{}");
  }

  private static Map<String, Object> described(FakeKeys.Key key) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("hash", key.id());
    out.put("name", key.label());
    out.put("label", "sk-or-v1-abc...123");
    out.put("disabled", false);
    out.put("created_at", key.created().toString());
    return out;
  }
}
