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

/** Anthropic's Admin API for API keys, its model list, and a person at its Console. */
final class FakeAnthropic extends FakeServer {
  private static final String KEYS = "/v1/organizations/api_keys";
  private final FakeKeys keys = new FakeKeys("sk-ant-api03-");

  FakeAnthropic() throws IOException {}

  @Override
  CredentialProvider provider(SecretText admin) {
    return new AnthropicKeys(exchange, uri("/v1"), () -> admin, "wrkspc_1");
  }

  @Override
  KeyProbe probe() {
    return HttpProbe.anthropic(exchange, uri("/v1/models"));
  }

  @Override
  Set<String> live() {
    return keys.values("wrkspc_1");
  }

  @Override
  void fill(int count) {
    for (int i = 0; i < count; i++) {
      keys.make("somebody's", "wrkspc_1", now.minusSeconds(86_400));
    }
  }

  @Override
  SecretText makeByHand(String label) {
    return SecretText.of("key", keys.make(label, "wrkspc_1", now).value());
  }

  @Override
  boolean changes(Request request) {
    return request.method().equals("POST");
  }

  @Override
  Reply answer(Request request) throws Exception {
    String key = request.headers().getOrDefault("x-api-key", "");
    if (!"2023-06-01".equals(request.headers().get("anthropic-version"))) {
      return new Reply(400, "{}");
    }
    if (request.is("GET", "/v1/models")) {
      return keys.takes(key, now, delay)
          ? Reply.json(Map.of("data", List.of()))
          : new Reply(401, "{}");
    }
    if (!key.equals(ADMIN)) {
      return new Reply(401, "{\"error\":{\"message\":\"" + key + "\"}}");
    }
    if (request.is("GET", KEYS)) {
      return list(request);
    } else if (request.is("POST", KEYS + "/[^/]+")) {
      Map<String, Object> body = request.json();
      only(body, "name", "status");
      boolean off = body.get("status").equals("inactive");
      return off && keys.remove(request.segment(0)).isPresent()
          ? Reply.json(Map.of("type", "api_key", "id", request.segment(0), "status", "inactive"))
          : new Reply(404, "{}");
    }
    return new Reply(404, "{}");
  }

  private Reply list(Request request) {
    only(request.query(), "limit", "after_id", "before_id", "status", "workspace_id");
    if (!"active".equals(request.query().get("status"))) {
      return new Reply(400, "{}");
    }
    // Smaller pages than were asked for, as the reference allows.
    List<FakeKeys.Key> page = keys.page(request.query().getOrDefault("after_id", ""), 50);
    List<Object> data = new ArrayList<>();
    for (FakeKeys.Key key : page) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("type", "api_key");
      one.put("id", key.id());
      one.put("name", key.label());
      one.put("created_at", key.created().toString());
      one.put("partial_key_hint", "sk-ant-api03-R2D...igAA");
      one.put("status", "active");
      one.put("workspace_id", key.owner());
      data.add(one);
    }
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("data", data);
    out.put("has_more", !keys.last(page));
    if (!page.isEmpty()) {
      out.put("first_id", page.get(0).id());
      out.put("last_id", page.get(page.size() - 1).id());
    }
    return Reply.json(out);
  }
}
