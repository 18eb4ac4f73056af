package dev.portcullis.rotation.provider.http;

import dev.portcullis.ports.SecretText;
import dev.portcullis.rotation.provider.CredentialProvider;
import dev.portcullis.rotation.provider.KeyProbe;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Azure Resource Manager for the two keys of an account, and the account's model list. */
final class FakeAzure extends FakeServer {
  private static final String ACCOUNT =
      "/subscriptions/sub-1/resourceGroups/rg-1/providers/Microsoft.CognitiveServices/accounts/a1";
  private final Map<String, String> keys = new TreeMap<>();
  private final Map<String, Instant> usable = new HashMap<>();
  private int made;

  FakeAzure() throws IOException {
    change("key1");
    change("key2");
  }

  private void change(String slot) {
    made++;
    keys.put(slot, "azure-canary-" + made + "-5f1d0c9ab2e84d37");
    usable.put(slot, now.plus(delay));
  }

  @Override
  CredentialProvider provider(SecretText admin) {
    return new AzureAccountKeys(exchange, uri(""), () -> admin, "sub-1", "rg-1", "a1");
  }

  @Override
  KeyProbe probe() {
    return HttpProbe.azure(exchange, uri("/openai/models"));
  }

  @Override
  Set<String> live() {
    return new TreeSet<>(keys.values());
  }

  @Override
  void fill(int count) {
    // There is room for two keys and no list to page through.
  }

  @Override
  boolean changes(Request request) {
    return request.path().endsWith("/regenerateKey");
  }

  @Override
  Reply answer(Request request) throws Exception {
    if (request.is("GET", "/openai/models")) {
      String key = request.headers().getOrDefault("api-key", "");
      boolean taken =
          keys.entrySet().stream()
              .anyMatch(
                  slot -> slot.getValue().equals(key) && !now.isBefore(usable.get(slot.getKey())));
      return taken ? Reply.json(Map.of()) : new Reply(401, "{}");
    }
    String bearer = request.headers().getOrDefault("authorization", "");
    if (!bearer.equals("Bearer " + ADMIN)) {
      return new Reply(401, "{\"error\":{\"message\":\"" + bearer + "\"}}");
    }
    if (!Map.of("api-version", "2024-10-01").equals(request.query())) {
      return new Reply(400, "{}");
    }
    if (request.is("POST", ACCOUNT + "/listKeys")) {
      return Reply.json(keys);
    } else if (request.is("POST", ACCOUNT + "/regenerateKey")) {
      only(request.json(), "keyName");
      String name = (String) request.json().get("keyName");
      if (!Set.of("Key1", "Key2").contains(name)) {
        return new Reply(400, "{}");
      }
      change(name.equals("Key1") ? "key1" : "key2");
      return Reply.json(keys);
    }
    return new Reply(404, "{}");
  }
}
