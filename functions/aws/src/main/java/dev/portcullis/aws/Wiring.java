package dev.portcullis.aws;

import dev.portcullis.alerts.AlertWatch;
import dev.portcullis.alerts.Thresholds;
import dev.portcullis.audit.log.AuditTrail;
import dev.portcullis.audit.log.Cosigners;
import dev.portcullis.audit.log.Sealer;
import dev.portcullis.audit.log.Sequencer;
import dev.portcullis.audit.read.BundleSource;
import dev.portcullis.audit.read.LogSearch;
import dev.portcullis.audit.read.RecordIndex;
import dev.portcullis.audit.read.RecordSource;
import dev.portcullis.audit.record.Digests;
import dev.portcullis.audit.record.NetworkOrigin;
import dev.portcullis.audit.record.Pseudonyms;
import dev.portcullis.audit.record.Quarantine;
import dev.portcullis.audit.record.WormQuarantine;
import dev.portcullis.audit.tlog.Cosignature;
import dev.portcullis.audit.tlog.KeyRing;
import dev.portcullis.audit.tlog.NoteSigner;
import dev.portcullis.audit.tlog.SignedNote;
import dev.portcullis.audit.verify.LogView;
import dev.portcullis.audit.witness.Witness;
import dev.portcullis.audit.witness.WitnessClient;
import dev.portcullis.authorization.Authenticator;
import dev.portcullis.authorization.CallerAuthenticator;
import dev.portcullis.authorization.GatewayCallers;
import dev.portcullis.authorization.PolicyDecider;
import dev.portcullis.authorization.keys.ApiKeyVerifier;
import dev.portcullis.authorization.keys.ApiKeys;
import dev.portcullis.aws.cloudwatch.CloudWatchMetrics;
import dev.portcullis.aws.event.BadEventException;
import dev.portcullis.inference.CallLog;
import dev.portcullis.inference.GovernedCall;
import dev.portcullis.inference.Settings;
import dev.portcullis.limits.Backoff;
import dev.portcullis.limits.LimitRules;
import dev.portcullis.limits.Limits;
import dev.portcullis.limits.Prices;
import dev.portcullis.ports.KeyWrapping;
import dev.portcullis.ports.Model;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import dev.portcullis.ports.PublicationStore;
import dev.portcullis.ports.RecordStore;
import dev.portcullis.ports.SecretBytes;
import dev.portcullis.ports.SecretStore;
import dev.portcullis.ports.WormStore;
import dev.portcullis.redaction.Scanner;
import dev.portcullis.rotation.Rotations;
import dev.portcullis.rotation.provider.http.Pause;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Puts together each function that calls services by the SDK from its environment and the services
 * it needs, and touches no other; what cannot be used ends the start of the function.
 *
 * <p>Every method makes everything anew, so what it returns may live from one restore of a snapshot
 * to the next and no longer.
 */
final class Wiring {
  private static final Duration SUBJECTS_KEPT = Duration.ofMinutes(5);
  private static final int MOST_SUBJECTS = 10_000;
  private static final Duration LONGEST_CALL = Duration.ofMinutes(15);
  private static final int STORE_CALLS_AT_ONCE = 16;

  private final Surroundings surroundings;
  private final Environment environment;
  private final Services services;
  private final LogLines lines;
  private final String function;
  private final Emission emission;

  /**
   * The wiring of one function.
   *
   * @param function its name in records, lines and metrics, for example {@code governed-call}
   */
  Wiring(Surroundings surroundings, Services services, String function) {
    this.surroundings = surroundings;
    this.environment = surroundings.environment();
    this.services = services;
    this.function = function;
    this.emission = new Emission(surroundings, function);
    environment.require(function);
    this.lines = new LogLines(function, surroundings.out());
  }

  /** The lines of this function. */
  LogLines lines() {
    return lines;
  }

  /**
   * The governed call.
   *
   * @param millisLeft how long the present invocation may still wait for the model
   */
  GovernedCall governedCall(PolicyDecider policies, Scanner scanner, LongSupplier millisLeft) {
    SecureRandom random = surroundings.random().get();
    SecretStore secrets = services.secrets();
    Digests digests = digests(secrets);
    RecordStore subjects = services.records(environment.table("SUBJECT_TABLE"));
    KeyWrapping wrapping = services.wrapping(environment.arn("SUBJECT_KEY"));
    Set<String> models = Set.copyOf(policies.catalogue("Model"));
    Quarantine quarantine =
        new WormQuarantine(log(), wrapping, random, surroundings.clock(), environment.retention());
    Journal journal = new Journal(emission.encoder(models, digests, quarantine), trail());
    Pseudonyms pseudonyms =
        new Pseudonyms(
            subjects,
            wrapping,
            DirectoryKey.open(subjects, wrapping, random),
            random,
            surroundings.clock(),
            SUBJECTS_KEPT,
            MOST_SUBJECTS);
    Model model = new DeadlineModel(services.model(secrets), Surroundings.threads(2), millisLeft);
    return new GovernedCall(
        new ToldAuthenticator(authenticator(secrets), lines::unchecked),
        policies,
        scanner,
        limits(services.records(environment.table("LIMIT_TABLE")), random),
        name -> model,
        new CallLog(
            journal.encoder(),
            journal.trail(),
            pseudonyms,
            digests,
            NetworkOrigin.Detail.TRUNCATED),
        surroundings.clock(),
        random,
        settings());
  }

  private Settings settings() {
    return new Settings(
        environment.bodyBytes(),
        environment.modelTimeout(),
        Settings.DEFAULT.outputTokens(),
        Set.of());
  }

  RecordIntake auditWriter() {
    return new RecordIntake(trail(), lines);
  }

  Sequencing sequencer() {
    // It runs within a minute of every deployment and every restart, and no caller waits for it.
    services.checkLog(environment.logBucket());
    services.checkPublished(environment.publicationBucket());
    WormStore worm = log();
    PublicationStore published = services.published(environment.publicationBucket());
    NoteSigner signer =
        new NoteSigner(
            environment.logOrigin(), List.of(services.signer(environment.arn("CHECKPOINT_KEY"))));
    return new Sequencing(
        sequencer(worm, published, signer),
        new Sealer(
            worm,
            sequencer(worm, published, signer),
            signer,
            surroundings.clock(),
            environment.retention()),
        new RecordIndex(published),
        records(worm, published, new KeyRing(signer.name(), signer.keys())),
        lines);
  }

  private Sequencer sequencer(WormStore worm, PublicationStore published, NoteSigner signer) {
    return new Sequencer(
        new Sequencer.Stores(worm, published),
        signer,
        cosigners(worm, published),
        surroundings.clock(),
        environment.retention(),
        lines,
        Optional.of(Surroundings.threads(STORE_CALLS_AT_ONCE)));
  }

  private Cosigners cosigners(WormStore worm, PublicationStore published) {
    Optional<String> witness = environment.optionalArn("WITNESS_FUNCTION");
    if (witness.isEmpty()) {
      return Cosigners.none();
    }
    WitnessClient.Known known =
        new WitnessClient.Known(
            Cosignature.key(witnessName(), services.signer(environment.arn("WITNESS_KEY"))),
            services.witness(witness.get()));
    ForkMarks marks = new ForkMarks(worm, surroundings.clock(), environment.retention(), lines);
    return new WitnessClient(
        List.of(known), signed -> !signed.isEmpty(), LogView.of(worm, published), marks);
  }

  WitnessRequests witness() {
    String origin = environment.logOrigin();
    NoteSigner log =
        new NoteSigner(origin, List.of(services.signer(environment.arn("CHECKPOINT_KEY"))));
    return new WitnessRequests(
        new Witness(
            witnessName(),
            services.signer(environment.arn("WITNESS_KEY")),
            Map.of(origin, new KeyRing(origin, log.keys())),
            services.records(environment.table("WITNESS_TABLE")),
            surroundings.clock()));
  }

  /** One witness of one log: its name follows from the log's. */
  private String witnessName() {
    return environment.logOrigin() + "/witness";
  }

  AlertRound alerts() {
    WormStore worm = log();
    PublicationStore published = services.published(environment.publicationBucket());
    NoteSigner log =
        new NoteSigner(
            environment.logOrigin(), List.of(services.signer(environment.arn("CHECKPOINT_KEY"))));
    Journal journal = journal();
    return new AlertRound(
        records(worm, published, new KeyRing(log.name(), log.keys())),
        services.records(environment.table("ALERT_TABLE")),
        () ->
            new AlertWatch(
                Thresholds.defaults(),
                surroundings.clock(),
                CloudWatchMetrics.of(function, surroundings.out())),
        new LogState(worm, published, surroundings.clock()),
        services.alerts(environment.arn("ALERT_BUS")),
        journal::append);
  }

  KeyRequests keyAuthority() {
    return new KeyRequests(
        new ApiKeys(
            services.records(environment.table("KEY_TABLE")),
            services.secrets(),
            Environment.PEPPER,
            surroundings.clock(),
            surroundings.random().get(),
            journal().keys(surroundings.clock())),
        lines);
  }

  SecretRotation secretRotation() {
    Journal journal = journal();
    RotationAlarms alarms = new RotationAlarms(journal, surroundings.clock(), lines);
    return new SecretRotation(
        rotations(journal, alarms),
        arn ->
            environment
                .secretName(arn)
                .orElseThrow(() -> new BadEventException("SecretId is no secret of ours")),
        journal,
        alarms::see,
        Pause.sleeping(),
        surroundings.clock());
  }

  ReconcilerTasks reconcilerTasks() {
    Journal journal = journal();
    RotationAlarms alarms = new RotationAlarms(journal, surroundings.clock(), lines);
    Rotations rotations = rotations(journal, alarms);
    HandedVersion handed =
        new HandedVersion(rotations, services.secrets(), services.secretVersions(), lines);
    return new ReconcilerTasks(
        rotations,
        new Reconciliation(rotations, lines),
        new RotationView(rotations),
        new RotationChanges(rotations, handed, lines));
  }

  Unsealing unsealing() {
    WormStore worm = log();
    PublicationStore published = services.published(environment.publicationBucket());
    NoteSigner log =
        new NoteSigner(
            environment.logOrigin(), List.of(services.signer(environment.arn("CHECKPOINT_KEY"))));
    return new Unsealing(
        new LogSearch(
            records(worm, published, new KeyRing(log.name(), log.keys())),
            Optional.of(new RecordIndex(published))),
        new WormQuarantine(
            worm,
            services.wrapping(environment.arn("SUBJECT_KEY")),
            surroundings.random().get(),
            surroundings.clock(),
            environment.retention()),
        journal(),
        lines,
        surroundings.clock());
  }

  private Rotations rotations(Journal journal, RotationAlarms alarms) {
    SecureRandom random = surroundings.random().get();
    SecretStore secrets = services.secrets();
    return new Rotations(
        new RotatedCredentials(
                environment,
                services.records(environment.table("KEY_TABLE")),
                secrets,
                surroundings.clock(),
                random,
                journal.keys(surroundings.clock()))
            .all(),
        secrets,
        services.secretVersions(),
        services.records(environment.table("JOURNAL_TABLE")),
        journal::append,
        alarms::see,
        surroundings.clock(),
        random);
  }

  private Authenticator authenticator(SecretStore secrets) {
    return new CallerAuthenticator(
        new ApiKeyVerifier(
            services.records(environment.table("KEY_TABLE")),
            secrets,
            Environment.PEPPER,
            surroundings.clock()),
        new PolicyPackage(environment).tokens(surroundings.clock()),
        GatewayCallers.none());
  }

  private Limits limits(RecordStore records, SecureRandom random) {
    PolicyPackage policies = new PolicyPackage(environment);
    try {
      LimitRules rules =
          policies
              .text("limits.txt")
              .map(text -> LimitRules.parse(text, "limits.txt"))
              .orElseGet(LimitRules::none);
      Prices prices =
          policies
              .text("prices.txt")
              .map(text -> Prices.parse(text, "prices.txt"))
              .orElseGet(Prices::shipped);
      return new Limits(
          records,
          rules,
          prices,
          surroundings.clock(),
          random,
          LONGEST_CALL,
          Backoff.sleeping(random));
    } catch (IllegalArgumentException bad) {
      throw MisconfiguredException.of(bad);
    }
  }

  private WormStore log() {
    return services.log(environment.logBucket(), environment.lockMode());
  }

  private AuditTrail trail() {
    return new AuditTrail(
        log(), surroundings.clock(), surroundings.random().get(), environment.retention(), lines);
  }

  /** A writer with an epoch of its own. */
  private Journal journal() {
    return new Journal(emission.encoder(emission.unlinkable()), trail());
  }

  /** As far as a checkpoint reaches that the log's key signed. */
  private static RecordSource records(WormStore worm, PublicationStore published, KeyRing keys) {
    return new BundleSource(
        key -> worm.get(key).or(() -> published.get(key)),
        () ->
            published
                .get("checkpoint")
                .map(note -> keys.checkpoint(SignedNote.parse(note)).size())
                .orElse(0L));
  }

  private Digests digests(SecretStore secrets) {
    SecretStore.Secret secret =
        secrets
            .read(Environment.DIGEST)
            .orElseThrow(() -> new PortException(Code.MISSING, "the secret of digests"));
    byte[] key = secret.value().reveal().getBytes(StandardCharsets.UTF_8);
    return new Digests("digest-" + secret.version(), SecretBytes.of("digest key", key));
  }
}
