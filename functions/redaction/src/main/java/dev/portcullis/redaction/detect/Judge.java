package dev.portcullis.redaction.detect;

import dev.portcullis.redaction.pattern.CharSet;
import dev.portcullis.redaction.validate.Validator;
import dev.portcullis.redaction.validate.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns matches of patterns into candidates: validators, entropy, stop words, context, tails. */
final class Judge {
  private static final String TRAILING = ".,;:!?'\")]>";
  private static final double REPORTED = 0.4;

  /** A pattern below this needs a context word even when its checksum holds: one in ten does. */
  private static final double WEAK = 0.3;

  /** How many of a pattern's matches are searched for a marked value. */
  static final int TRIES = 2;

  private static final double BOOST = 0.35;

  private final Program program;
  private final View view;
  private final Contexts contexts;
  private final Work work;

  Judge(Program program, View view, Contexts contexts, Work work) {
    this.program = program;
    this.view = view;
    this.contexts = contexts;
    this.work = work;
  }

  /** Adds the candidates of a run; false when more text is needed to decide. */
  boolean judge(Runner runner, int index, int before, List<Candidate> into) {
    Room room = program.spare.take(program);
    boolean decided = judge(runner, index, before, into, room);
    program.spare.giveBack(room);
    return decided;
  }

  private boolean judge(Runner runner, int index, int before, List<Candidate> into, Room room) {
    int first = into.size();
    for (int i = runner.count - 1; i >= 0; i--) {
      Program.Unit unit = program.units[runner.units[i]];
      int detector = unit.detector();
      boolean again = room.stamps[detector] == room.stamp;
      if (again && (runner.ends[i] != room.lastOf[detector] || !improves(into, first, unit))) {
        continue;
      }
      if (unit.before().has(before) || !mayTry(runner.units[i], unit, room)) {
        continue;
      }
      Candidate candidate = accept(unit, index, runner.ends[i], room);
      if (view.wasNeeded()) {
        return false;
      }
      if (candidate != null) {
        if (again) {
          into.removeIf(c -> c.detector == detector && c.start == candidate.start);
        }
        room.stamps[detector] = room.stamp;
        room.lastOf[detector] = runner.ends[i];
        into.add(candidate);
      }
    }
    return true;
  }

  /** Finding a marked value costs a run, so only the longest matches of a pattern are tried. */
  private static boolean mayTry(int number, Program.Unit unit, Room room) {
    if (unit.value() == null) {
      return true;
    }
    if (room.triedAt[number] != room.stamp) {
      room.triedAt[number] = room.stamp;
      room.tries[number] = 0;
    }
    return ++room.tries[number] <= TRIES;
  }

  private static boolean improves(List<Candidate> candidates, int first, Program.Unit unit) {
    for (int i = first; i < candidates.size(); i++) {
      Candidate candidate = candidates.get(i);
      if (candidate.detector == unit.detector() && candidate.score >= unit.score()) {
        return false;
      }
    }
    return true;
  }

  private @Nullable Candidate accept(Program.Unit unit, int index, int matchEnd, Room room) {
    int start = index;
    int end = matchEnd;
    if (unit.value() != null) {
      long value = unit.value().find(view.classes(), index, matchEnd, room.scratch);
      work.spend(room.scratch.steps());
      if (value < 0 || (int) value <= (int) (value >>> 32)) {
        return null;
      }
      start = (int) (value >>> 32);
      end = (int) value;
    }
    Program.Rules rules = program.rules[unit.detector()];
    boolean verified = false;
    for (Validator validator : rules.validators()) {
      work.spend(end - start);
      Verdict verdict = validator.check(view.text(), start, end);
      if (verdict == Verdict.REFUSED) {
        room.stamps[unit.detector()] = room.stamp;
        room.lastOf[unit.detector()] = -1;
      }
      if (verdict == Verdict.INVALID || verdict == Verdict.REFUSED) {
        return null;
      }
      verified |= verdict == Verdict.VALID;
    }
    DetectorSpec spec = rules.spec();
    if (!Entropy.suffices(view.text(), start, end, spec.entropy(), spec.stops())) {
      return null;
    }
    int word = contexts.find(rules.context(), start);
    if (word < 0 && (spec.needsWord() || (!program.strict && spec.needsContext()))) {
      return null;
    }
    if (!program.strict && word < 0 && unit.score() < WEAK && spec.keywords().isEmpty()) {
      return null;
    }
    double score = verified ? 1 : unit.score();
    if (word >= 0 && !verified) {
      score = Math.min(1, Math.max(score + BOOST, REPORTED));
    }
    if (!program.strict && score < REPORTED) {
      return null;
    }
    return extend(rules, unit.detector(), start, end, score, verified, word);
  }

  private Candidate extend(
      Program.Rules rules,
      int detector,
      int start,
      int end,
      double score,
      boolean verified,
      int word) {
    CharSet tail = rules.tail();
    int at = end;
    boolean open = false;
    if (tail != null) {
      char[] until = rules.until();
      boolean ended = false;
      while (!ended) {
        int c = view.at(at);
        if (c == View.NEED || !tail.has(c)) {
          open = c != View.NEED && view.isBeyondReach(at);
          break;
        }
        at++;
        ended = until.length > 0 && Tail.endsWith(view.text(), at, until);
      }
      work.spend(at - end);
      while (!open && until.length == 0 && at > end && TRAILING.indexOf(view.text()[at - 1]) >= 0) {
        at--;
      }
    }
    return new Candidate(detector, start, at, score, verified, open, word);
  }
}
