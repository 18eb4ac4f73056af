package dev.portcullis.authorization.keys;

import dev.portcullis.authorization.keys.KeyLog.Change;
import dev.portcullis.authorization.keys.KeyTable.Changed;
import dev.portcullis.ports.PortException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Makes a secret in four durable steps, so that no secret is accepted of which the log does not
 * know both that it was about to be made and that it was.
 *
 * <pre>
 * 1 the log has that it is about to be made
 * 2 its hash is stored, and is not accepted
 * 3 the log has that it was made
 * 4 it is accepted
 * </pre>
 *
 * <p>What stops before the last step leaves a secret that nobody was shown and that is refused;
 * {@link #giveUpUnfinished} finds it, and the log then has that it was given up. Safe for
 * concurrent use.
 */
final class KeyMaking {
  /** What takes longer has died: a function ends sooner, and so does a command. */
  static final Duration LONGEST = Duration.ofMinutes(2);

  private static final int PAGE = 500;

  private final KeyTable table;
  private final KeyLog log;
  private final InstantSource clock;

  KeyMaking(KeyTable table, KeyLog log, InstantSource clock) {
    this.table = table;
    this.log = log;
    this.clock = clock;
  }

  /**
   * Makes a key whose one secret is {@link KeyRecord.Secret#begun}.
   *
   * @return the answer, or empty if the id is taken
   */
  Optional<KeyChange> create(KeyRecord key, KeyChange answer) {
    Instant made = key.secrets().get(0).createdAt();
    log.write(event(key.id(), made), key.id(), Change.CREATING);
    // If we crash here, the log has an intent without an outcome, and there is no key.
    boolean created;
    try {
      created = table.create(key);
    } catch (PortException unknown) {
      abandon(key.id(), made);
      throw unknown;
    }
    if (!created) {
      log.write(event(key.id(), made), key.id(), Change.GIVEN_UP);
      return Optional.empty();
    }
    // If we crash from here on and before the end, the key is there, is refused, and is found.
    return Optional.of(
        finish(
            key.id(),
            made,
            Change.CREATED,
            (stored, secret) -> stored.withSecrets(List.of(secret.accepted())),
            answer));
  }

  /**
   * Makes a further secret of a key.
   *
   * @param secret the secret, {@link KeyRecord.Secret#begun}
   * @param refusal why a key may have no further one now, if so; asked before anything is done
   * @param accept the key's secrets with this one accepted
   */
  KeyChange add(
      String id,
      KeyRecord.Secret secret,
      Function<KeyRecord, Optional<KeyChange>> refusal,
      Accept accept,
      KeyChange answer) {
    Instant made = secret.createdAt();
    log.write(event(id, made), id, Change.REPLACING);
    // If we crash here, the log has an intent without an outcome, and there is no secret.
    KeyChange begun;
    try {
      begun =
          table.change(
              id,
              key ->
                  refusal
                      .apply(key)
                      .map(why -> new Changed(Optional.empty(), why))
                      .orElseGet(() -> Changed.to(key.with(secret), answer)));
    } catch (PortException unknown) {
      abandon(id, made);
      throw unknown;
    }
    if (!begun.equals(answer)) {
      log.write(event(id, made), id, Change.GIVEN_UP);
      return begun;
    }
    // If we crash from here on and before the end, the former secret is accepted as before.
    return finish(id, made, Change.MADE_PRIMARY, accept, answer);
  }

  /** Makes a stored secret one that is accepted. */
  @FunctionalInterface
  interface Accept {
    KeyRecord in(KeyRecord key, KeyRecord.Secret secret);
  }

  private KeyChange finish(
      String id, Instant made, Change outcome, Accept accept, KeyChange answer) {
    KeyChange finished;
    try {
      log.write(event(id, made), id, outcome);
      // If we crash here, the log has it as made and nobody is accepted with it: it is given up.
      finished = accepted(id, made, accept, answer);
    } catch (PortException unfinished) {
      abandon(id, made);
      throw unfinished;
    }
    if (!finished.equals(answer)) {
      abandon(id, made);
    }
    return finished;
  }

  /** A write whose reply was lost is told by reading again, which a second try does. */
  private KeyChange accepted(String id, Instant made, Accept accept, KeyChange answer) {
    try {
      return accept(id, made, accept, answer);
    } catch (PortException unknown) {
      if (!unknown.retryable()) {
        throw unknown;
      }
      return accept(id, made, accept, answer);
    }
  }

  private KeyChange accept(String id, Instant made, Accept accept, KeyChange answer) {
    return table.change(
        id,
        key -> {
          Instant now = clock.instant();
          Optional<KeyRecord.Secret> secret = key.secret(made);
          if (key.revocation().isPresent() || key.expired(now)) {
            return Changed.refused("The key is revoked or expired; create a new one.");
          } else if (secret.isPresent() && secret.get().live(now)) {
            return new Changed(Optional.empty(), answer);
          } else if (secret.isEmpty() || !secret.get().isBegun()) {
            return Changed.refused("It took too long and was given up; do it again.");
          }
          return Changed.to(accept.in(key, secret.get()), answer);
        });
  }

  /** Gives up at once what could not be finished; if that fails as well, it is found later. */
  private void abandon(String id, Instant made) {
    try {
      giveUp(id, made);
    } catch (PortException later) {
      // Nobody has the secret, and nobody is accepted with it.
    }
  }

  /** True if the secret was unfinished, and is given up now. */
  boolean giveUp(String id, Instant made) {
    KeyChange done = new KeyChange.Done(id);
    KeyChange marked =
        table.change(
            id,
            key ->
                key.secret(made)
                    .filter(KeyRecord.Secret::unfinished)
                    .map(secret -> Changed.to(key.replace(secret, secret.givenUp()), done))
                    .orElseGet(() -> Changed.refused("It was finished, or is gone.")));
    if (!marked.equals(done)) {
      return false;
    }
    // From here on nobody can finish it. If we crash here, it is found and recorded.
    log.write(event(id, made), id, Change.GIVEN_UP);
    // If we crash here, it is found and recorded again, under the same event id.
    table.change(
        id,
        key ->
            key.secret(made)
                .map(secret -> Changed.to(without(key, secret), done))
                .orElseGet(() -> new Changed(Optional.empty(), done)));
    return true;
  }

  /** A key without any secret cannot be stored, so one that has no other is stopped. */
  private KeyRecord without(KeyRecord key, KeyRecord.Secret secret) {
    if (key.secrets().size() > 1) {
      return key.withSecrets(key.secrets().stream().filter(one -> !one.equals(secret)).toList());
    }
    return key.revocation().isPresent()
        ? key
        : key.revoked(new KeyRecord.Revocation(clock.instant(), "its making was not finished"));
  }

  /** Gives up what is unfinished in one key for too long; false if somebody may be at it now. */
  boolean settle(KeyRecord key) {
    boolean settled = true;
    for (KeyRecord.Secret secret : key.secrets()) {
      if (secret.unfinished() && !key.abandoned()) {
        boolean dead =
            secret.isGivenUp() || clock.instant().isAfter(secret.createdAt().plus(LONGEST));
        settled &= dead;
        if (dead) {
          giveUp(key.id(), secret.createdAt());
        }
      }
    }
    return settled;
  }

  /** Gives up everything that has been unfinished for too long; the ids of its keys. */
  List<String> giveUpUnfinished() {
    List<String> ids = new ArrayList<>();
    String after = "";
    while (true) {
      List<KeyRecord> page = table.list(after, PAGE);
      for (KeyRecord key : page) {
        boolean open = key.secrets().stream().anyMatch(KeyRecord.Secret::unfinished);
        if (open && key.revocation().isEmpty() && settle(key)) {
          ids.add(key.id());
        }
      }
      if (page.size() < PAGE) {
        return ids;
      }
      after = page.get(page.size() - 1).id();
    }
  }

  /** A secret's making by the key's id and its moment, which no other secret of the key has. */
  private static String event(String id, Instant made) {
    return id + "-" + made.toEpochMilli();
  }
}
