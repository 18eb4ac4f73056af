package dev.portcullis.local.laptop;

import dev.portcullis.audit.log.Progress;
import dev.portcullis.audit.read.RecordIndex;
import dev.portcullis.audit.read.RecordSource;
import dev.portcullis.audit.record.AlertRaised;
import dev.portcullis.audit.record.AuditRecord;
import dev.portcullis.audit.record.Digests;
import dev.portcullis.audit.record.KeyEvent;
import dev.portcullis.audit.record.Pseudonyms;
import dev.portcullis.audit.record.WormQuarantine;
import dev.portcullis.audit.tlog.KeyRing;
import dev.portcullis.authorization.Authenticator;
import dev.portcullis.authorization.CallerAuthenticator;
import dev.portcullis.authorization.GatewayCallers;
import dev.portcullis.authorization.PolicyDecider;
import dev.portcullis.authorization.keys.ApiKeyVerifier;
import dev.portcullis.authorization.keys.ApiKeys;
import dev.portcullis.inference.CallLog;
import dev.portcullis.inference.GovernedCall;
import dev.portcullis.local.config.Configuration;
import dev.portcullis.local.store.FileSecretStore;
import dev.portcullis.ports.Model;
import dev.portcullis.ports.SecretBytes;
import dev.portcullis.ports.SecretStore;
import dev.portcullis.redaction.Scanner;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;

/**
 * The one wiring of this provider: everything that {@code serve} and the commands need, over one
 * data directory, each part built once and at its first use.
 *
 * <p>Any number of processes may have one directory open; only {@link #start} is for one at a time.
 * What cannot be used (a file, a directory, a key) is a {@link
 * dev.portcullis.local.config.SetupException} that names it; failures of the stores are {@link
 * dev.portcullis.ports.PortException}. Open one instance a process and directory. Safe for
 * concurrent use.
 */
public final class Laptop implements AutoCloseable {
  private static final Duration SUBJECTS_KEPT = Duration.ofMinutes(5);
  private static final int MOST_SUBJECTS = 10_000;
  private static final Duration UNFINISHED_KEYS = Duration.ofMinutes(5);

  private final Configuration configuration;
  private final Surroundings surroundings;
  private final DataDirectory directory;
  private final FirstOpen.Keys keys;
  private final Stores stores;
  private final Rules rules;
  private final PolicyDecider policies = new PolicyDecider();
  private final Lazy<PolicyWatch> watch = new Lazy<>(this::loadPolicies);
  private final Lazy<Journal> journal = new Lazy<>(this::openJournal);
  private final Lazy<Pseudonyms> pseudonyms = new Lazy<>(this::openPseudonyms);
  private final Lazy<ApiKeys> apiKeys = new Lazy<>(this::openKeys);
  private final Lazy<Scanner> scanner;
  private volatile Executor threads = Runnable::run;
  private Optional<Upkeep> upkeep = Optional.empty();
  private Optional<DirectoryLock> lock = Optional.empty();

  private Laptop(
      Configuration configuration,
      Surroundings surroundings,
      DataDirectory directory,
      FirstOpen.Keys keys) {
    this.configuration = configuration;
    this.surroundings = surroundings;
    this.directory = directory;
    this.keys = keys;
    this.stores = Stores.open(directory, configuration, surroundings);
    this.rules = new Rules(configuration, surroundings);
    this.scanner = new Lazy<>(rules::scanner);
  }

  /** Opens the configured data directory; makes it, with all its keys, if it is new. */
  public static Laptop open(Configuration configuration, Surroundings surroundings) {
    Objects.requireNonNull(configuration, "configuration");
    Objects.requireNonNull(surroundings, "surroundings");
    DataDirectory directory = DataDirectory.open(configuration.data());
    FirstOpen.Keys keys =
        new FirstOpen(directory, surroundings.random()).open(configuration.deployment());
    return new Laptop(configuration, surroundings, directory, keys);
  }

  /**
   * What would stop a start with this configuration, one line each; opens no data directory.
   *
   * <p>Reads every file that the configuration names: policies, limits, prices, issuers, detectors.
   */
  public static List<String> problems(Configuration configuration, Surroundings surroundings) {
    return new Rules(configuration, surroundings).problems();
  }

  /** What it was opened with. */
  public Configuration configuration() {
    return configuration;
  }

  /** The time it works by. */
  public InstantSource clock() {
    return surroundings.clock();
  }

  /** The stores; the log's are for readers, who write nothing there. */
  public Stores stores() {
    return stores;
  }

  /** The secrets, such as the credential of the model server. */
  public FileSecretStore secrets() {
    return keys.secrets();
  }

  /** The keys that verify this log; {@code log.vkey} in the data directory holds them too. */
  public KeyRing logKeys() {
    return new KeyRing(keys.signer().name(), keys.signer().keys());
  }

  /** The log's entries, as far as a signed checkpoint reaches; verify before you trust them. */
  public RecordSource records() {
    return PublishedLog.of(stores, logKeys());
  }

  /** The API keys; each change is in the log, as {@link ApiKeys} says. */
  public ApiKeys keys() {
    return apiKeys.get();
  }

  /** Who is who in the log. */
  public Pseudonyms pseudonyms() {
    return pseudonyms.get();
  }

  /** The policies in force, loaded at the first use. */
  public PolicyDecider policies() {
    watch.get();
    return policies;
  }

  /** The detectors. */
  public Scanner scanner() {
    return scanner.get();
  }

  /** Tells who calls: by API key, and by token where issuers are configured. */
  public Authenticator authenticator() {
    return new CallerAuthenticator(keyVerifier(), rules.tokens(), GatewayCallers.none());
  }

  /** Tells whose an API key is, as every call meets it. */
  public ApiKeyVerifier keyVerifier() {
    return new ApiKeyVerifier(stores.records(), secrets(), FirstOpen.PEPPER, surroundings.clock());
  }

  /** Makes a record durable before it returns, or throws; {@link #sequenceNow} shows it. */
  public void record(AuditRecord record) {
    journal.get().append(record);
  }

  /** Where lines for the operator go. */
  public OperatorLog operator() {
    return surroundings.log();
  }

  /** Tells the operator of an alert and makes it a record, or throws as {@link #record} does. */
  public void raise(AlertRaised alert) {
    surroundings.log().alarm(LogWatch.line(alert));
    // If we crash here, the operator has the line and the log has not the alert.
    record(alert);
  }

  /** The records that were too long for the log, sealed. */
  public WormQuarantine quarantine() {
    return new WormQuarantine(
        stores.worm(),
        keys.wrapping(),
        surroundings.random(),
        surroundings.clock(),
        configuration.audit().retention());
  }

  /**
   * The governed call of this deployment.
   *
   * @param models the model behind a name that the policies approved
   */
  public GovernedCall governedCall(Function<String, Model> models) {
    PolicyDecider decider = policies();
    Journal log = journal.get();
    CallLog calls =
        new CallLog(
            log.encoder(),
            log.trail(),
            pseudonyms(),
            digests(FirstOpen.DIGEST),
            configuration.audit().origin());
    return new GovernedCall(
        authenticator(),
        decider,
        scanner(),
        rules.limits(stores.records()),
        models,
        calls,
        surroundings.clock(),
        surroundings.random(),
        configuration.gateway().settings());
  }

  /** Puts everything that is sealed into its order, signs and publishes it. */
  public Progress sequenceNow() {
    return journal.get().sequence();
  }

  /**
   * Takes this directory for serving and begins the recurring work: sequencing with the watch for
   * what needs a person, sealing, and reloading the policies.
   *
   * @param background runs it; not shut down here. One thread is enough
   * @param threads makes store calls of a commit side by side until {@link #close} returns; not
   *     shut down here
   */
  public synchronized void start(ScheduledExecutorService background, Executor threads) {
    if (lock.isPresent()) {
      throw new IllegalStateException("started twice");
    }
    PolicyWatch policyWatch = watch.get();
    lock = Optional.of(DirectoryLock.take(directory.root()));
    this.threads = threads;
    Upkeep work = new Upkeep(background, surroundings.log());
    Configuration.Audit audit = configuration.audit();
    LogWatch logWatch =
        new LogWatch(
            configuration.alerts(),
            this::sequenceNow,
            records(),
            () -> journal.get().forks(),
            this::record,
            surroundings.log(),
            surroundings.clock());
    work.every(audit.sequenceEvery(), "putting the log in order", logWatch::run);
    work.every(audit.sealEvery(), "sealing the log", this::seal);
    work.every(
        configuration.policies().reloadEvery(), "looking at the policies", policyWatch::look);
    work.every(UNFINISHED_KEYS, "looking for unfinished keys", this::giveUpUnfinishedKeys);
    upkeep = Optional.of(work);
  }

  /**
   * Ends the recurring work, puts in order what is sealed, and gives the directory back. Records
   * that are sealed are durable without it: the next run of any process puts them in order.
   */
  @Override
  public synchronized void close() {
    if (lock.isPresent()) {
      try {
        upkeep.ifPresent(Upkeep::stop);
        sequenceNow();
      } finally {
        // Whoever still comes makes the calls alone: the threads may end now.
        threads = Runnable::run;
        lock.get().close();
        lock = Optional.empty();
      }
    }
  }

  private void giveUpUnfinishedKeys() {
    for (String id : keys().giveUpUnfinished()) {
      surroundings.log().alarm("a key's making was not finished and is given up: " + id);
    }
  }

  private void seal() {
    journal.get().seal();
    new RecordIndex(stores.published()).update(records());
  }

  private PolicyWatch loadPolicies() {
    PolicyWatch fresh =
        new PolicyWatch(configuration.policies().directory(), policies, surroundings.log());
    fresh.load();
    return fresh;
  }

  /** The policies' words are known only in a process that decides by them; no other needs them. */
  private Journal openJournal() {
    Set<String> words = watch.ready() ? Set.copyOf(policies.catalogue("Model")) : Set.<String>of();
    return new Journal(
        configuration,
        stores,
        keys.signer(),
        digests(FirstOpen.DIGEST),
        words,
        surroundings,
        quarantine(),
        rules.witnesses(),
        call -> threads.execute(call));
  }

  private Pseudonyms openPseudonyms() {
    return new Pseudonyms(
        stores.records(),
        keys.wrapping(),
        digests(FirstOpen.DIRECTORY),
        surroundings.random(),
        surroundings.clock(),
        SUBJECTS_KEPT,
        MOST_SUBJECTS);
  }

  private ApiKeys openKeys() {
    return new ApiKeys(
        stores.records(),
        secrets(),
        FirstOpen.PEPPER,
        surroundings.clock(),
        surroundings.random(),
        (event, id, change) ->
            record(KeyEvent.ofApiKey(event, surroundings.clock().instant(), id, change.name())));
  }

  private Digests digests(String name) {
    SecretStore.Secret secret = secrets().read(name).orElseThrow();
    byte[] key = Base64.getUrlDecoder().decode(secret.value().reveal());
    return new Digests(name + "-" + secret.version(), SecretBytes.of(name, key));
  }
}
