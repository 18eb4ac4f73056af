package dev.portcullis.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.ports.PortException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LimitsTest {
  private static final Caller ANN = new Caller(Optional.of("key1"), "User/ann", "acme");
  private static final Usage TEN = new Usage(4, 6);
  private final MemoryRecordStore store = new MemoryRecordStore();
  private Instant now = Instant.parse("2026-11-24T14:00:10Z");

  private Limits limits(String rules) {
    return new Limits(
        store,
        LimitRules.parse(rules, "limits.txt"),
        Prices.parse("* 1 2\n", "prices.txt"),
        () -> now,
        new Random(7),
        Duration.ofMinutes(5),
        attempt -> true);
  }

  private Grant.Reservation held(Limits limits) {
    return assertInstanceOf(Grant.Reservation.class, limits.reserve(ANN, "m", TEN));
  }

  private Grant.Exceeded refused(Limits limits) {
    return assertInstanceOf(Grant.Exceeded.class, limits.reserve(ANN, "m", TEN));
  }

  @Test
  void aRequestOverTheLimitIsRefusedWithItsNameAndTheWait() {
    Limits limits = limits("key * requests_per_minute 2");
    held(limits);
    held(limits);
    assertEquals(
        new Grant.Exceeded("key/requests_per_minute", Duration.ofSeconds(50)), refused(limits));
  }

  @Test
  void aNewWindowGivesTheBudgetBack() {
    Limits limits = limits("key * requests_per_minute 1");
    held(limits);
    now = now.plusSeconds(50);
    held(limits);
  }

  @Test
  void settlingChargesWhatWasReallyUsed() {
    Limits limits = limits("principal User/ann tokens_per_day 12");
    Grant.Reservation reservation = held(limits);
    refused(limits);
    limits.settle(reservation, new Usage(1, 1));
    held(limits);
  }

  @Test
  void settlingTwiceChargesOnce() {
    Limits limits = limits("key * tokens_per_day 30");
    Grant.Reservation reservation = held(limits);
    limits.settle(reservation, TEN);
    limits.settle(reservation, TEN);
    held(limits);
    held(limits);
    refused(limits);
  }

  @Test
  void useBeyondTheReservationIsChargedInFull() {
    Limits limits = limits("key * tokens_per_day 100");
    limits.settle(held(limits), new Usage(50, 45));
    assertEquals("key/tokens_per_day", refused(limits).limit());
  }

  @Test
  void releasingChargesNothing() {
    Limits limits = limits("key * requests_per_minute 1");
    limits.release(held(limits));
    held(limits);
  }

  @Test
  void aReservationThatExpiresCountsAsUsedUntilItsWindowEnds() {
    Limits limits = limits("key * tokens_per_day 10");
    held(limits);
    now = now.plus(Duration.ofMinutes(6));
    refused(limits);
    now = Instant.parse("2026-11-25T00:00:00Z");
    held(limits);
  }

  @Test
  void aSettlementAfterTheExpiryChangesNothing() {
    Limits limits = limits("key * tokens_per_day 20");
    Grant.Reservation late = held(limits);
    now = now.plus(Duration.ofMinutes(6));
    held(limits);
    limits.settle(late, new Usage(0, 0));
    refused(limits);
  }

  @Test
  void aCallIsChargedToTheWindowInWhichItWasReserved() {
    now = Instant.parse("2026-11-24T23:59:59Z");
    Limits limits = limits("key * tokens_per_day 10");
    Grant.Reservation yesterday = held(limits);
    now = now.plusSeconds(2);
    limits.settle(yesterday, TEN);
    held(limits);
  }

  @Test
  void aHostWhoseClockIsBehindCannotEmptyTheNewWindow() {
    now = Instant.parse("2026-11-25T00:00:01Z");
    Limits limits = limits("key * tokens_per_day 20");
    held(limits);
    now = Instant.parse("2026-11-24T23:59:59Z");
    held(limits);
    now = Instant.parse("2026-11-25T00:00:02Z");
    refused(limits);
  }

  @Test
  void aRefusalByOneAccountHoldsNothingInTheOthers() {
    Limits limits = limits("key * tokens_per_day 1000\ntenant acme tokens_per_day 15");
    Grant.Reservation first = held(limits);
    assertEquals("tenant/tokens_per_day", refused(limits).limit());
    limits.release(first);
    for (RecordStoreBody account : bodies()) {
      assertFalse(account.text().contains("open"), account.text());
    }
  }

  private record RecordStoreBody(String text) {}

  private java.util.List<RecordStoreBody> bodies() {
    return store.records.values().stream()
        .map(r -> new RecordStoreBody(new String(r.body(), StandardCharsets.UTF_8)))
        .toList();
  }

  @Test
  void spendIsCountedInTheModelsPrice() {
    // 4 tokens in at 1 dollar and 6 out at 2 dollars a million are 16,000 nano-dollars.
    Limits limits = limits("tenant * spend_per_month 0.000032");
    held(limits);
    held(limits);
    assertEquals("tenant/spend_per_month", refused(limits).limit());
  }

  @Test
  void aRuleOfOnesOwnReplacesTheOneForEveryone() {
    Limits limits = limits("key * requests_per_minute 0\nkey key1 requests_per_minute 1");
    held(limits);
    refused(limits);
  }

  @Test
  void aCallerWithoutLimitsCostsNoStoreAccess() {
    limits("key other requests_per_minute 1").reserve(ANN, "m", TEN);
    assertEquals(0, store.reads.get());
  }

  @Test
  void noRecordNamesTheCaller() {
    held(limits("principal * requests_per_minute 5"));
    assertTrue(store.records.keySet().stream().noneMatch(key -> key.contains("ann")));
  }

  @Test
  void aDamagedAccountStopsCalls() {
    Limits limits = limits("key * requests_per_minute 5");
    held(limits);
    store.records.replaceAll(
        (key, old) ->
            new dev.portcullis.ports.RecordStore.Versioned(
                key, old.version(), "account 1\nused x".getBytes(StandardCharsets.UTF_8)));
    PortException corrupt = assertThrows(PortException.class, () -> limits.reserve(ANN, "m", TEN));
    assertEquals(PortException.Code.CORRUPT, corrupt.code());
  }

  @Test
  void anEnormousRequestIsRefusedAndDoesNotWrapAround() {
    Limits limits = limits("key * tokens_per_day 100\nkey * spend_per_day 1");
    Usage huge = new Usage(Long.MAX_VALUE, Long.MAX_VALUE);
    assertInstanceOf(Grant.Exceeded.class, limits.reserve(ANN, "m", huge));
  }

  @Test
  void manyOpenCallsAreBoundedSoThatTheRecordStaysSmall() {
    Limits limits = limits("key * tokens_per_day 1000000");
    for (int i = 0; i < Account.MOST_OPEN; i++) {
      held(limits);
    }
    assertEquals("key/open_calls", refused(limits).limit());
    assertTrue(store.records.values().stream().allMatch(r -> r.body().length < 64 * 1024));
  }

  /** Loses a number of races: somebody else has always just written. */
  private static final class BusyStore extends MemoryRecordStore {
    private int lost;

    @Override
    public Optional<String> write(String key, byte[] body, String expected) {
      return lost-- > 0 ? Optional.empty() : super.write(key, body, expected);
    }
  }

  private Limits over(MemoryRecordStore busy) {
    return new Limits(
        busy,
        LimitRules.parse("key * tokens_per_day 20", "limits.txt"),
        Prices.parse("* 1 2\n", "prices.txt"),
        () -> now,
        new Random(7),
        Duration.ofMinutes(5),
        attempt -> true);
  }

  @Test
  void aReservationOnABusyAccountIsToldToComeBack() {
    BusyStore busy = new BusyStore();
    busy.lost = AccountWriter.BEFORE_THE_CALL;
    assertEquals(new Grant.Exceeded("contention", Duration.ofSeconds(1)), refused(over(busy)));
  }

  @Test
  void aSettlementOnABusyAccountOutlastsManyLostRaces() {
    BusyStore busy = new BusyStore();
    Limits limits = over(busy);
    Grant.Reservation reservation = held(limits);
    busy.lost = AccountWriter.AFTER_THE_CALL - 1;
    limits.settle(reservation, new Usage(5, 5));
    held(limits);
    refused(limits);
  }

  @Test
  void aSettlementThatCannotBeWrittenLeavesTheHoldToCountInFull() {
    BusyStore busy = new BusyStore();
    Limits limits = over(busy);
    Grant.Reservation reservation = held(limits);
    busy.lost = AccountWriter.AFTER_THE_CALL;
    PortException gaveUp =
        assertThrows(PortException.class, () -> limits.settle(reservation, new Usage(0, 0)));
    assertEquals(PortException.Code.THROTTLED, gaveUp.code());
    now = now.plus(Duration.ofMinutes(6));
    held(limits);
    refused(limits);
  }
}
