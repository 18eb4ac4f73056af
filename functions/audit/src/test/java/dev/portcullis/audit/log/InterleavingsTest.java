package dev.portcullis.audit.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.audit.log.FaultyStores.Fate;
import dev.portcullis.contract.memory.Provider;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Every interleaving of two sequencers and the writer of a second batch, where the first is sealed
 * already. Schedules that lead to the same stores and the same knowledge in every instance go on
 * alike, so each such state is gone on from once.
 */
final class InterleavingsTest {
  private record Outcome(List<Integer> choices, boolean known, List<String> problems) {}

  /** All of them take minutes; a build takes the first so many. */
  private static final int MOST = Integer.getInteger("audit.interleavings", 400);

  private final Set<String> states = new HashSet<>();
  private int schedules;

  @Test
  void noInterleavingOfTwoSequencersAndTwoBatchesGoesWrong() {
    explore(Duration.ofSeconds(3));
  }

  @Test
  void norDoesAnyWhereBothClocksAgreeToTheMillisecond() {
    explore(Duration.ZERO);
  }

  private void explore(Duration apart) {
    Deque<List<Integer>> open = new ArrayDeque<>();
    open.push(List.of());
    while (!open.isEmpty() && schedules < MOST) {
      List<Integer> prefix = open.pop();
      Outcome outcome = follow(prefix, apart);
      schedules++;
      assertEquals(List.of(), outcome.problems(), "choices " + outcome.choices());
      // Each later point of this schedule at which another instance could have gone first.
      for (int at = prefix.size(); at < outcome.choices().size(); at++) {
        int taken = outcome.choices().get(at) & 15;
        int ready = outcome.choices().get(at) >> 4;
        for (int other = taken + 1; other < ready; other++) {
          List<Integer> next = new ArrayList<>(outcome.choices().subList(0, at));
          next.add(ready << 4 | other);
          open.push(next);
        }
      }
    }
    assertTrue(states.size() > 100, states.size() + " states");
    System.out.printf(
        "%,d interleavings reach %,d states, %,d left%n", schedules, states.size(), open.size());
  }

  /** Takes the choices and then always the first; stops choosing anew in a state seen before. */
  private Outcome follow(List<Integer> prefix, Duration apart) {
    SimulatedLog log = new SimulatedLog(Provider.S3);
    log.trail(Duration.ZERO, 1, () -> Fate.WELL).append(List.of(SimulatedLog.entry("first")));
    log.acknowledged.add("first");
    FaultyStores[] stores = new FaultyStores[3];
    int[] steps = new int[3];
    List<Integer> choices = new ArrayList<>();
    boolean[] known = {false};
    List<Actors.Actor> actors = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      int me = i;
      actors.add(
          gate -> {
            stores[me] =
                new FaultyStores(
                    log.worm,
                    log.published,
                    () -> {
                      steps[me]++;
                      gate.step();
                      return Fate.WELL;
                    });
            if (me < 2) {
              log.sequencer(apart.multipliedBy(me), stores[me]).run();
            } else {
              log.trail(Duration.ZERO, 2, stores[me]).append(List.of(SimulatedLog.entry("second")));
              log.acknowledged.add("second");
            }
            steps[me]++;
          });
    }
    List<Throwable> failures =
        new Actors()
            .run(
                actors,
                ready -> {
                  int depth = choices.size();
                  if (depth >= prefix.size() && !known[0]) {
                    known[0] = !states.add(state(log, stores, steps));
                  }
                  int choice = depth < prefix.size() ? prefix.get(depth) & 15 : 0;
                  if (!known[0]) {
                    choices.add(ready << 4 | choice);
                  }
                  return choice;
                });
    List<String> problems = new ArrayList<>();
    failures.forEach(failure -> problems.add("died: " + failure));
    if (!known[0]) {
      problems.addAll(log.problems(1));
    }
    return new Outcome(choices, known[0], problems);
  }

  /** What an instance knows follows from the answers it has had. */
  private static String state(SimulatedLog log, FaultyStores[] stores, int[] steps) {
    StringBuilder state = new StringBuilder().append(contents(log));
    for (int i = 0; i < steps.length; i++) {
      state.append(' ').append(steps[i]).append(' ');
      state.append(stores[i] == null ? 0 : stores[i].seen());
    }
    return state.toString();
  }

  private static long contents(SimulatedLog log) {
    long hash = 17;
    for (var entry : log.worm.list("", "", 1_000)) {
      hash = hash * 31 + entry.key().hashCode();
      hash = hash * 31 + Arrays.hashCode(log.worm.get(entry.key()).orElseThrow());
    }
    for (String key : log.published.keys()) {
      hash = hash * 31 + key.hashCode();
      hash = hash * 31 + Arrays.hashCode(log.published.get(key).orElseThrow());
    }
    return hash;
  }
}
