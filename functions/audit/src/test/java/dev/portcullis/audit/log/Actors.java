package dev.portcullis.audit.log;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.IntUnaryOperator;

/**
 * Runs several instances as if at once, one step at a time: which of them takes the next step is
 * decided from outside, so a schedule is repeated exactly by repeating the decisions.
 */
final class Actors {
  /** One instance; it must call {@link Gate#step} before everything that others can see. */
  @FunctionalInterface
  interface Actor {
    void run(Gate gate);
  }

  /** Where an actor waits for its turn. */
  final class Gate {
    private final Semaphore turn = new Semaphore(0);
    private boolean done;

    void step() {
      back.release();
      turn.acquireUninterruptibly();
    }
  }

  private final Semaphore back = new Semaphore(0);
  private final List<Gate> gates = new ArrayList<>();
  private final List<Throwable> failures = new ArrayList<>();

  /**
   * Runs all to their ends.
   *
   * @param choose given how many can take the next step, which of them does
   * @return what any of them threw
   */
  List<Throwable> run(List<Actor> actors, IntUnaryOperator choose) {
    List<Thread> threads = new ArrayList<>();
    for (Actor actor : actors) {
      Gate gate = new Gate();
      gates.add(gate);
      Thread thread = new Thread(() -> live(actor, gate));
      threads.add(thread);
      thread.start();
    }
    while (true) {
      List<Gate> ready = gates.stream().filter(gate -> !gate.done).toList();
      if (ready.isEmpty()) {
        break;
      }
      ready.get(ready.size() == 1 ? 0 : choose.applyAsInt(ready.size())).turn.release();
      back.acquireUninterruptibly();
    }
    return failures;
  }

  private void live(Actor actor, Gate gate) {
    gate.turn.acquireUninterruptibly();
    try {
      actor.run(gate);
    } catch (Throwable e) {
      synchronized (failures) {
        failures.add(e);
      }
    } finally {
      gate.done = true;
      back.release();
    }
  }
}
