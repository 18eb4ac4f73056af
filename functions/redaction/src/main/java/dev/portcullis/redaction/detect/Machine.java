package dev.portcullis.redaction.detect;

import dev.portcullis.redaction.pattern.Automaton;
import dev.portcullis.redaction.pattern.CharSet;
import dev.portcullis.redaction.text.Alphabet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * An automaton with the states it starts in: for free patterns one for each class that may stand
 * before, for keyed patterns one for each keyword. Safe for threads.
 */
final class Machine {
  /** A table of states and the starts that belong to it. */
  record Ready(Automaton.Table table, int[] starts) {}

  private final Automaton automaton;
  private final List<List<Integer>> lists;
  private volatile Ready ready;

  private Machine(Automaton automaton, List<List<Integer>> lists) {
    this.automaton = automaton;
    this.lists = lists;
    this.ready = prepare(automaton.table());
  }

  static Machine free(Automaton automaton, Map<Integer, Integer> startOfUnit, Program program) {
    // Few sets are declared, so classes that all of them treat alike share one list.
    List<CharSet> sets = new ArrayList<>();
    for (int unit : startOfUnit.keySet()) {
      CharSet before = program.units[unit].before();
      if (!sets.contains(before)) {
        sets.add(before);
      }
    }
    Map<List<Boolean>, List<Integer>> known = new HashMap<>();
    List<List<Integer>> lists = new ArrayList<>();
    for (int before = 0; before < Alphabet.SIZE; before++) {
      List<Boolean> excluded = new ArrayList<>();
      for (CharSet set : sets) {
        excluded.add(set.has(before));
      }
      List<Integer> starts = known.get(excluded);
      if (starts == null) {
        starts = starts(startOfUnit, program, before);
        known.put(excluded, starts);
      }
      lists.add(starts);
    }
    return new Machine(automaton, lists);
  }

  private static List<Integer> starts(
      Map<Integer, Integer> startOfUnit, Program program, int before) {
    List<Integer> starts = new ArrayList<>();
    for (Map.Entry<Integer, Integer> entry : startOfUnit.entrySet()) {
      if (!program.units[entry.getKey()].before().has(before)) {
        starts.add(entry.getValue());
      }
    }
    return starts;
  }

  static Machine keyed(Automaton automaton, Map<Integer, Integer> startOfUnit, Program program) {
    List<List<Integer>> lists = new ArrayList<>();
    for (int[] units : program.triggerUnits) {
      List<Integer> starts = new ArrayList<>();
      for (int unit : units) {
        Integer start = startOfUnit.get(unit);
        if (start != null) {
          starts.add(start);
        }
      }
      lists.add(starts);
    }
    return new Machine(automaton, lists);
  }

  Ready ready() {
    return ready;
  }

  /** A table with room, for a scan that found {@code full} to be full. */
  Ready renew(Ready full) {
    if (ready.table() == full.table()) {
      ready = prepare(automaton.renew(full.table()));
    }
    return ready;
  }

  private Ready prepare(Automaton.Table table) {
    // Equal lists are the same object, or short.
    IdentityHashMap<List<Integer>, Integer> known = new IdentityHashMap<>();
    int[] starts = new int[lists.size()];
    for (int i = 0; i < starts.length; i++) {
      Integer start = known.get(lists.get(i));
      if (start == null) {
        start = table.start(lists.get(i));
        known.put(lists.get(i), start);
      }
      starts[i] = start;
    }
    return new Ready(table, starts);
  }
}
