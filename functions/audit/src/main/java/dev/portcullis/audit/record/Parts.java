package dev.portcullis.audit.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The OCSF objects that several event classes share. */
final class Parts {
  /** More types or policies than this would crowd the entry; the rest is counted together. */
  private static final int MOST = 64;

  private final Words words;
  private final Digests digests;
  private final Emitter emitter;

  Parts(Words words, Digests digests, Emitter emitter) {
    this.words = words;
    this.digests = digests;
    this.emitter = emitter;
  }

  Emitter emitter() {
    return emitter;
  }

  void cloud(Event event) {
    event.profile("cloud");
    event
        .body()
        .put(
            "cloud",
            new CanonicalObject()
                .put("provider", emitter.provider())
                .put("region", emitter.region())
                .put("account", new CanonicalObject().put("uid", emitter.account())));
  }

  static CanonicalObject endpoint(NetworkOrigin origin) {
    CanonicalObject endpoint = new CanonicalObject();
    if (origin.address().isPresent() && origin.network().isPresent()) {
      endpoint.put("ip", origin.address().get()).put("subnet_uid", origin.network().get());
    } else {
      endpoint.put("name", "unknown");
    }
    if (!origin.proxies().isEmpty()) {
      endpoint.putStrings("intermediate_ips", origin.proxies());
    }
    origin.vpcEndpoint().ifPresent(id -> endpoint.put("vpc_uid", id));
    return endpoint;
  }

  CanonicalObject user(Caller caller) {
    CanonicalObject user = user(caller.pseudonym()).put("type", words.shaped(caller.type()));
    switch (caller.type()) {
      case "User" -> user.put("type_id", 1);
      case "Service" -> user.put("type_id", 4);
      default -> user.put("type_id", 99);
    }
    List<CanonicalObject> groups = new ArrayList<>();
    for (String role : words.shaped(caller.roles())) {
      groups.add(new CanonicalObject().put("name", role));
    }
    if (!groups.isEmpty()) {
      user.put("groups", groups);
    }
    return user;
  }

  static CanonicalObject user(Pseudonym pseudonym) {
    return new CanonicalObject().put("uid", pseudonym.value()).put("uid_alt", pseudonym.keyId());
  }

  CanonicalObject actor(Caller caller) {
    CanonicalObject actor = new CanonicalObject().put("user", user(caller));
    actor.put("idp", new CanonicalObject().put("name", words.shaped(caller.authenticatedBy())));
    caller.application().ifPresent(name -> actor.put("app_name", words.shaped(name)));
    return actor;
  }

  /** The decision, once per policy that determined it; the verdict alone where none did. */
  void decision(Event event, PolicyDecision decision) {
    String verdict = decision.permitted() ? "permit" : "deny";
    String version = words.version(decision.policyVersion());
    List<CanonicalObject> all = new ArrayList<>();
    for (String id : words.shaped(decision.policies())) {
      CanonicalObject policy = new CanonicalObject().put("uid", id).put("version", version);
      all.add(new CanonicalObject().put("decision", verdict).put("policy", policy));
    }
    if (all.isEmpty()) {
      all.add(new CanonicalObject().put("decision", verdict));
    } else {
      String first = words.shaped(decision.policies().get(0));
      event.body().put("policy", new CanonicalObject().put("uid", first).put("version", version));
    }
    event.body().put("authorizations", all);
    CanonicalObject ours =
        new CanonicalObject()
            .put("verdict", verdict)
            .put("reason", words.shaped(decision.reason()))
            .put("policy_version", version)
            .put("policy_count", decision.policies().size())
            .put("errors", decision.errors());
    if (!decision.inputDigest().isEmpty()) {
      ours.put("input_digest", digests.of("decision-input", decision.inputDigest()).inline());
    }
    if (!decision.alarms().isEmpty()) {
      ours.putStrings("alarms", words.shaped(decision.alarms()));
    }
    event.unmapped().put("decision", ours);
  }

  CanonicalObject examined(Examined examined) {
    CanonicalObject object =
        new CanonicalObject()
            .put("detector_set", words.version(examined.detectorSet()))
            .putStrings("detectors", words.shaped(examined.detectors()))
            .put("detector_count", examined.detectors().size())
            .put("bytes_examined", examined.bytesExamined())
            .put("bytes_delivered", examined.bytesDelivered())
            .put("bytes_withheld", examined.bytesWithheld())
            .put("found", examined.found())
            .put("placeholders", examined.placeholders())
            .put("restored", examined.restored())
            .put("masked", examined.masked())
            .put("modified", examined.found() > 0 ? "yes" : "no")
            .putCounts("findings", types(examined.findings()));
    List<CanonicalObject> unseen = new ArrayList<>();
    examined.notExamined().stream()
        .limit(MOST)
        .forEach(
            part ->
                unseen.add(
                    new CanonicalObject()
                        .put("kind", Names.of(part.kind()))
                        .put("parts", part.parts())
                        .put("bytes", part.bytes())
                        .put("passed", part.passed() ? "yes" : "no")));
    return object.put("not_examined", unseen);
  }

  Map<String, Long> types(Map<String, Long> findings) {
    Map<String, Long> named = new TreeMap<>();
    findings.forEach(
        (type, count) ->
            named.merge(named.size() < MOST ? words.shaped(type) : "OTHER", count, Long::sum));
    return named;
  }

  /** A keyed digest as OCSF writes fingerprints. */
  static CanonicalObject fingerprint(KeyedDigest digest) {
    return new CanonicalObject()
        .put("algorithm", "HMAC-SHA-256")
        .put("algorithm_id", 99)
        .put("value", digest.value());
  }

  static CanonicalObject content(ContentDigest content) {
    return new CanonicalObject()
        .put("key_id", content.digest().keyId())
        .put("hmac_sha256", content.digest().value())
        .put("bytes", content.bytes());
  }
}
