package dev.portcullis.rotation.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No schedule of crashes and lost answers makes the shipped code fail a client or leak a key. */
final class SchedulesTest {
  private static final int FAULTS = Integer.getInteger("rotation.faults", 1);

  @ParameterizedTest
  @EnumSource(Subject.class)
  void retriedDeliveriesNeverGoWrong(Subject subject) {
    check(subject, Run.Delivery.RETRIED);
  }

  @ParameterizedTest
  @EnumSource(Subject.class)
  void theReconcilerAloneEndsWhatNobodyDeliversAgain(Subject subject) {
    check(subject, Run.Delivery.ONCE);
  }

  @Test
  void theTemplatesProtocolLeaksAndFailsClients() {
    Explorer explorer = new Explorer(Subject.MINT_LABELLED, Run.Delivery.RETRIED, true).walk(1);
    System.out.printf(
        "template: %d effects, %d schedules: %s%n",
        explorer.effects(), explorer.schedules(), explorer.problems());
    assertTrue(explorer.problems().getOrDefault("leak", 0) > 0, "the checker cannot fail");
    assertTrue(explorer.problems().getOrDefault("stale client fails", 0) > 0);
  }

  private static void check(Subject subject, Run.Delivery delivery) {
    long start = System.nanoTime();
    Explorer explorer = new Explorer(subject, delivery, false).walk(FAULTS);
    System.out.printf(
        "%s %s: %d effects, %,d schedules of up to %d faults, problems %s (%d ms)%n",
        subject,
        delivery,
        explorer.effects(),
        explorer.schedules(),
        FAULTS,
        explorer.problems(),
        (System.nanoTime() - start) / 1_000_000);
    assertEquals("{}", explorer.problems().toString(), explorer.examples().toString());
    assertTrue(explorer.effects() > 20, "too few effects to mean anything");
  }
}
