package dev.portcullis.limits;

import dev.portcullis.ports.PortException;
import dev.portcullis.ports.RecordStore;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Holds a call's cost before it is made and charges the real cost after it, so that what is used
 * and held together never passes a limit, however many callers there are.
 *
 * <p>Each account (a key, a principal, a tenant) is one record under compare-and-set, so the check
 * and the hold are one step. Exact as long as a call's usage is at most what was reserved; usage
 * beyond that is charged in full and stops the calls after it. If we crash between the hold and the
 * settlement, the held amount counts as used once it expires: the model may have been paid.
 *
 * <p>Store failures are thrown as {@link PortException}: the call must then not be made. Safe for
 * concurrent use; the threads of one process take turns per account instead of racing.
 */
public final class Limits {
  private static final int STRIPES = 64;

  private final LimitRules rules;
  private final Prices prices;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Duration expiry;
  private final AccountWriter writer;

  /**
   * Limits over one store.
   *
   * @param store holds the accounts, under {@code limits/}
   * @param rules which limits apply to whom
   * @param prices what tokens cost
   * @param clock decides windows and expiry; differences between hosts move window edges by as much
   * @param random makes reservation ids; need not be secret, must not repeat
   * @param expiry how long a call may last: an open reservation counts as used after it
   * @param backoff waits between attempts on a busy account
   */
  public Limits(
      RecordStore store,
      LimitRules rules,
      Prices prices,
      InstantSource clock,
      RandomGenerator random,
      Duration expiry,
      Backoff backoff) {
    this.rules = Objects.requireNonNull(rules, "rules");
    this.prices = Objects.requireNonNull(prices, "prices");
    this.clock = Objects.requireNonNull(clock, "clock");
    this.random = Objects.requireNonNull(random, "random");
    this.expiry = Objects.requireNonNull(expiry, "expiry");
    this.writer = new AccountWriter(store, backoff, STRIPES);
  }

  /**
   * Holds one request and an upper bound of its tokens and spend in every account of the caller, or
   * in none.
   *
   * @param bound the most that the call can use
   */
  public Grant reserve(Caller caller, String model, Usage bound) {
    Instant now = clock.instant();
    Amount amount = new Amount(1, bound.total(), prices.nanoDollars(model, bound));
    String id = Account.id(random.nextLong());
    List<String> held = new ArrayList<>();
    Instant expiresAt = now.plus(expiry);
    Account.Open open = new Account.Open(id, now, expiresAt, amount);
    for (Map.Entry<Scope, String> subject : subjects(caller)) {
      Map<Limit, Long> limits = rules.of(subject.getKey(), subject.getValue());
      if (limits.isEmpty()) {
        continue;
      }
      String key = key(subject.getKey(), subject.getValue());
      // If we crash here, the accounts already held give the amount back when their windows end.
      Optional<Grant.Exceeded> exceeded = hold(key, subject.getKey(), limits, open);
      if (exceeded.isPresent()) {
        held.forEach(other -> settleAccount(other, id, new Amount(0, 0, 0)));
        return exceeded.get();
      }
      held.add(key);
    }
    return new Grant.Reservation(
        id, held, model, amount.tokens(), amount.nanoDollars(), now, expiresAt);
  }

  /**
   * Charges what a call really used and ends its hold. A second call, or one after the expiry,
   * changes nothing. Tries far longer than a reservation does, because the model has been paid.
   *
   * @throws PortException THROTTLED if the account stayed too busy; the hold then counts in full
   */
  public void settle(Grant.Reservation reservation, Usage real) {
    Amount amount = new Amount(1, real.total(), prices.nanoDollars(reservation.model(), real));
    reservation.accounts().forEach(key -> settleAccount(key, reservation.id(), amount));
  }

  /** What this usage of a model costs, in 1e-9 dollars. */
  public long nanoDollars(String model, Usage used) {
    return prices.nanoDollars(model, used);
  }

  /**
   * Ends a hold whose call was never made; nothing is charged.
   *
   * @throws PortException as {@link #settle}
   */
  public void release(Grant.Reservation reservation) {
    reservation
        .accounts()
        .forEach(key -> settleAccount(key, reservation.id(), new Amount(0, 0, 0)));
  }

  private Optional<Grant.Exceeded> hold(
      String key, Scope scope, Map<Limit, Long> limits, Account.Open open) {
    return writer.update(
        key,
        AccountWriter.BEFORE_THE_CALL,
        stored -> {
          if (stored.holds(open.id())) {
            return AccountWriter.Step.done(); // An earlier attempt timed out and was persisted.
          }
          Instant now = stored.notBefore(open.reservedAt());
          Account account = stored.at(now);
          if (account.full()) {
            return AccountWriter.Step.refuse(
                new Grant.Exceeded(scope.label() + "/open_calls", Duration.ofSeconds(1)));
          }
          return account
              .exceeded(limits, now, open.amount())
              .map(limit -> AccountWriter.Step.refuse(exceeded(scope, limit, now)))
              .orElseGet(() -> AccountWriter.Step.write(account.with(open.from(now))));
        });
  }

  private static Grant.Exceeded exceeded(Scope scope, Limit limit, Instant now) {
    Duration wait = Duration.between(now, limit.windowEnd(now));
    Duration wholeSeconds =
        Duration.ofSeconds(Math.max(1, wait.plusNanos(999_999_999).toSeconds()));
    return new Grant.Exceeded(scope.label() + "/" + limit.label(), wholeSeconds);
  }

  private void settleAccount(String key, String id, Amount amount) {
    Optional<Grant.Exceeded> busy =
        writer.update(
            key,
            AccountWriter.AFTER_THE_CALL,
            stored ->
                stored.holds(id)
                    ? AccountWriter.Step.write(stored.settled(id, amount).at(clock.instant()))
                    : AccountWriter.Step.done());
    if (busy.isPresent()) {
      // The hold then expires and counts in full, so the budget errs on the safe side.
      throw new PortException(PortException.Code.THROTTLED, "settle " + key);
    }
  }

  private static List<Map.Entry<Scope, String>> subjects(Caller caller) {
    List<Map.Entry<Scope, String>> subjects = new ArrayList<>();
    caller.key().ifPresent(key -> subjects.add(Map.entry(Scope.KEY, key)));
    subjects.add(Map.entry(Scope.PRINCIPAL, caller.principal()));
    subjects.add(Map.entry(Scope.TENANT, caller.tenant()));
    return subjects;
  }

  /** A record's key names nobody: ids may be e-mail addresses. */
  private static String key(Scope scope, String id) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
      return "limits/" + scope.label() + "/" + HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every Java platform has SHA-256", impossible);
    }
  }
}
