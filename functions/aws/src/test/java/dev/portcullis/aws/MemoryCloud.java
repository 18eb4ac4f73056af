package dev.portcullis.aws;

import dev.portcullis.audit.record.AlertRaised;
import dev.portcullis.audit.witness.Witness;
import dev.portcullis.audit.witness.WitnessClient;
import dev.portcullis.authorization.keys.ApiKeys;
import dev.portcullis.authorization.keys.KeyChange;
import dev.portcullis.authorization.keys.KeySpec;
import dev.portcullis.authorization.keys.KeySummary;
import dev.portcullis.contract.memory.MemoryPublicationStore;
import dev.portcullis.contract.memory.MemoryRecordStore;
import dev.portcullis.contract.memory.MemorySecrets;
import dev.portcullis.contract.memory.MemorySigner;
import dev.portcullis.contract.memory.MemoryWormStore;
import dev.portcullis.contract.memory.Provider;
import dev.portcullis.ports.KeyWrapping;
import dev.portcullis.ports.Model;
import dev.portcullis.ports.PublicationStore;
import dev.portcullis.ports.RecordStore;
import dev.portcullis.ports.SecretStore;
import dev.portcullis.ports.SecretText;
import dev.portcullis.ports.SecretVersions;
import dev.portcullis.ports.Signer;
import dev.portcullis.ports.WormStore;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** One deployment's services in memory, with an API key that may call the stand-in models. */
final class MemoryCloud implements Services {
  final MemorySecrets secrets;
  final MemoryWormStore worm;
  final MemoryPublicationStore published;
  final FakeModel model = new FakeModel();
  final List<AlertRaised> told = new ArrayList<>();

  /** The way to the witness; a deployment has none unless a test says so. */
  WitnessClient.Transport witness = body -> new Witness.Answer(500, "text/plain", "not here\n");

  private final Map<String, MemoryRecordStore> tables = new HashMap<>();
  private final Map<String, MemorySigner> signers = new HashMap<>();
  private final KeyWrapping wrapping = new MemoryWrapping();
  private final InstantSource clock;

  MemoryCloud(InstantSource clock) {
    this.clock = clock;
    this.secrets = new MemorySecrets(clock);
    this.worm = new MemoryWormStore(Provider.S3, clock);
    this.published = new MemoryPublicationStore(Provider.S3, clock);
    for (String name : List.of(Environment.PEPPER, Environment.DIGEST, Environment.MODEL)) {
      String version = "4b7f0a9e-3c1d-4c52-9f0e-6d2a1b8c7e5f";
      secrets.stage(name, version, SecretText.of(name, "planted-" + name + "-".repeat(48)));
      secrets.promote(name, version, "");
    }
  }

  /** A new key of a developer who works with data. */
  KeyChange.Issued newKey() {
    KeySpec spec =
        KeySpec.of(
            "live", "acme", "Support desk", "Answers mails", Set.of("developer", "data_scientist"));
    return (KeyChange.Issued) keys().create(spec);
  }

  /** Stops every key there is. */
  void stopKeys() {
    keys().list("", 100).forEach(key -> keys().revoke(key.id(), "a test"));
  }

  List<KeySummary> allKeys() {
    return keys().list("", 100);
  }

  KeySummary key(String id) {
    return keys().show(id).orElseThrow();
  }

  private ApiKeys keys() {
    return new ApiKeys(
        records("keys"),
        secrets,
        Environment.PEPPER,
        clock,
        new SecureRandom(),
        (event, id, change) -> {});
  }

  @Override
  public RecordStore records(String table) {
    return tables.computeIfAbsent(table, name -> new MemoryRecordStore());
  }

  @Override
  public SecretStore secrets() {
    return secrets;
  }

  @Override
  public SecretVersions secretVersions() {
    return secrets;
  }

  @Override
  public KeyWrapping wrapping(String keyArn) {
    return wrapping;
  }

  @Override
  public Signer signer(String keyArn) {
    Signer.Algorithm algorithm =
        keyArn.endsWith("witness") ? Signer.Algorithm.ED25519 : Signer.Algorithm.ES256;
    return signers.computeIfAbsent(keyArn, arn -> MemorySigner.create(algorithm, arn));
  }

  @Override
  public WormStore log(String bucket, Environment.LockMode mode) {
    return worm;
  }

  /** A store in memory is write-once by its class. */
  @Override
  public void checkLog(String bucket) {}

  @Override
  public void checkPublished(String bucket) {}

  @Override
  public PublicationStore published(String bucket) {
    return published;
  }

  @Override
  public Consumer<List<AlertRaised>> alerts(String busArn) {
    return told::addAll;
  }

  @Override
  public WitnessClient.Transport witness(String functionArn) {
    return body -> witness.post(body);
  }

  @Override
  public Model model(SecretStore unused) {
    return model;
  }

  /** Every record that is sealed, as text. */
  String sealed() {
    StringBuilder all = new StringBuilder();
    for (WormStore.Entry entry : worm.list("intake/", "", 1_000)) {
      all.append(new String(worm.get(entry.key()).orElseThrow(), StandardCharsets.UTF_8));
    }
    return all.toString();
  }
}
