package dev.portcullis.rotation.configuration;

import dev.portcullis.ports.SecretText;
import dev.portcullis.rotation.Credential;
import dev.portcullis.rotation.RotationPolicy;
import dev.portcullis.rotation.provider.CredentialProvider;
import dev.portcullis.rotation.provider.KeyProbe;
import dev.portcullis.rotation.provider.http.AnthropicKeys;
import dev.portcullis.rotation.provider.http.AwsIdentity;
import dev.portcullis.rotation.provider.http.AzureAccountKeys;
import dev.portcullis.rotation.provider.http.BedrockKeys;
import dev.portcullis.rotation.provider.http.Exchange;
import dev.portcullis.rotation.provider.http.GoogleApiKeys;
import dev.portcullis.rotation.provider.http.HttpProbe;
import dev.portcullis.rotation.provider.http.OpenAiKeys;
import dev.portcullis.rotation.provider.http.OpenRouterKeys;
import dev.portcullis.rotation.provider.own.GatewayKeyProbe;
import dev.portcullis.rotation.provider.own.GatewayKeys;
import dev.portcullis.rotation.provider.own.RandomKeys;
import dev.portcullis.rotation.provider.own.SigningKeys;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Makes a credential from the members that a file gives for it; docs/rotation.md lists them. */
public final class ConfiguredCredential {
  private record Issuer(CredentialProvider provider, KeyProbe probe) {}

  private final Members members;
  private final ProviderNeeds needs;
  private final RotationPolicy policy;

  private ConfiguredCredential(Members members, ProviderNeeds needs) {
    this.members = members;
    this.needs = needs;
    this.policy = policy(members);
  }

  /**
   * The credential, with the usual spans where the file names none.
   *
   * @throws IllegalArgumentException naming the member that is missing, wrong or not known
   */
  public static Credential of(String deployment, Members members, ProviderNeeds needs) {
    ConfiguredCredential made = new ConfiguredCredential(members, needs);
    Issuer issuer = made.issuer();
    Credential credential =
        new Credential(
            deployment,
            members.text("id"),
            members.text("secret"),
            issuer.provider(),
            issuer.probe(),
            made.policy);
    members.refuseUnread();
    return credential;
  }

  private static RotationPolicy policy(Members members) {
    RotationPolicy usual = RotationPolicy.defaults();
    return new RotationPolicy(
        members.span("interval", usual.interval()),
        members.cacheAge(),
        members.span("grace", usual.grace()),
        members.span("propagation", usual.propagation()),
        members.span("lease", usual.lease()),
        members.span("stuck-after", usual.stuckAfter()),
        members.span("orphan-age", usual.orphanAge()),
        members.span("hand-over", usual.handOver()),
        members.span("reminder", usual.reminder()));
  }

  private Issuer issuer() {
    String provider = members.text("provider");
    return switch (provider) {
      case "openai" -> openAi();
      case "anthropic" -> anthropic();
      case "openrouter" -> openRouter();
      case "azure" -> azure();
      case "google" -> google();
      case "bedrock" -> bedrock();
      case "gateway-key" ->
          new Issuer(
              new GatewayKeys(needs.keys(), members.text("key")),
              new GatewayKeyProbe(
                  needs
                      .verifier()
                      .orElseThrow(() -> members.wrong("provider", "is not rotated here"))));
      case "pepper" -> own(RandomKeys.pepper(needs.keys(), needs.random()));
      case "redaction-key" -> own(RandomKeys.redaction(needs.random()));
      case "signing-key" -> {
        SigningKeys keys =
            new SigningKeys(
                needs
                    .publication()
                    .orElseThrow(() -> members.wrong("provider", "needs a place to publish keys")),
                "signing-keys/");
        yield new Issuer(keys, keys);
      }
      default -> throw members.wrong("provider", "is not one of those in docs/rotation.md");
    };
  }

  private static Issuer own(RandomKeys keys) {
    return new Issuer(keys, keys);
  }

  private Supplier<SecretText> admin() {
    return needs.secret(members.text("admin"));
  }

  private Exchange exchange() {
    return needs.exchange();
  }

  /** A key outlives interval, grace and a week in which nobody looked. */
  private Duration lifetime() {
    Duration needed = policy.interval().plus(policy.grace()).plusDays(7);
    return needed.compareTo(Duration.ofDays(365)) < 0 ? needed : Duration.ofDays(365);
  }

  private Issuer openAi() {
    URI base = members.address("base", "https://api.openai.com/v1");
    return new Issuer(
        new OpenAiKeys(
            exchange(),
            base,
            admin(),
            members.text("project"),
            members.text("service-account"),
            lifetime()),
        HttpProbe.bearer(exchange(), URI.create(base + "/models")));
  }

  private Issuer anthropic() {
    URI base = members.address("base", "https://api.anthropic.com/v1");
    return new Issuer(
        new AnthropicKeys(exchange(), base, admin(), members.text("workspace")),
        HttpProbe.anthropic(exchange(), URI.create(base + "/models")));
  }

  private Issuer openRouter() {
    URI base = members.address("base", "https://openrouter.ai/api/v1");
    return new Issuer(
        new OpenRouterKeys(exchange(), base, admin()),
        HttpProbe.bearer(exchange(), URI.create(base + "/key")));
  }

  private Issuer azure() {
    URI endpoint = members.address("endpoint", "");
    return new Issuer(
        new AzureAccountKeys(
            exchange(),
            members.address("base", "https://management.azure.com"),
            admin(),
            members.text("subscription"),
            members.text("resource-group"),
            members.text("account")),
        HttpProbe.azure(
            exchange(), URI.create(endpoint + "/openai/models?api-version=2024-10-21")));
  }

  private Issuer google() {
    String service = members.text("service", "generativelanguage.googleapis.com");
    return new Issuer(
        new GoogleApiKeys(
            exchange(),
            members.address("base", "https://apikeys.googleapis.com/v2"),
            admin(),
            members.text("project"),
            service,
            needs.pause()),
        HttpProbe.google(
            exchange(), members.address("probe", "https://" + service + "/v1beta/models")));
  }

  private Issuer bedrock() {
    Supplier<SecretText> secretKey = admin();
    String accessKey = members.text("access-key-id");
    String region = members.text("region");
    return new Issuer(
        new BedrockKeys(
            exchange(),
            members.address("base", "https://iam.amazonaws.com"),
            "us-east-1",
            () -> new AwsIdentity(accessKey, secretKey.get(), Optional.empty()),
            members.text("user"),
            Math.toIntExact(lifetime().toDays()),
            needs.clock()),
        HttpProbe.bedrock(
            exchange(),
            members.address(
                "probe", "https://bedrock." + region + ".amazonaws.com/foundation-models")));
  }
}
