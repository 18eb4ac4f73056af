package dev.portcullis.rotation.provider.http;

import dev.portcullis.ports.SecretText;
import dev.portcullis.rotation.provider.SlotProvider;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The two keys of an Azure OpenAI or other Cognitive Services account, by Azure Resource Manager.
 *
 * <p>Written from "Accounts - List Keys" and "Accounts - Regenerate Key"
 * (https://learn.microsoft.com/rest/api/aiservices/accountmanagement/accounts/regenerate-key), API
 * version 2024-10-01. Both answer with both keys.
 */
public final class AzureAccountKeys implements SlotProvider {
  private static final String API_VERSION = "?api-version=2024-10-01";
  private static final Map<String, String> MEMBERS = Map.of("Key1", "key1", "Key2", "key2");

  private final JsonApi api;
  private final String account;

  /**
   * The keys of an account.
   *
   * @param base {@code https://management.azure.com}
   * @param token a Resource Manager access token of an identity with {@code listKeys/action} and
   *     {@code regenerateKey/action} on the account
   */
  public AzureAccountKeys(
      Exchange exchange,
      URI base,
      Supplier<SecretText> token,
      String subscription,
      String resourceGroup,
      String account) {
    this.api =
        new JsonApi(
            exchange,
            base,
            request -> request.header("authorization", "Bearer " + token.get().reveal()));
    this.account =
        "/subscriptions/"
            + JsonApi.part(subscription)
            + "/resourceGroups/"
            + JsonApi.part(resourceGroup)
            + "/providers/Microsoft.CognitiveServices/accounts/"
            + JsonApi.part(account);
  }

  @Override
  public List<String> slots() {
    return List.of("Key1", "Key2");
  }

  @Override
  public SecretText read(String slot) {
    return key(
        api.post(account + "/listKeys" + API_VERSION, Map.of(), "list the keys of an account"),
        slot);
  }

  @Override
  public SecretText regenerate(String slot) {
    return key(
        api.post(
            account + "/regenerateKey" + API_VERSION,
            Map.of("keyName", slot),
            "regenerate a key of an account"),
        slot);
  }

  private static SecretText key(Json answer, String slot) {
    String member = MEMBERS.get(slot);
    if (member == null) {
      throw new IllegalArgumentException("an account has Key1 and Key2");
    }
    return SecretText.of("Azure account key", answer.text(member));
  }
}
