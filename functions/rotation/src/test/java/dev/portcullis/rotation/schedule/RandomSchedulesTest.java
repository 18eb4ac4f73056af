package dev.portcullis.rotation.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Three faults at random places, for every strategy and both ways of delivering. */
final class RandomSchedulesTest {
  private static final int SCHEDULES = Integer.getInteger("rotation.schedules", 1_000);
  private static final long SEED = Long.getLong("rotation.seed", 8L);
  private static final int MOST_EFFECTS = 160;

  @Test
  void threeFaultsAtRandomNeverGoWrong() {
    SplittableRandom random = new SplittableRandom(SEED);
    Subject[] subjects = Subject.values();
    for (int i = 0; i < SCHEDULES; i++) {
      Subject subject = subjects[i % subjects.length];
      Run.Delivery delivery = Run.Delivery.values()[random.nextInt(2)];
      List<Fault> faults = faults(random);
      Set<String> found = new Run(subject, delivery, faults, false, (run, place) -> {}).go();
      assertEquals(
          Set.of(),
          found,
          "seed " + SEED + ", schedule " + i + ": " + subject + " " + delivery + " " + faults);
    }
    System.out.printf(
        "rotation: %,d random schedules of 3 faults, seed %d: 0 problems%n", SCHEDULES, SEED);
  }

  private static List<Fault> faults(SplittableRandom random) {
    Set<Integer> effects = new TreeSet<>();
    while (effects.size() < 3) {
      effects.add(random.nextInt(MOST_EFFECTS));
    }
    List<Fault> faults = new ArrayList<>();
    for (int effect : effects) {
      faults.add(new Fault(effect, Fault.Fate.values()[random.nextInt(4)]));
    }
    return faults;
  }
}
