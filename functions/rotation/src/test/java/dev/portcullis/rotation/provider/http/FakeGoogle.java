package dev.portcullis.rotation.provider.http;

import dev.portcullis.authorization.json.StrictJson;
import dev.portcullis.ports.SecretText;
import dev.portcullis.rotation.provider.CredentialProvider;
import dev.portcullis.rotation.provider.KeyProbe;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Google's API Keys API: long-running operations, ids of our choice that stay taken for a month.
 */
final class FakeGoogle extends FakeServer {
  private static final String KEYS = "/v2/projects/p1/locations/global/keys";
  private final FakeKeys keys = new FakeKeys("AIza-");
  private final Set<String> everUsed = new HashSet<>();
  private final Map<String, Integer> operations = new HashMap<>();

  FakeGoogle() throws IOException {}

  @Override
  CredentialProvider provider(SecretText admin) {
    return new GoogleApiKeys(
        exchange,
        uri("/v2"),
        () -> admin,
        "p1",
        "generativelanguage.googleapis.com",
        span -> waits().add(span));
  }

  @Override
  KeyProbe probe() {
    return HttpProbe.google(exchange, uri("/v1beta/models"));
  }

  @Override
  Set<String> live() {
    return keys.values("ours");
  }

  @Override
  void fill(int count) {
    for (int i = 0; i < count; i++) {
      keys.make("", "theirs", now);
    }
  }

  @Override
  boolean changes(Request request) {
    return !request.method().equals("GET");
  }

  @Override
  Reply answer(Request request) throws Exception {
    if (request.is("GET", "/v1beta/models")) {
      String key = request.headers().getOrDefault("x-goog-api-key", "");
      return keys.takes(key, now, delay) ? Reply.json(Map.of()) : new Reply(400, "{}");
    }
    String bearer = request.headers().getOrDefault("authorization", "");
    if (!bearer.equals("Bearer " + ADMIN)) {
      return new Reply(401, "{\"error\":{\"message\":\"" + bearer + "\"}}");
    }
    if (request.is("POST", KEYS)) {
      return create(request);
    } else if (request.is("GET", KEYS)) {
      return list(request);
    } else if (request.is("GET", KEYS + "/[^/]+/keyString")) {
      return keys.find(request.segment(1))
          .map(key -> Reply.json(Map.of("keyString", key.value())))
          .orElse(new Reply(404, "{}"));
    } else if (request.is("DELETE", KEYS + "/[^/]+")) {
      return keys.remove(request.segment(0)).isPresent() ? operation() : new Reply(404, "{}");
    } else if (request.is("GET", "/v2/operations/[^/]+")) {
      String name = "operations/" + request.segment(0);
      int looks = operations.merge(name, 1, Integer::sum);
      return looks < 3
          ? Reply.json(Map.of("name", name))
          : Reply.json(Map.of("name", name, "done", true, "response", Map.of()));
    }
    return new Reply(404, "{}");
  }

  private Reply create(Request request) throws StrictJson.Malformed {
    only(request.query(), "keyId");
    String id = request.query().get("keyId");
    Map<String, Object> body = request.json();
    only(body, "displayName", "annotations", "restrictions");
    boolean wellFormed =
        id.matches("[a-z]([a-z0-9-]{0,61}[a-z0-9])?")
            && ((String) body.get("displayName")).length() <= 63;
    if (!wellFormed) {
      return new Reply(400, "{}");
    }
    if (!everUsed.add(id)) {
      return new Reply(409, "{\"error\":{\"status\":\"ALREADY_EXISTS\"}}");
    }
    String label =
        (String) StrictJson.typed((Map<?, ?>) body.get("annotations")).get("portcullis-label");
    keys.make(id, label, "ours", now);
    return operation();
  }

  private Reply operation() {
    String name = "operations/op-" + operations.size();
    operations.put(name, 0);
    return Reply.json(Map.of("name", name));
  }

  private Reply list(Request request) {
    only(request.query(), "pageSize", "pageToken", "showDeleted");
    // Smaller pages than were asked for, as the reference allows.
    List<FakeKeys.Key> page = keys.page(request.query().getOrDefault("pageToken", ""), 50);
    List<Object> data = new ArrayList<>();
    for (FakeKeys.Key key : page) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("name", "projects/123/locations/global/keys/" + key.id());
      one.put("createTime", key.created().toString());
      if (!key.label().isEmpty()) {
        one.put("annotations", Map.of("portcullis-label", key.label()));
      }
      data.add(one);
    }
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("keys", data);
    if (!keys.last(page)) {
      out.put("nextPageToken", page.get(page.size() - 1).id());
    }
    return Reply.json(out);
  }
}
