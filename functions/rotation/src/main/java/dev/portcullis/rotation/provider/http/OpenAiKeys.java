package dev.portcullis.rotation.provider.http;

import dev.portcullis.ports.SecretText;
import dev.portcullis.rotation.provider.MintingProvider;
import dev.portcullis.rotation.provider.ProviderKey;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The keys of one service account of an OpenAI project, by the Administration API.
 *
 * <p>Written from "Create project service account API key", "List project API keys" and "Delete
 * project API key" in the API reference
 * (https://developers.openai.com/api/reference/resources/admin), as of November 2026. A key is
 * shown once, may carry an expiry of at most a year, and a list tells names and last uses.
 */
public final class OpenAiKeys implements MintingProvider {
  private static final int PAGE = 100;
  private static final long LONGEST_SECONDS = 31_536_000;

  private final JsonApi api;
  private final String project;
  private final String account;
  private final Duration lifetime;

  /**
   * The keys of an account.
   *
   * @param base {@code https://api.openai.com/v1}
   * @param admin an admin key that may write the project's API keys
   * @param project the project's id
   * @param account the service account's id
   * @param lifetime after which a key ends by itself, so that a forgotten one does not live for
   *     ever; longer than interval and grace, at most 365 days
   */
  public OpenAiKeys(
      Exchange exchange,
      URI base,
      Supplier<SecretText> admin,
      String project,
      String account,
      Duration lifetime) {
    if (lifetime.toSeconds() < 1 || lifetime.toSeconds() > LONGEST_SECONDS) {
      throw new IllegalArgumentException("a key lives at most 365 days");
    }
    this.api =
        new JsonApi(
            exchange,
            base,
            request -> request.header("authorization", "Bearer " + admin.get().reveal()));
    this.project = "/organization/projects/" + JsonApi.part(project);
    this.account = account;
    this.lifetime = lifetime;
  }

  @Override
  public Naming naming() {
    return Naming.LABELLED;
  }

  @Override
  public List<ProviderKey> list() {
    List<ProviderKey> keys = new ArrayList<>();
    String after = "";
    while (true) {
      String path = project + "/api_keys?limit=" + PAGE + after;
      Json page = api.get(path, "list the keys of a project at OpenAI");
      for (Json key : page.objects("data")) {
        boolean ours =
            key.findObject("owner")
                .flatMap(owner -> owner.findObject("service_account"))
                .map(owner -> owner.text("id").equals(account))
                .orElse(false);
        if (ours) {
          keys.add(
              new ProviderKey(
                  key.text("id"),
                  key.find("name").orElse(""),
                  key.seconds("created_at"),
                  key.findSeconds("last_used_at")));
        }
      }
      if (!page.flag("has_more")) {
        return keys;
      }
      after = "&after=" + JsonApi.part(page.text("last_id"));
    }
  }

  @Override
  public Minted mint(String label) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("name", label);
    body.put("expires_in_seconds", lifetime.toSeconds());
    Json key =
        api.post(
            project + "/service_accounts/" + JsonApi.part(account) + "/api_keys",
            body,
            "make a key at OpenAI");
    return new Fresh(key.text("id"), SecretText.of("OpenAI key", key.text("value")));
  }

  @Override
  public void revoke(String id) {
    api.delete(project + "/api_keys/" + JsonApi.part(id), "delete a key at OpenAI");
  }
}
