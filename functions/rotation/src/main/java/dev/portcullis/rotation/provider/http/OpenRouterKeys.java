package dev.portcullis.rotation.provider.http;

import dev.portcullis.ports.SecretText;
import dev.portcullis.rotation.provider.MintingProvider;
import dev.portcullis.rotation.provider.ProviderKey;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The keys of one OpenRouter account, by a management key.
 *
 * <p>Written from "Management API Keys"
 * (https://openrouter.ai/docs/guides/overview/auth/management-api-keys), as of November 2026. A key
 * is named by its hash and shown once; lists are paged by offset.
 */
public final class OpenRouterKeys implements MintingProvider {
  private final JsonApi api;

  /**
   * The keys of an account.
   *
   * @param base {@code https://openrouter.ai/api/v1}
   * @param management a management key
   */
  public OpenRouterKeys(Exchange exchange, URI base, Supplier<SecretText> management) {
    this.api =
        new JsonApi(
            exchange,
            base,
            request -> request.header("authorization", "Bearer " + management.get().reveal()));
  }

  @Override
  public Naming naming() {
    return Naming.LABELLED;
  }

  @Override
  public List<ProviderKey> list() {
    List<ProviderKey> keys = new ArrayList<>();
    int seen = 0;
    while (true) {
      Json page = api.get("/keys?offset=" + seen, "list the keys at OpenRouter");
      List<Json> data = page.objects("data");
      for (Json key : data) {
        keys.add(
            new ProviderKey(
                key.text("hash"), key.text("name"), key.time("created_at"), Optional.empty()));
      }
      if (data.isEmpty()) {
        return keys;
      }
      seen += data.size();
    }
  }

  @Override
  public Minted mint(String label) {
    Json answer = api.post("/keys", Map.of("name", label), "make a key at OpenRouter");
    return new Fresh(
        answer.object("data").text("hash"), SecretText.of("OpenRouter key", answer.text("key")));
  }

  @Override
  public void revoke(String id) {
    api.delete("/keys/" + JsonApi.part(id), "delete a key at OpenRouter");
  }
}
