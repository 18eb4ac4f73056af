package dev.portcullis.rotation.provider.http;

import dev.portcullis.ports.PortException;
import dev.portcullis.ports.SecretText;
import dev.portcullis.rotation.provider.DisableOnlyProvider;
import dev.portcullis.rotation.provider.ProviderKey;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The keys of one Anthropic workspace, by the Admin API, which lists keys and changes their status
 * and makes none.
 *
 * <p>Written from "List API Keys" and "Update API Key"
 * (https://platform.claude.com/docs/en/api/admin/api_keys/list and .../update), as of November
 * 2026.
 */
public final class AnthropicKeys implements DisableOnlyProvider {
  static final String VERSION = "2023-06-01";
  private static final int PAGE = 1_000;
  private static final String KEYS = "/organizations/api_keys";

  private final JsonApi api;
  private final String workspace;

  /**
   * The keys of a workspace.
   *
   * @param base {@code https://api.anthropic.com/v1}
   * @param admin an Admin API key
   * @param workspace the workspace's id
   */
  public AnthropicKeys(Exchange exchange, URI base, Supplier<SecretText> admin, String workspace) {
    this.api =
        new JsonApi(
            exchange,
            base,
            request ->
                request
                    .header("x-api-key", admin.get().reveal())
                    .header("anthropic-version", VERSION));
    this.workspace = workspace;
  }

  @Override
  public List<ProviderKey> list() {
    List<ProviderKey> keys = new ArrayList<>();
    String filter = "?status=active&limit=" + PAGE + "&workspace_id=" + JsonApi.part(workspace);
    String after = "";
    while (true) {
      Json page = api.get(KEYS + filter + after, "list the keys of a workspace at Anthropic");
      for (Json key : page.objects("data")) {
        keys.add(
            new ProviderKey(
                key.text("id"), key.text("name"), key.time("created_at"), Optional.empty()));
      }
      if (!page.flag("has_more")) {
        return keys;
      }
      after = "&after_id=" + JsonApi.part(page.text("last_id"));
    }
  }

  @Override
  public void disable(String id) {
    try {
      api.post(
          KEYS + "/" + JsonApi.part(id),
          Map.of("status", "inactive"),
          "switch a key off at Anthropic");
    } catch (PortException failure) {
      if (failure.code() != PortException.Code.MISSING) {
        throw failure;
      }
    }
  }

  @Override
  public String instructions(String label) {
    return "In the Claude Console, under API keys, make a key in the workspace "
        + workspace
        + " with the name "
        + label
        + ". Copy it once and hand it over; do not send it by mail or chat.";
  }
}
