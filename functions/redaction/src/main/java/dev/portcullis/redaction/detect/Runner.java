package dev.portcullis.redaction.detect;

import dev.portcullis.redaction.pattern.Automaton;
import java.util.Arrays;

/** Runs an automaton from one place and collects every unit that matches, with its end. */
final class Runner {
  private final Program program;
  private final View view;
  private final Work work;
  private Machine.Ready free;
  private Machine.Ready keyed;
  private boolean renewed;
  private int[] last = {};
  private int lastAt;

  /** At how many places in a row exactly {@link #last} has matched, all with marked values. */
  private int repeats;

  int[] units = new int[64];
  int[] ends = new int[64];
  int count;

  Runner(Program program, View view, Work work) {
    this.program = program;
    this.view = view;
    this.work = work;
    this.free = program.free.ready();
    this.keyed = program.keyed.ready();
  }

  /** Whether some free pattern can start with this class after that one. */
  int firstStep(int before, int characterClass) {
    int start = free.starts()[before];
    if (start == Automaton.DEAD) {
      return Automaton.DEAD;
    }
    int state = free.table().next()[((start & 0x7FFF) << 8) | characterClass];
    return state != 0 ? state : slowStep(free, start, characterClass);
  }

  /** Runs the free patterns; false when more text is needed. {@code before}: the class before. */
  boolean runFree(int index, int before) {
    while (true) {
      int outcome = run(free, free.starts()[before], index);
      if (outcome != Automaton.FULL) {
        return outcome > 0;
      }
      free = program.free.renew(free);
      renewed = true;
    }
  }

  /** Runs the patterns of a keyword that starts at this index. */
  boolean runKeyed(int index, int keyword) {
    while (true) {
      int outcome = run(keyed, keyed.starts()[keyword], index);
      if (outcome != Automaton.FULL) {
        return outcome > 0;
      }
      keyed = program.keyed.renew(keyed);
      renewed = true;
    }
  }

  /** 1 when decided, -1 when more text is needed, {@link Automaton#FULL} to repeat. */
  private int run(Machine.Ready machine, int start, int index) {
    count = 0;
    repeats = 0;
    Automaton.Table table = machine.table();
    char[] next = table.next();
    byte[] classes = view.classes();
    int readable = view.readable(index);
    int state = start;
    int at = index;
    while (state != Automaton.DEAD) {
      int c = at < readable ? classes[at] & 0xFF : view.at(at);
      if (c == View.NEED) {
        return -1;
      }
      if ((state & Automaton.ACCEPTING) != 0) {
        collect(table.accepts(state), at, c);
      }
      if (at >= readable) {
        break;
      }
      int then = next[((state & 0x7FFF) << 8) | c];
      if (then == 0) {
        then = slowStep(machine, state, c);
        next = table.next();
        if (then == Automaton.FULL) {
          return Automaton.FULL;
        }
      }
      state = then;
      at++;
    }
    work.spend(at - index + 1L);
    return 1;
  }

  private int slowStep(Machine.Ready machine, int state, int characterClass) {
    if (renewed) {
      work.spend(Work.STATE);
    }
    return machine.table().step(state, characterClass);
  }

  /**
   * Notes the matches that end here. Of a marked value's matches only the longest are tried, so
   * where the same patterns match at one place after the other, the oldest make room.
   */
  private void collect(int[] accepted, int at, int next) {
    if (accepted == last && at == lastAt + 1 && repeats >= Judge.TRIES) {
      int block = count - accepted.length * Judge.TRIES;
      System.arraycopy(ends, block + accepted.length, ends, block, count - block - accepted.length);
      Arrays.fill(ends, count - accepted.length, count, at);
      lastAt = at;
      return;
    }
    boolean all = true;
    for (int number : accepted) {
      Program.Unit unit = program.units[number];
      boolean ends = !unit.after().has(next);
      all &= ends && unit.value() != null && unit.endsAnywhere();
      if (ends) {
        add(number, at);
      }
    }
    repeats = !all ? 0 : accepted == last && at == lastAt + 1 ? repeats + 1 : 1;
    last = accepted;
    lastAt = at;
  }

  private void add(int unit, int end) {
    if (count == units.length) {
      units = Arrays.copyOf(units, count * 2);
      ends = Arrays.copyOf(ends, count * 2);
    }
    units[count] = unit;
    ends[count++] = end;
  }
}
