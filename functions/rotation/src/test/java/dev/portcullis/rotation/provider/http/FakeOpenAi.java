package dev.portcullis.rotation.provider.http;

import dev.portcullis.ports.SecretText;
import dev.portcullis.rotation.provider.CredentialProvider;
import dev.portcullis.rotation.provider.KeyProbe;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** OpenAI's Administration API for the keys of a project's service accounts, and its model list. */
final class FakeOpenAi extends FakeServer {
  private static final String PROJECT = "/v1/organization/projects/proj_1";
  private final FakeKeys keys = new FakeKeys("sk-svcacct-");

  FakeOpenAi() throws IOException {}

  @Override
  CredentialProvider provider(SecretText admin) {
    return new OpenAiKeys(
        exchange, uri("/v1"), () -> admin, "proj_1", "svc_1", Duration.ofDays(90));
  }

  @Override
  KeyProbe probe() {
    return HttpProbe.bearer(exchange, uri("/v1/models"));
  }

  @Override
  Set<String> live() {
    return keys.values("svc_1");
  }

  @Override
  void fill(int count) {
    for (int i = 0; i < count; i++) {
      keys.make("somebody's", "svc_2", now);
    }
  }

  @Override
  boolean changes(Request request) {
    return !request.method().equals("GET");
  }

  @Override
  Reply answer(Request request) throws Exception {
    String bearer = request.headers().getOrDefault("authorization", "");
    if (request.is("GET", "/v1/models")) {
      boolean taken = bearer.startsWith("Bearer ") && keys.takes(bearer.substring(7), now, delay);
      return taken ? Reply.json(Map.of("object", "list")) : new Reply(401, "{}");
    }
    if (!bearer.equals("Bearer " + ADMIN)) {
      return new Reply(401, "{\"error\":{\"message\":\"" + bearer + "\"}}");
    }
    if (request.is("POST", PROJECT + "/service_accounts/svc_1/api_keys")) {
      return create(request);
    } else if (request.is("GET", PROJECT + "/api_keys")) {
      return list(request);
    } else if (request.is("DELETE", PROJECT + "/api_keys/[^/]+")) {
      String id = request.segment(0);
      return keys.remove(id).isPresent()
          ? Reply.json(
              Map.of("object", "organization.project.api_key.deleted", "id", id, "deleted", true))
          : new Reply(404, "{}");
    }
    return new Reply(404, "{}");
  }

  private Reply create(Request request) throws Exception {
    Map<String, Object> body = request.json();
    only(body, "name", "expires_in_seconds", "scopes");
    long seconds = (Long) body.get("expires_in_seconds");
    if (seconds < 1 || seconds > 31_536_000) {
      return new Reply(400, "{}");
    }
    FakeKeys.Key key = keys.make((String) body.get("name"), "svc_1", now);
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("object", "organization.project.service_account.api_key");
    out.put("id", key.id());
    out.put("name", key.label());
    out.put("value", key.value());
    out.put("created_at", now.getEpochSecond());
    out.put("expires_at", now.getEpochSecond() + seconds);
    return Reply.json(out);
  }

  private Reply list(Request request) {
    only(request.query(), "limit", "after");
    int limit = Integer.parseInt(request.query().getOrDefault("limit", "20"));
    if (limit < 1 || limit > 100) {
      return new Reply(400, "{}");
    }
    List<FakeKeys.Key> page = keys.page(request.query().getOrDefault("after", ""), limit);
    List<Object> data = new ArrayList<>();
    for (FakeKeys.Key key : page) {
      data.add(
          Map.of(
              "object",
              "organization.project.api_key",
              "id",
              key.id(),
              "name",
              key.label(),
              "redacted_value",
              "sk-svc...37",
              "created_at",
              key.created().getEpochSecond(),
              "owner",
              Map.of("type", "service_account", "service_account", Map.of("id", key.owner()))));
    }
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("object", "list");
    out.put("data", data);
    out.put("has_more", !keys.last(page));
    if (!page.isEmpty()) {
      out.put("last_id", page.get(page.size() - 1).id());
    }
    return Reply.json(out);
  }
}
