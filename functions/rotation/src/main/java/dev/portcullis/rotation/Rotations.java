package dev.portcullis.rotation;

import dev.portcullis.alerts.RotationFinding;
import dev.portcullis.audit.record.AuditRecord;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.RecordStore;
import dev.portcullis.ports.SecretStore;
import dev.portcullis.ports.SecretText;
import dev.portcullis.ports.SecretVersions;
import dev.portcullis.rotation.journal.Active;
import dev.portcullis.rotation.journal.Finished;
import dev.portcullis.rotation.journal.Journal;
import dev.portcullis.rotation.journal.JournalEntry;
import dev.portcullis.rotation.provider.DisableOnlyProvider;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Rotates credentials: whatever crashes and whenever, readers always get a key that works, a
 * replaced key works for its grace, and after {@link #reconcile} no key works that nobody holds.
 *
 * <p>Steps and operations answer with a {@link StepOutcome}; failures of a store or a provider are
 * {@link StepOutcome.Failed} there and {@link PortException} from everything else. No value is ever
 * part of an outcome, a record or the journal. Safe for concurrent use and in any number of
 * processes over the same stores.
 */
public final class Rotations {
  private final Map<String, Credential> credentials = new LinkedHashMap<>();
  private final Journal journal;
  private final Deliveries deliveries;
  private final Rotator rotator;
  private final InstantSource clock;

  /**
   * Rotations over a deployment's stores.
   *
   * @param credentials what is rotated; their ids differ
   * @param secrets reads the secrets, with no cache in front of a named version
   * @param versions writes the same secrets
   * @param records holds the journal, under {@code rotation/}
   * @param log makes a record durable before it returns, or throws {@link PortException}
   * @param findings takes what needs a person; must not throw
   * @param clock decides grace, leases and ages
   * @param random names deliveries
   */
  public Rotations(
      Collection<Credential> credentials,
      SecretStore secrets,
      SecretVersions versions,
      RecordStore records,
      Consumer<AuditRecord> log,
      Consumer<RotationFinding> findings,
      InstantSource clock,
      RandomGenerator random) {
    for (Credential credential : credentials) {
      if (this.credentials.put(credential.id(), credential) != null) {
        throw new IllegalArgumentException("two credentials are called " + credential.id());
      }
    }
    this.clock = clock;
    this.journal = new Journal(records, clock);
    this.deliveries =
        new Deliveries(
            secrets, versions, journal, new RotationLog(log, findings, clock), clock, random);
    this.rotator = new Rotator(deliveries);
  }

  /** The credentials, in the order they were given. */
  public List<Credential> credentials() {
    return List.copyOf(credentials.values());
  }

  /** Does what a trigger asks for; the same trigger may come any number of times, also at once. */
  public StepOutcome handle(Trigger trigger) {
    Credential credential = credentials.get(trigger.credential());
    return credential == null
        ? new StepOutcome.Refused("There is no such credential.")
        : rotator.handle(credential, trigger);
  }

  /**
   * What a scheduler has to hand to {@link #handle} now: the rotation that is due or under way.
   * Empty if there is none.
   */
  public Optional<Trigger> due(String id) {
    return Schedule.due(find(id), journal.read(id), clock.instant());
  }

  /** When a credential is due next; long ago if it was never rotated. */
  public Instant nextDue(String id) {
    return Schedule.next(find(id), journal.read(id));
  }

  /** What a person has to do who is asked for a key; empty if nobody is asked. */
  public Optional<String> instructions(String id) {
    Credential credential = find(id);
    return credential.provider() instanceof DisableOnlyProvider provider
        ? journal
            .read(id)
            .active()
            .filter(active -> active.phase() == Active.Phase.AWAITING_KEY)
            .map(active -> provider.instructions(credential.label(active.token())))
        : Optional.empty();
  }

  /**
   * Stops what is to be stopped and takes up what stands still; call it every few minutes.
   *
   * @return what was done; nothing if somebody else acts on the credential now
   */
  public List<Action> reconcile(String id) {
    return deliveries.run(find(id), Reconciler::reconcile).orElse(List.of());
  }

  /** What the next reconciliation would do; changes nothing. */
  public List<Action> planReconciliation(String id) {
    return Plan.reconciliation(find(id), journal.read(id), clock.instant());
  }

  /**
   * What an operator means who asks for a rotation now: the one under way, or a new one.
   *
   * @param token names the new one
   */
  public Trigger asked(String id, String token, boolean emergency) {
    Trigger meant =
        status(id)
            .active()
            .map(active -> new Trigger(id, active.token(), Optional.empty(), active.emergency()))
            .orElseGet(() -> new Trigger(id, token, Optional.empty(), false));
    return emergency ? meant.asEmergency() : meant;
  }

  /** What a trigger would do; changes nothing. */
  public List<Action> planRotation(Trigger trigger) {
    Credential credential = find(trigger.credential());
    return Plan.rotation(credential, journal.read(credential.id()), trigger, clock.instant());
  }

  /** What is known of a credential now. */
  public JournalEntry status(String id) {
    return journal.read(find(id).id());
  }

  /** The rotations of a credential that are over, oldest first. */
  public List<Finished> history(String id) {
    return journal.history(find(id).id());
  }

  /** Stops every step and the reconciler for a credential until {@link #resume}. */
  public StepOutcome pause(String id, String reason) {
    return operate(id, work -> Control.pause(work, reason));
  }

  /** Ends a pause. */
  public StepOutcome resume(String id) {
    return operate(id, Control::resume);
  }

  /** Gives the former key to readers again, while its grace lasts. */
  public StepOutcome rollBack(String id) {
    return operate(id, work -> Control.rollBack(work, Optional.empty()));
  }

  /**
   * The same, for who may ask twice: only if readers get a version now, it is refused otherwise.
   *
   * @param bad the version that readers must not get any more, as {@link #status} names it
   */
  public StepOutcome rollBack(String id, String bad) {
    return operate(id, work -> Control.rollBack(work, Optional.of(bad)));
  }

  /** Ends the rotation that is under way and removes what it made. */
  public StepOutcome giveUp(String id) {
    return operate(id, Control::giveUp);
  }

  /** Says which key at the provider is the current one, for a secret that was made elsewhere. */
  public StepOutcome adopt(String id, String keyId) {
    return operate(id, work -> Control.adopt(work, keyId));
  }

  /** Takes the key that a person was asked for, and goes on with the rotation. */
  public StepOutcome handOver(String id, SecretText value) {
    StepOutcome taken = operate(id, work -> Control.handOver(work, value));
    return taken instanceof StepOutcome.Done ? goOn(id) : taken;
  }

  /** Goes on with the rotation that is under way; done if there is none. */
  public StepOutcome goOn(String id) {
    return status(id)
        .active()
        .map(active -> new Trigger(id, active.token(), Optional.empty(), active.emergency()))
        .map(this::handle)
        .orElseGet(StepOutcome.Done::new);
  }

  private StepOutcome operate(String id, Deliveries.Action<StepOutcome> operation) {
    Credential credential = find(id);
    try {
      return deliveries.run(credential, operation).orElseGet(() -> rotator.busy(credential));
    } catch (PortException failure) {
      return new StepOutcome.Failed(failure.code().name());
    }
  }

  private Credential find(String id) {
    Credential credential = credentials.get(id);
    if (credential == null) {
      throw new IllegalArgumentException("there is no such credential");
    }
    return credential;
  }
}
