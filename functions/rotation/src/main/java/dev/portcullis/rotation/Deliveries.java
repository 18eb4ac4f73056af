package dev.portcullis.rotation;

import dev.portcullis.ports.PortException;
import dev.portcullis.ports.SecretStore;
import dev.portcullis.ports.SecretVersions;
import dev.portcullis.rotation.journal.Journal;
import dev.portcullis.rotation.journal.LeasedEntry;
import dev.portcullis.rotation.journal.LeasedEntry.LeaseLost;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Runs one delivery at a time on a credential, under its lease. Safe for concurrent use. */
final class Deliveries {
  private final SecretStore secrets;
  private final SecretVersions versions;
  private final Journal journal;
  private final RotationLog log;
  private final InstantSource clock;
  private final RandomGenerator random;

  Deliveries(
      SecretStore secrets,
      SecretVersions versions,
      Journal journal,
      RotationLog log,
      InstantSource clock,
      RandomGenerator random) {
    this.secrets = secrets;
    this.versions = versions;
    this.journal = journal;
    this.log = log;
    this.clock = clock;
    this.random = random;
  }

  /** What is done under the lease. */
  @FunctionalInterface
  interface Action<T> {
    T run(Work work) throws LeaseLost;
  }

  /** What the action returned; empty if somebody else acts on the credential. */
  <T> Optional<T> run(Credential credential, Action<T> action) {
    String owner = Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong());
    Optional<LeasedEntry> leased =
        journal.lease(credential.id(), owner, credential.policy().lease());
    if (leased.isEmpty()) {
      return Optional.empty();
    }
    Work work =
        new Work(
            credential,
            KeySteps.of(credential),
            leased.get(),
            journal,
            secrets,
            versions,
            log,
            clock);
    try {
      Settlement.settle(work);
      return Optional.of(action.run(work));
    } catch (LeaseLost lost) {
      return Optional.empty();
    } finally {
      release(leased.get());
    }
  }

  private static void release(LeasedEntry leased) {
    try {
      leased.release();
    } catch (PortException unreachable) {
      // The lease ends by itself; until then the next delivery is told to wait.
    }
  }

  Journal journal() {
    return journal;
  }

  RotationLog log() {
    return log;
  }

  InstantSource clock() {
    return clock;
  }
}
