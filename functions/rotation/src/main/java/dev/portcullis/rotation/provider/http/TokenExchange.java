package dev.portcullis.rotation.provider.http;

import dev.portcullis.authorization.json.StrictJson;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import dev.portcullis.ports.SecretStore;
import dev.portcullis.ports.SecretText;
import dev.portcullis.rotation.provider.FederatedProvider;
import dev.portcullis.rotation.provider.Verdict;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Exchanges the platform's identity token for a provider's short-lived one; no key is stored
 * anywhere.
 *
 * <p>Also a {@link SecretStore} of exactly one secret, so that a consumer holds a federated token
 * as it holds any rotated secret. Its maximum age must be shorter than the token's life.
 */
public final class TokenExchange implements FederatedProvider, SecretStore {
  private static final String EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
  private static final String JWT = "urn:ietf:params:oauth:token-type:jwt";

  private final Exchange exchange;
  private final URI endpoint;
  private final boolean form;
  private final Map<String, String> fixed;
  private final String tokenMember;
  private final Supplier<SecretText> identity;
  private final InstantSource clock;

  private TokenExchange(
      Exchange exchange,
      URI endpoint,
      boolean form,
      Map<String, String> fixed,
      String tokenMember,
      Supplier<SecretText> identity,
      InstantSource clock) {
    this.exchange = exchange;
    this.endpoint = endpoint;
    this.form = form;
    this.fixed = fixed;
    this.tokenMember = tokenMember;
    this.identity = identity;
    this.clock = clock;
  }

  /**
   * OpenAI's exchange (https://developers.openai.com/api/reference/workload-identity-federation).
   *
   * @param endpoint {@code https://auth.openai.com/oauth/token}
   * @param identity the platform's identity token (an OIDC JWT), new for every exchange
   */
  public static TokenExchange openAi(
      Exchange exchange,
      URI endpoint,
      String identityProvider,
      String serviceAccount,
      Supplier<SecretText> identity,
      InstantSource clock) {
    Map<String, String> fixed = new LinkedHashMap<>();
    fixed.put("grant_type", EXCHANGE);
    fixed.put("subject_token_type", JWT);
    fixed.put("identity_provider_id", identityProvider);
    fixed.put("service_account_id", serviceAccount);
    return new TokenExchange(exchange, endpoint, false, fixed, "subject_token", identity, clock);
  }

  /**
   * Anthropic's exchange (https://platform.claude.com/docs/en/manage-claude/wif-reference), RFC
   * 7523.
   *
   * @param endpoint {@code https://api.anthropic.com/v1/oauth/token}
   * @param identity the platform's identity token (an OIDC JWT), new for every exchange
   */
  public static TokenExchange anthropic(
      Exchange exchange,
      URI endpoint,
      String federationRule,
      String organization,
      String serviceAccount,
      Supplier<SecretText> identity,
      InstantSource clock) {
    Map<String, String> fixed = new LinkedHashMap<>();
    fixed.put("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer");
    fixed.put("federation_rule_id", federationRule);
    fixed.put("organization_id", organization);
    fixed.put("service_account_id", serviceAccount);
    return new TokenExchange(exchange, endpoint, false, fixed, "assertion", identity, clock);
  }

  /**
   * OpenRouter's exchange
   * (https://openrouter.ai/docs/guides/overview/auth/workload-identity-federation), RFC 8693.
   *
   * @param endpoint {@code https://openrouter.ai/api/v1/oauth/token}
   * @param identity the platform's identity token (an OIDC JWT), new for every exchange
   */
  public static TokenExchange openRouter(
      Exchange exchange,
      URI endpoint,
      String policy,
      Supplier<SecretText> identity,
      InstantSource clock) {
    Map<String, String> fixed = new LinkedHashMap<>();
    fixed.put("grant_type", EXCHANGE);
    fixed.put("subject_token_type", JWT);
    fixed.put("federation_policy_id", policy);
    return new TokenExchange(exchange, endpoint, true, fixed, "subject_token", identity, clock);
  }

  @Override
  public Verdict exchange() {
    try {
      token();
      return Verdict.ACCEPTED;
    } catch (PortException failure) {
      boolean refused = failure.code() == Code.DENIED || failure.code() == Code.INVALID;
      return refused ? Verdict.REFUSED : Verdict.UNCLEAR;
    }
  }

  private SecretText token() {
    String what = "exchange an identity token";
    Map<String, Object> members = new LinkedHashMap<>(fixed);
    members.put(tokenMember, identity.get().reveal());
    String body = form ? form(members) : StrictJson.write(members);
    String type = form ? "application/x-www-form-urlencoded" : "application/json";
    Exchange.Answer answer =
        exchange.send(
            () ->
                HttpRequest.newBuilder(endpoint)
                    .header("content-type", type)
                    .POST(HttpRequest.BodyPublishers.ofString(body)),
            what);
    return SecretText.of("federated token", JsonApi.object(answer, what).text("access_token"));
  }

  private static String form(Map<String, Object> members) {
    StringBuilder text = new StringBuilder();
    members.forEach(
        (name, value) ->
            text.append(text.isEmpty() ? "" : "&")
                .append(name)
                .append('=')
                .append(JsonApi.part(value.toString())));
    return text.toString();
  }

  @Override
  public Optional<Secret> read(String name) {
    return fresh(name);
  }

  /** A token exchanged now; its version is the moment, because there is no other name for it. */
  @Override
  public Optional<Secret> fresh(String name) {
    SecretText token = token();
    return Optional.of(new Secret(name, "exchanged-" + clock.millis(), token, clock.instant()));
  }

  /** A token is nowhere kept, so none can be read again. */
  @Override
  public Optional<Secret> read(String name, String version) {
    return Optional.empty();
  }
}
