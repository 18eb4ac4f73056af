package dev.portcullis.rotation.schedule;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Walks every schedule of up to so many faults. Runs that reach the same state at the same place
 * with as many faults left go on alike, so each such state is gone on from once.
 */
final class Explorer {
  /** Ends a run whose rest was walked before. */
  private static final class Known extends Error {
    private static final long serialVersionUID = 1L;

    Known() {
      super("known", null, false, false);
    }
  }

  private final Subject subject;
  private final Run.Delivery delivery;
  private final boolean template;
  private final List<Set<String>> walked = new ArrayList<>();
  private final Map<String, Integer> problems = new TreeMap<>();
  private final List<String> examples = new ArrayList<>();
  private int schedules;
  private int effects;

  Explorer(Subject subject, Run.Delivery delivery, boolean template) {
    this.subject = subject;
    this.delivery = delivery;
    this.template = template;
  }

  Explorer walk(int faults) {
    for (int i = 0; i <= faults; i++) {
      walked.add(new HashSet<>());
    }
    explore(List.of(), faults);
    return this;
  }

  private void explore(List<Fault> faults, int left) {
    int from = faults.isEmpty() ? 0 : faults.get(faults.size() - 1).effect() + 1;
    int to = follow(faults, left);
    if (faults.isEmpty()) {
      effects = to;
    }
    for (int effect = from; left > 0 && effect < to; effect++) {
      for (Fault.Fate fate : Fault.Fate.values()) {
        List<Fault> next = new ArrayList<>(faults);
        next.add(new Fault(effect, fate));
        explore(next, left - 1);
      }
    }
  }

  /** Runs one schedule; returns how many effects of it have a rest that was not walked before. */
  private int follow(List<Fault> faults, int left) {
    List<String> passed = new ArrayList<>();
    Run run =
        new Run(
            subject,
            delivery,
            faults,
            template,
            (going, place) -> {
              if (going.world().gate.spent() && !faults.isEmpty()) {
                String state = place + going.world().state();
                if (walked.get(left).contains(state)) {
                  throw new Known();
                }
                passed.add(state);
              }
            });
    try {
      schedules++;
      Set<String> found = run.go();
      for (String problem : found) {
        problems.merge(problem, 1, Integer::sum);
        examples.add(problem + " " + faults);
      }
      if (found.isEmpty()) {
        // What goes wrong after a state is counted for every schedule that leads to it.
        walked.get(left).addAll(passed);
      }
    } catch (Known known) {
      walked.get(left).addAll(passed);
      problems(run).forEach(problem -> problems.merge(problem, 1, Integer::sum));
    }
    return run.world().gate.effects();
  }

  private static Set<String> problems(Run run) {
    return run.world().monitor.problems();
  }

  int schedules() {
    return schedules;
  }

  int effects() {
    return effects;
  }

  /** How many schedules showed each problem. */
  Map<String, Integer> problems() {
    return problems;
  }

  List<String> examples() {
    return examples.subList(0, Math.min(5, examples.size()));
  }
}
