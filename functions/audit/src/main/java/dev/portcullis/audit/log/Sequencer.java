package dev.portcullis.audit.log;

import dev.portcullis.audit.log.Progress.Publication;
import dev.portcullis.audit.tlog.NoteSigner;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PublicationStore;
import dev.portcullis.ports.WormStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

/**
 * Puts sealed entries in one order that nobody can change afterwards. Any number of instances may
 * run at once, anywhere: each commit is decided by one create-only put, a head is signed only after
 * its commit has won, and whoever runs next finishes what a crash left.
 *
 * <p>It is right without any notification, by listing alone. Not safe for concurrent use; use one
 * instance per thread.
 */
public final class Sequencer {
  /** How far back a run looks for intake objects: late writers and wrong clocks within it. */
  public static final Duration OVERLAP = Duration.ofMinutes(30);

  /** For so long an instance goes on from its own last commit before it asks for a newer one. */
  private static final Duration FRESH = Duration.ofMinutes(1);

  /**
   * Where a log is kept.
   *
   * @param worm intake objects, commits, full tiles and bundles, seals
   * @param published partial tiles and bundles, the checkpoint, the hint
   */
  public record Stores(WormStore worm, PublicationStore published) {
    public Stores {
      Objects.requireNonNull(worm, "worm");
      Objects.requireNonNull(published, "published");
    }
  }

  private final WormStore worm;
  private final InstantSource clock;
  private final Duration retention;
  private final CommitChain chain;
  private final Materialiser materialiser;
  private final Publisher publisher;
  private final BatchCollector collector;
  private Optional<Commit> reached = Optional.empty();

  /**
   * A sequencer of one log.
   *
   * @param stores where the log is
   * @param signer the log's keys under its origin
   * @param cosigners the witnesses, or {@link Cosigners#none}
   * @param clock this instance's time; commit times only ever rise, whatever it says
   * @param retention how long each object cannot be removed
   * @param alarm hears of what a person must look at
   */
  public Sequencer(
      Stores stores,
      NoteSigner signer,
      Cosigners cosigners,
      InstantSource clock,
      Duration retention,
      LogAlarm alarm) {
    this(stores, signer, cosigners, clock, retention, alarm, Optional.empty());
  }

  /**
   * The same with threads for store calls that do not depend on each other, which a store far away
   * needs: a commit reads all its intake objects at once then.
   *
   * @param threads runs those calls; empty to make one after the other
   */
  public Sequencer(
      Stores stores,
      NoteSigner signer,
      Cosigners cosigners,
      InstantSource clock,
      Duration retention,
      LogAlarm alarm,
      Optional<Executor> threads) {
    StoreCalls calls = new StoreCalls(threads);
    this.worm = stores.worm();
    this.clock = clock;
    this.retention = retention;
    this.chain = new CommitChain(worm, signer.name());
    this.materialiser = new Materialiser(worm, stores.published(), calls, chain, clock, retention);
    this.publisher = new Publisher(stores.published(), signer, cosigners, alarm);
    this.collector = new BatchCollector(worm, calls, clock, alarm);
  }

  /**
   * Commits everything that is sealed when it begins and not committed, and publishes it.
   *
   * @throws PortException if the store fails; what was decided stays decided, and the next run goes
   *     on from there. CORRUPT means that stored objects contradict each other: nothing was signed.
   */
  public Progress run() {
    return run(() -> true);
  }

  /**
   * The same where time may run out: it begins no commit that it might not end. What it leaves is
   * the next run's.
   *
   * @param time asked before each commit: true if there is time for one more
   * @throws PortException also TIMEOUT if something waits and there was no time for any commit
   */
  public Progress run(BooleanSupplier time) {
    return run(base -> collector.fresh(base), time);
  }

  /**
   * The same for objects so late that no run looks for them: lists the intake of the last {@code
   * depth} and compares it with the commits of that time. To be run now and then; a seal runs it.
   */
  public Progress reconcile(Duration depth) {
    return run(base -> collector.late(base, chain, depth), () -> true);
  }

  /** What a commit can take next. */
  @FunctionalInterface
  private interface Finder {
    BatchCollector.Found find(Commit base);
  }

  /**
   * Where a run begins.
   *
   * @param hint what was published last, as far as this instance knows
   * @param base the commit to go on from
   * @param finished the last commit known to be written out; -2 if none is known
   */
  private record Start(Optional<Hint> hint, Commit base, long finished) {}

  private Start start() {
    Optional<Hint> hint = publisher.hint();
    Commit base = hint.flatMap(h -> chain.get(h.number())).orElseGet(() -> chain.last(-1));
    long finished = hint.isPresent() ? Math.min(hint.get().number(), base.number()) : -2;
    return new Start(hint, base, finished);
  }

  /**
   * Spares a busy instance two reads. If others have committed since, the put of the next commit
   * tells, as it tells instances that race.
   */
  private Optional<Start> remembered() {
    long oldest = clock.instant().minus(FRESH).toEpochMilli();
    Optional<Hint> hint = publisher.written();
    return reached
        .filter(c -> c.time() >= oldest)
        .filter(c -> hint.isPresent() && hint.get().number() == c.number())
        .map(c -> new Start(hint, c, c.number()));
  }

  private Progress run(Finder finder, BooleanSupplier time) {
    Optional<Start> own = remembered();
    Start start = own.orElseGet(this::start);
    Optional<Hint> hint = start.hint();
    Commit base = start.base();
    long finished = start.finished();
    byte[] checkpoint = hint.map(Hint::checkpoint).orElse(new byte[0]);
    long added = 0;
    while (true) {
      BatchCollector.Found found = finder.find(base);
      if (found.isEmpty()) {
        Commit last = chain.last(base.number());
        if (last.number() == base.number()) {
          break;
        }
        base = last;
        finished = own.isPresent() ? finished(base, finished) : finished;
        continue;
      }
      if (!time.getAsBoolean()) {
        if (added == 0) {
          throw new PortException(PortException.Code.TIMEOUT, "commit: no time is left");
        }
        break;
      }
      // Whoever commits the next one has finished this one, so a crash leaves at most one to do.
      finish(base, finished);
      finished = base.number();
      BatchCollector.Proposal proposal = found.propose(base, checkpoint);
      Commit next = proposal.commit();
      // The decision. If we crash before it, nothing has happened; after it, the next run goes on.
      if (create(next)) {
        added += next.size() - base.size();
        materialiser.write(base, next, found.objects(), proposal.growth());
        finished = next.number();
        base = next;
        if (!found.more()) {
          // What was sealed since then is the next run's: a run that took it too would never end
          // under load, and publish nothing.
          break;
        }
        publication(base, hint);
      } else {
        base = chain.last(base.number());
        finished = own.isPresent() ? finished(base, finished) : finished;
      }
    }
    finish(base, finished);
    Publication publication = publication(base, hint);
    reached = Optional.of(base);
    if (publication != Publication.WAITING) {
      materialiser.tidy();
    }
    return new Progress(base.number(), base.size(), added, publication);
  }

  /** Others are at work: what the hint says that they have written out is not written again. */
  private long finished(Commit base, long known) {
    long theirs = publisher.hint().map(Hint::number).orElse(known);
    return Math.max(known, Math.min(theirs, base.number()));
  }

  /** Writes what an instance that crashed may have left out. */
  private void finish(Commit last, long finished) {
    long from = finished == -2 ? last.number() : finished + 1;
    for (long number = Math.max(0, from); number <= last.number(); number++) {
      materialiser.write(chain.mustGet(number - 1), chain.mustGet(number));
    }
  }

  private Publication publication(Commit last, Optional<Hint> hint) {
    if (last.number() < 0) {
      return Publication.WAITING;
    }
    return hint.isPresent() && publisher.done(hint.get(), last)
        ? Publication.PROVEN
        : publisher.publish(last);
  }

  /** True if this commit is the one that the chain now has under its number. */
  private boolean create(Commit next) {
    byte[] body = next.render();
    String key = Commit.key(next.number());
    worm.create(key, body, clock.instant().plus(retention));
    // Whatever the put answered, the oldest version decides: it is ours if we won or if only the
    // answer of an earlier attempt was lost, and another's if someone hid theirs to let us "win".
    Optional<byte[]> there = worm.get(key);
    return there.isPresent() && Arrays.equals(there.get(), body);
  }
}
