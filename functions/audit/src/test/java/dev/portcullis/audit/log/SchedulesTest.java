package dev.portcullis.audit.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portcullis.audit.log.FaultyStores.Fate;
import dev.portcullis.contract.memory.Provider;
import dev.portcullis.ports.PortException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/**
 * Random schedules of two writers and three sequencers on each provider's rules: crashes before and
 * after any store call, a fifth of all answers lost, every event delivered up to three times,
 * clocks ten minutes apart either way. {@code -Daudit.schedules=10000} runs more of them.
 */
final class SchedulesTest {
  private static final int SCHEDULES = Integer.getInteger("audit.schedules", 500);
  private static final long FIRST = Long.getLong("audit.seed", 20_261_124L);

  private final int[] happened = new int[Fate.values().length];

  @Test
  void noScheduleLosesForksContradictsOrHidesADuplicate() {
    for (long seed = FIRST; seed < FIRST + SCHEDULES; seed++) {
      assertEquals(List.of(), problems(seed), "-Daudit.schedules=1 -Daudit.seed=" + seed);
    }
    System.out.printf(
        "%,d schedules: %,d calls went well, %,d + %,d crashes before and after one,"
            + " %,d lost requests, %,d lost replies; 0 lost events, 0 forks, 0 contradictory heads,"
            + " 0 unflagged duplicates%n",
        SCHEDULES, happened[0], happened[1], happened[2], happened[3], happened[4]);
  }

  private List<String> problems(long seed) {
    Random random = new Random(seed);
    Provider provider = Provider.values()[random.nextInt(Provider.values().length)];
    SimulatedLog log = new SimulatedLog(provider);
    List<Actors.Actor> actors = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      String prefix = "w" + i + "/";
      Duration skew = skew(random);
      actors.add(gate -> write(log, prefix, skew, gate, random));
    }
    for (int i = 0; i < 3; i++) {
      Duration skew = skew(random);
      actors.add(gate -> sequence(log, skew, gate, random));
    }
    List<Throwable> failures = new Actors().run(actors, random::nextInt);
    List<String> problems = new ArrayList<>();
    failures.forEach(failure -> problems.add("died: " + failure));
    problems.addAll(log.problems(seed));
    return problems;
  }

  /** Delivers each event until it is acknowledged and then perhaps again, as queues do. */
  private void write(
      SimulatedLog log, String prefix, Duration skew, Actors.Gate gate, Random random) {
    AuditTrail trail = log.trail(skew, random.nextLong(), () -> fate(log, gate, random));
    for (int event = 0; event < 4; event++) {
      String id = prefix + event;
      int deliveries = 1 + random.nextInt(3);
      for (int attempt = 0; attempt < deliveries || !log.acknowledged.contains(id); attempt++) {
        try {
          trail.append(List.of(SimulatedLog.entry(id), SimulatedLog.entry(id + "/outcome")));
          log.acknowledged.add(id);
          log.acknowledged.add(id + "/outcome");
        } catch (PortException e) {
          // Not sealed as far as the caller knows: it is delivered again.
        } catch (CompletionException | Crashed e) {
          trail = log.trail(skew, random.nextLong(), () -> fate(log, gate, random));
        }
      }
    }
  }

  private void sequence(SimulatedLog log, Duration skew, Actors.Gate gate, Random random) {
    Sequencer sequencer = log.sequencer(skew, () -> fate(log, gate, random));
    for (int run = 0; run < 8; run++) {
      try {
        sequencer.run();
      } catch (PortException e) {
        if (!e.retryable()) {
          throw e;
        }
      } catch (Crashed e) {
        sequencer = log.sequencer(skew, () -> fate(log, gate, random));
      }
    }
  }

  private Fate fate(SimulatedLog log, Actors.Gate gate, Random random) {
    gate.step();
    log.now = log.now.plusMillis(random.nextInt(400));
    int dice = random.nextInt(100);
    Fate fate =
        dice < 10
            ? Fate.LOST_REQUEST
            : dice < 20
                ? Fate.LOST_REPLY
                : dice < 22 ? Fate.CRASH_BEFORE : dice < 24 ? Fate.CRASH_AFTER : Fate.WELL;
    happened[fate.ordinal()]++;
    return fate;
  }

  private static Duration skew(Random random) {
    return Duration.ofSeconds(random.nextInt(1_201) - 600);
  }
}
