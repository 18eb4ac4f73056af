package dev.portcullis.aws;

import dev.portcullis.authorization.keys.ApiKeys;
import dev.portcullis.authorization.keys.KeyLog;
import dev.portcullis.aws.event.BadEventException;
import dev.portcullis.aws.event.Fields;
import dev.portcullis.ports.RecordStore;
import dev.portcullis.ports.SecretStore;
import dev.portcullis.rotation.Credential;
import dev.portcullis.rotation.RotationPolicy;
import dev.portcullis.rotation.configuration.ConfiguredCredential;
import dev.portcullis.rotation.configuration.Members;
import dev.portcullis.rotation.configuration.ProviderNeeds;
import dev.portcullis.rotation.provider.http.Exchange;
import dev.portcullis.rotation.provider.http.Pause;
import dev.portcullis.rotation.provider.own.RandomKeys;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What is rotated on AWS: the pepper and the digest keys, which are made here, and the model
 * provider's credential as {@code policies/rotation.json} of the deployment package says.
 *
 * <p>That file is one object of strings with the members of docs/rotation.md; the id, the secrets
 * and the interval are the template's. Without it the credential is not rotated here. The
 * credential that makes credentials is replaced by a person.
 */
final class RotatedCredentials {
  static final String FILE = "rotation.json";

  private static final Duration REQUEST = Duration.ofSeconds(10);

  /** The functions' time-out is a minute. */
  private static final Duration LEASE = Duration.ofMinutes(3);

  private static final Duration STUCK = Duration.ofMinutes(30);

  /** What is made here: no provider of a model takes one of them for its credential. */
  private static final Set<String> MADE_HERE =
      Set.of("gateway-key", "pepper", "redaction-key", "signing-key");

  /** A secret has at most 20 staging labels, and two or three of them are AWS's own. */
  private static final int MOST_DIGEST_KEYS = 15;

  private final Environment environment;
  private final RecordStore keys;
  private final SecretStore secrets;
  private final InstantSource clock;
  private final SecureRandom random;
  private final KeyLog log;

  /**
   * The credentials of a deployment.
   *
   * @param keys the table of API keys: a pepper lives as long as a key needs it
   * @param log takes what happens to API keys
   */
  RotatedCredentials(
      Environment environment,
      RecordStore keys,
      SecretStore secrets,
      InstantSource clock,
      SecureRandom random,
      KeyLog log) {
    this.environment = environment;
    this.keys = keys;
    this.secrets = secrets;
    this.clock = clock;
    this.random = random;
    this.log = log;
  }

  /** All of them; a file or variable that cannot be used is a {@link MisconfiguredException}. */
  List<Credential> all() {
    ApiKeys apiKeys = new ApiKeys(keys, secrets, Environment.PEPPER, clock, random, log);
    RotationPolicy usual = RotationPolicy.defaults();
    List<Credential> all = new ArrayList<>();
    all.add(own(Environment.PEPPER, RandomKeys.pepper(apiKeys, random), usual.grace()));
    all.add(own(Environment.DIGEST, RandomKeys.redaction(random), digestsKept()));
    model(apiKeys).ifPresent(all::add);
    return all;
  }

  /** What a record's digests can be compared with must be there as long as the record. */
  private Duration digestsKept() {
    Duration retention = environment.retention();
    if (retention.dividedBy(environment.days("OWN_KEY_DAYS")) > MOST_DIGEST_KEYS) {
      throw new MisconfiguredException(
          "PORTCULLIS_OWN_KEY_DAYS is so short that more than "
              + MOST_DIGEST_KEYS
              + " digest keys would be kept for PORTCULLIS_RETENTION_DAYS");
    }
    return retention;
  }

  private Credential own(String id, RandomKeys made, Duration grace) {
    RotationPolicy usual = RotationPolicy.defaults();
    RotationPolicy policy =
        new RotationPolicy(
            environment.days("OWN_KEY_DAYS"),
            usual.cacheAge(),
            grace,
            usual.propagation(),
            LEASE,
            STUCK,
            usual.orphanAge(),
            usual.handOver(),
            usual.reminder());
    return new Credential(environment.deployment(), id, id, made, made, policy);
  }

  private Optional<Credential> model(ApiKeys apiKeys) {
    Optional<String> file = new PolicyPackage(environment).text(FILE);
    if (environment.optionalArn("MODEL_SECRET").isEmpty() || file.isEmpty()) {
      return Optional.empty();
    }
    ProviderNeeds needs =
        new ProviderNeeds(
            secrets,
            apiKeys,
            Optional.empty(),
            Optional.empty(),
            new Exchange(
                HttpClient.newBuilder()
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(REQUEST)
                    .build(),
                REQUEST,
                Pause.sleeping()),
            Pause.sleeping(),
            clock,
            random);
    try {
      return Optional.of(
          ConfiguredCredential.of(
              environment.deployment(), new Members(FILE, members(file.get())), needs));
    } catch (BadEventException | IllegalArgumentException wrong) {
      throw new MisconfiguredException("policies/" + FILE + ": " + wrong.getMessage());
    }
  }

  private Map<String, String> members(String file) {
    Map<String, String> members = new TreeMap<>(Map.of("lease", "3m", "stuck-after", "30m"));
    members.putAll(Fields.parse(file).strings());
    for (String ours : List.of("id", "secret", "admin", "interval")) {
      if (members.containsKey(ours)) {
        throw new IllegalArgumentException(ours + " is the template's");
      }
    }
    if (MADE_HERE.contains(members.getOrDefault("provider", ""))) {
      throw new IllegalArgumentException(
          "provider is one whose keys this deployment makes, and no model takes those; name who"
              + " issues the model's credential (openai, anthropic, openrouter, azure, google,"
              + " bedrock), or leave the file out and put a new value into the secret yourself. An"
              + " API key of this gateway is replaced by the operation rotate of the key authority");
    }
    members.put("id", Environment.MODEL);
    members.put("secret", Environment.MODEL);
    members.put("admin", Environment.ADMIN);
    members.put("interval", environment.days("MODEL_KEY_DAYS").toDays() + "d");
    return members;
  }
}
