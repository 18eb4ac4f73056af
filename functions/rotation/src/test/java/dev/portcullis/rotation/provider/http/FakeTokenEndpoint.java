package dev.portcullis.rotation.provider.http;

import dev.portcullis.authorization.json.StrictJson;
import dev.portcullis.ports.SecretText;
import dev.portcullis.rotation.provider.CredentialProvider;
import dev.portcullis.rotation.provider.KeyProbe;
import dev.portcullis.rotation.provider.Verdict;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The token endpoints of the three providers that take a platform's identity. */
final class FakeTokenEndpoint extends FakeServer {
  static final String IDENTITY = "eyJhbGciOi.canary.identity";
  private int exchanged;

  FakeTokenEndpoint() throws IOException {}

  @Override
  CredentialProvider provider(SecretText admin) {
    return TokenExchange.openAi(
        exchange, uri("/openai/oauth/token"), "idp_1", "svc_1", () -> admin, () -> now);
  }

  @Override
  KeyProbe probe() {
    return value -> Verdict.UNCLEAR;
  }

  @Override
  Set<String> live() {
    return Set.of();
  }

  @Override
  void fill(int count) {
    // There are no keys.
  }

  @Override
  boolean changes(Request request) {
    return true;
  }

  @Override
  Reply answer(Request request) throws Exception {
    boolean form =
        "application/x-www-form-urlencoded".equals(request.headers().get("content-type"));
    Map<String, Object> body =
        form ? form(request.body()) : new StrictJson(2).readObject(request.body());
    Map<String, Object> expected = new TreeMap<>();
    if (request.is("POST", "/openai/oauth/token") && !form) {
      expected.put("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange");
      expected.put("subject_token_type", "urn:ietf:params:oauth:token-type:jwt");
      expected.put("subject_token", IDENTITY);
      expected.put("identity_provider_id", "idp_1");
      expected.put("service_account_id", "svc_1");
    } else if (request.is("POST", "/anthropic/v1/oauth/token") && !form) {
      expected.put("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer");
      expected.put("assertion", IDENTITY);
      expected.put("federation_rule_id", "fdrl_1");
      expected.put("organization_id", "org-1");
      expected.put("service_account_id", "svac_1");
    } else if (request.is("POST", "/openrouter/oauth/token") && form) {
      expected.put("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange");
      expected.put("subject_token_type", "urn:ietf:params:oauth:token-type:jwt");
      expected.put("subject_token", IDENTITY);
      expected.put("federation_policy_id", "policy-1");
    }
    if (!new TreeMap<>(body).equals(expected)) {
      return new Reply(401, "{\"error\":\"invalid_grant\",\"echo\":\"" + IDENTITY + "\"}");
    }
    exchanged++;
    return Reply.json(
        Map.of("access_token", "token-" + exchanged, "token_type", "Bearer", "expires_in", 900));
  }

  private static Map<String, Object> form(String body) {
    Map<String, Object> form = new TreeMap<>();
    for (String pair : body.split("&", -1)) {
      int equals = pair.indexOf('=');
      form.put(
          pair.substring(0, equals),
          URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
    }
    return form;
  }
}
