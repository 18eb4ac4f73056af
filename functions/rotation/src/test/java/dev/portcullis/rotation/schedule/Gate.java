package dev.portcullis.rotation.schedule;

import dev.portcullis.ports.PortException;
import java.util.List;
import java.util.function.Supplier;

/**
 * Every effect of the code under test goes through here, is numbered, and may go wrong. Each thread
 * is a process of its own; one of them runs at a time.
 */
final class Gate {
  private final List<Fault> faults;
  private final Runnable afterEach;
  private int effects;
  private int taken;
  private final ThreadLocal<Boolean> dead = ThreadLocal.withInitial(() -> false);
  private Runnable beforeEach = () -> {};
  private boolean armed;

  /**
   * A gate for one run.
   *
   * @param faults in the order of their effects
   * @param afterEach looks at the world after each effect
   */
  Gate(List<Fault> faults, Runnable afterEach) {
    this.faults = List.copyOf(faults);
    this.afterEach = afterEach;
  }

  /** From here on effects are counted and may go wrong, or no longer. */
  void arm(boolean on) {
    armed = on;
  }

  /** Another process starts. */
  void revive() {
    dead.set(false);
  }

  /** Called before each effect; here a process may have to wait for its turn. */
  void beforeEach(Runnable action) {
    beforeEach = action;
  }

  int effects() {
    return effects;
  }

  /** True once every fault has happened. */
  boolean spent() {
    return taken == faults.size();
  }

  <T> T effect(Supplier<T> effect) {
    beforeEach.run();
    if (dead.get()) {
      throw new Crash();
    }
    if (!armed) {
      return happens(effect);
    }
    int number = effects++;
    if (spent() || faults.get(taken).effect() != number) {
      return happens(effect);
    }
    Fault.Fate fate = faults.get(taken++).fate();
    if (fate == Fault.Fate.CRASH_AFTER || fate == Fault.Fate.REPLY_LOST) {
      happens(effect);
    }
    if (fate == Fault.Fate.CRASH_BEFORE || fate == Fault.Fate.CRASH_AFTER) {
      dead.set(true);
      throw new Crash();
    }
    throw new PortException(PortException.Code.TIMEOUT, "no answer");
  }

  private <T> T happens(Supplier<T> effect) {
    T result = effect.get();
    afterEach.run();
    return result;
  }

  void effect(Runnable effect) {
    effect(
        () -> {
          effect.run();
          return true;
        });
  }
}
