package dev.portcullis.rotation.schedule;

import dev.portcullis.alerts.Rule;
import dev.portcullis.contract.memory.MemoryRecordStore;
import dev.portcullis.contract.memory.MemorySecrets;
import dev.portcullis.ports.RecordStore;
import dev.portcullis.ports.SecretText;
import dev.portcullis.ports.SecretVersions;
import dev.portcullis.rotation.Credential;
import dev.portcullis.rotation.RotationPolicy;
import dev.portcullis.rotation.Rotations;
import dev.portcullis.rotation.provider.MintingProvider;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Stores, a provider, a clock and the code under test, for one run. */
final class World {
  static final String CREDENTIAL = "model-key";
  static final String SECRET = "model/key";
  static final Duration DELAY = Duration.ofMinutes(1);
  static final RotationPolicy POLICY =
      new RotationPolicy(
          Duration.ofDays(1),
          Duration.ofMinutes(10),
          Duration.ofMinutes(15),
          Duration.ofMinutes(5),
          Duration.ofMinutes(2),
          Duration.ofMinutes(20),
          Duration.ofMinutes(30),
          Duration.ofHours(1),
          Duration.ofMinutes(20));
  private static final Pattern NAMES = Pattern.compile("(id|value)-[0-9]+");
  private static final Pattern OWNER = Pattern.compile("\"owner\":\"[0-9a-f]*\"");

  private final Credential credential;
  final Gate gate;
  final MemorySecrets secrets;
  final RecordStore records = new MemoryRecordStore();
  final Simulated provider;
  final Protocol protocol;
  final Monitor monitor;
  final List<String> log = new ArrayList<>();
  final Set<Rule> findings = EnumSet.noneOf(Rule.class);
  private Instant now = Instant.parse("2026-11-24T00:00:00Z");

  World(Subject subject, Gate gate, boolean template) {
    this.gate = gate;
    this.secrets = new MemorySecrets(() -> now);
    this.provider = provider(subject, template);
    this.monitor = new Monitor(secrets, () -> now, POLICY.cacheAge());
    SecretVersions versions = new GatedVersions(secrets, gate);
    this.credential =
        new Credential("test", CREDENTIAL, SECRET, provider.provider(), provider, POLICY);
    this.protocol =
        template
            ? new TemplateProtocol(secrets, versions, (MintingProvider) provider.provider())
            : new RealProtocol(
                new Rotations(
                    List.of(credential),
                    secrets,
                    versions,
                    new GatedRecords(records, gate),
                    record -> gate.effect(() -> log.add(record.toString())),
                    finding -> findings.add(finding.rule()),
                    () -> now,
                    new SplittableRandom(1)));
  }

  private Simulated provider(Subject subject, boolean template) {
    return switch (subject) {
      case FEDERATE -> new FederatedSimulation();
      case OWN_KEY -> new OwnKeySimulation(gate, secrets, SECRET);
      case TWO_SLOT -> new SlotSimulation(gate, () -> now, DELAY, this::everStored);
      case MINT_LABELLED -> minting(MintingSimulation.Kind.MINT_LABELLED, 10, template);
      case MINT_DEDICATED -> minting(MintingSimulation.Kind.MINT_DEDICATED, 2, template);
      case RE_READABLE -> minting(MintingSimulation.Kind.RE_READABLE, 10, template);
      case DISABLE_ONLY -> minting(MintingSimulation.Kind.DISABLE_ONLY, 10, template);
    };
  }

  /** The template cannot wait for a key to become usable, so for it keys work at once. */
  private Simulated minting(MintingSimulation.Kind kind, int most, boolean template) {
    return new MintingSimulation(kind, gate, () -> now, template ? Duration.ZERO : DELAY, most);
  }

  private final Set<String> stored = new TreeSet<>();

  private boolean everStored(SecretText value) {
    return stored.contains(value.reveal());
  }

  /** Looks at what clients would see now. */
  void look() {
    for (SecretVersions.Version version : secrets.versions(SECRET)) {
      stored.add(secrets.read(SECRET, version.name()).orElseThrow().value().reveal());
    }
    monitor.look(provider);
  }

  void pass(Duration time) {
    now = now.plus(time);
    look();
  }

  /** What the key of a rotation is called. */
  String label(String token) {
    return credential.label(token);
  }

  Instant now() {
    return now;
  }

  /** The values that work and are not the current one: nobody may hold such a key at the end. */
  Set<String> leaked() {
    Set<String> live = new TreeSet<>(provider.liveValues());
    secrets.read(SECRET).ifPresent(current -> live.remove(current.value().reveal()));
    return live;
  }

  /**
   * Everything that the rest of a run depends on. Names that were only counted up are renamed in
   * the order in which they appear, so that runs that differ in nothing else have the same state.
   */
  String state() {
    StringBuilder text =
        new StringBuilder().append(now).append(provider.state()).append(provider.liveValues());
    for (SecretVersions.Version version : secrets.versions(SECRET)) {
      text.append(version.name())
          .append(version.current())
          .append(secrets.read(SECRET, version.name()).orElseThrow().value().reveal());
    }
    for (RecordStore.Versioned record : records.list("rotation/state/", "", 10)) {
      String body = new String(record.body(), StandardCharsets.UTF_8);
      text.append(OWNER.matcher(body).replaceAll(""));
    }
    text.append(monitor.state());
    Map<String, String> renamed = new HashMap<>();
    return NAMES
        .matcher(text)
        .replaceAll(
            match ->
                Matcher.quoteReplacement(
                    renamed.computeIfAbsent(match.group(), name -> "#" + renamed.size())));
  }
}
