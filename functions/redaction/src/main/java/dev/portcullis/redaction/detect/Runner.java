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

  /** Whether they have matched further than {@link #ends} says. */
  private boolean slid;

  int[] units = new int[64];
  int[] ends = new int[64];
  int count;
  int keywordState;

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

  /**
   * The first place from {@code from} on at which a free pattern may start, or a character that
   * goes on with no run stands, or a keyword ends; at most {@code to}. Leaves the state of the
   * keywords before it in {@link #keywordState}.
   */
  int quietUntil(int from, int to, int keywordStateBefore) {
    byte[] classes = view.classes();
    char[] next = free.table().next();
    int[] starts = free.starts();
    Keywords keywords = program.keywords;
    char[] steps = keywords.table();
    int state = keywordStateBefore;
    int before = classes[from - 1] & 0xFF;
    int at = from;
    while (at < to) {
      int c = classes[at] & 0xFF;
      int start = starts[before];
      int then = steps[(state << 8) | c] - 1;
      boolean quiet =
          Runs.goesOn(c)
              && (start == Automaton.DEAD || next[((start & 0x7FFF) << 8) | c] == Automaton.DEAD)
              && then >= 0
              && keywords.isSilent(then);
      if (!quiet) {
        break;
      }
      state = then;
      before = c;
      at++;
    }
    keywordState = state;
    return at;
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
    slid = false;
    Automaton.Table table = machine.table();
    char[] next = table.next();
    byte[] classes = view.classes();
    int readable = view.readable(index);
    int state = start;
    int at = index;
    while (state != Automaton.DEAD) {
      if (state < Automaton.ACCEPTING) {
        // Most steps: nothing matches yet, the character is here and the table knows the step.
        while (at < readable) {
          int then = next[(state << 8) | (classes[at] & 0xFF)];
          if (then <= Automaton.DEAD || then >= Automaton.ACCEPTING) {
            break;
          }
          state = then;
          at++;
        }
      }
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
    slide();
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
      lastAt = at;
      slid = true;
      return;
    }
    slide();
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

  /** Moves the matches noted last to the places up to {@link #lastAt}, where the same ones end. */
  private void slide() {
    if (slid) {
      for (int i = 0; i < Judge.TRIES; i++) {
        int to = count - i * last.length;
        Arrays.fill(ends, to - last.length, to, lastAt - i);
      }
      slid = false;
    }
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
