package dev.portcullis.redaction.detect;

import dev.portcullis.redaction.pattern.Automaton;
import dev.portcullis.redaction.pattern.CharSet;
import dev.portcullis.redaction.text.Alphabet;
import dev.portcullis.redaction.text.Window;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The one pass over a text, left to right, one place at a time.
 *
 * <p>A place is passed only when everything that starts there is decided; a decision that would
 * need text which has not arrived yet is not taken but repeated later. So the result depends on the
 * text and never on how it was cut. One thread only.
 */
final class Pass {
  /** Why the pass stopped. */
  enum Stop {
    /** More text is needed. */
    WAITING,
    /** An island must be scanned first; see {@link Pass#island}. */
    ISLAND,
    /** The text is finished. */
    DONE,
    /** The work allowed is used up. */
    SPENT
  }

  /** A cluster that is longer than this many original units is decided as far as it goes. */
  private static final int CLUSTER = 160;

  /** So many places at most are passed at once before the work left is looked at again. */
  private static final int STRETCH = 64;

  final Window window;
  private final Program program;
  private final Consumer<Hit> sink;
  private final Work work;
  private final int allowance;
  private final View view;
  private final Runner runner;
  private final Contexts contexts;
  private final Judge judge;
  private final Cluster cluster;
  private final Runs runs = new Runs();
  private final boolean every;
  private @Nullable Island island;
  private @Nullable Candidate swallowing;
  private int clusterStart = Integer.MAX_VALUE;
  private int clusterEnd;
  private int index;
  private int state = Keywords.ROOT;
  private int floor;
  private int floorRaw;
  private int settled;

  /** A pass that allows itself this much work with each character it passes. */
  Pass(
      Program program,
      Window window,
      Work work,
      int allowance,
      boolean every,
      @Nullable Contexts outer,
      Consumer<Hit> sink) {
    this.program = program;
    this.window = window;
    this.work = work;
    this.allowance = allowance;
    this.sink = sink;
    this.every = every;
    this.view = new View(window);
    this.runner = new Runner(program, view, work);
    this.contexts = outer == null ? new Contexts(program) : outer;
    this.judge = new Judge(program, view, contexts, work);
    this.cluster = new Cluster(program, every);
  }

  /** Goes as far as the text allows. */
  Stop advance() {
    view.refresh();
    int size = view.size();
    while (true) {
      if (work.isSpent()) {
        return Stop.SPENT;
      }
      boolean end = index >= size;
      if (endRuns(size, end)) {
        return Stop.ISLAND;
      }
      if (end && !window.isLast()) {
        resolveFlooded(size);
        swallowDeleted();
        return Stop.WAITING;
      }
      if (!cluster.isEmpty() && isLongCluster(index)) {
        if (!isEndKnown(size)) {
          return Stop.WAITING;
        }
        resolve();
      } else if (!cluster.isEmpty() && index >= clusterEnd && held() >= clusterEnd) {
        resolve();
      }
      if (end) {
        resolve();
        finish();
        return Stop.DONE;
      }
      if (skip(size)) {
        continue;
      }
      int c = view.classes()[index] & 0xFF;
      int before =
          index == 0 && window.dropped() == 0 ? Alphabet.EDGE : view.classes()[index - 1] & 0xFF;
      contexts.settle(index, c);
      if (!place(c, before)) {
        return Stop.WAITING;
      }
      runs.take(index, c);
      runs.takeSingle(index, before, c);
      index++;
      work.spend(1L - allowance);
    }
  }

  /**
   * Passes the places inside a word at which nothing starts or ends. While no value is open, all
   * that changes there is the place, the keywords' state and the work.
   */
  private boolean skip(int size) {
    if (!runs.isSteady() || !cluster.isEmpty() || swallowing != null || !contexts.isSettled()) {
      return false;
    }
    int to = Math.min(size, index + STRETCH);
    if (window.from(to) - window.from(runs.start) >= Runs.LONGEST) {
      return false;
    }
    int from = index;
    index = runner.quietUntil(from, to, state);
    state = runner.keywordState;
    work.spend((1L - allowance) * (index - from));
    return index > from;
  }

  /** Everything that starts at this place or is completed by it; false when more text is needed. */
  private boolean place(int c, int before) {
    int mark = cluster.candidates.size();
    long left = work.left();
    if (swallowing != null && swallow(c)) {
      return step(c);
    }
    if (runner.firstStep(before, c) != Automaton.DEAD) {
      view.begin(index);
      if (!runner.runFree(index, before)) {
        return undo(mark, left);
      }
      if (runner.count > 0 && !judge.judge(runner, index, Alphabet.EDGE, cluster.candidates)) {
        return undo(mark, left);
      }
    }
    if (!step(c)) {
      return undo(mark, left);
    }
    if (cluster.candidates.size() > mark) {
      admit(mark);
    }
    return true;
  }

  /** What is undone is not paid for: it will be, once, when there is text to decide it. */
  private boolean undo(int mark, long left) {
    work.restore(left);
    cluster.candidates.subList(mark, cluster.candidates.size()).clear();
    return false;
  }

  /** Moves the keyword automaton on and runs the patterns of the keywords that end here. */
  private boolean step(int c) {
    int packed = program.keywords.table()[(state << 8) | c];
    int then = packed != 0 ? packed - 1 : program.keywords.step(state, c);
    int[] literals = program.keywords.outputs(then);
    if (literals.length > 0) {
      for (int literal : literals) {
        if (literal < program.triggers && swallowing == null && !keyword(literal)) {
          return false;
        }
      }
      contexts.notice(literals, index, view.classes());
    }
    state = then;
    return true;
  }

  private boolean keyword(int literal) {
    int start = index + 1 - program.literalLength[literal];
    boolean edge = start == 0 && window.dropped() == 0;
    int before = edge ? Alphabet.EDGE : view.classes()[start - 1] & 0xFF;
    view.begin(start);
    return runner.runKeyed(start, literal)
        && (runner.count == 0 || judge.judge(runner, start, before, cluster.candidates));
  }

  /** Cuts new candidates where something has been delivered already. */
  private void admit(int mark) {
    List<Candidate> candidates = cluster.candidates;
    for (int i = candidates.size() - 1; i >= mark; i--) {
      Candidate candidate = candidates.get(i);
      candidate.start = Math.max(candidate.start, floor);
      if (candidate.start >= candidate.end) {
        candidates.remove(i);
      } else {
        clusterEnd = Math.max(clusterEnd, candidate.end);
        clusterStart = Math.min(clusterStart, candidate.start);
      }
    }
  }

  /**
   * Closes runs that this place ends or that have become too long; true when an island was found.
   */
  private boolean endRuns(int size, boolean end) {
    if (runs.start < 0 && runs.singles < 0) {
      return false;
    }
    boolean last = end && window.isLast();
    int c = end ? Alphabet.EDGE : view.classes()[index] & 0xFF;
    boolean known = last || !end;
    if (runs.start >= 0 && ((known && runs.endsBefore(c)) || isLong(runs.start, size))) {
      island = runs.close(index, view.text());
      if (island != null) {
        return true;
      }
    }
    if (runs.singles >= 0) {
      int before = index == 0 ? Alphabet.EDGE : view.classes()[index - 1] & 0xFF;
      if ((known && (last || runs.breaksSingles(index, before, c))) || isLong(runs.singles, size)) {
        island = runs.closeSingles(view.text(), before, known ? c : Alphabet.EDGE);
      }
    }
    return island != null;
  }

  private boolean isLong(int start, int size) {
    int to = Math.min(index, size);
    return window.from(to) - window.from(start) >= Runs.LONGEST;
  }

  /** The island that must be scanned before this pass goes on. */
  Island island() {
    Island found = island;
    if (found == null) {
      throw new IllegalStateException("no island");
    }
    return found;
  }

  /** The words before the island, for the pass inside it. */
  Contexts contextsInside() {
    return contexts.inside(island().start());
  }

  /** Takes what was found in the island. */
  void leave(List<Hit> hits) {
    Island left = island();
    island = null;
    int mark = cluster.candidates.size();
    for (Hit hit : hits) {
      int start = left.stride() == 0 ? left.start() : left.start() + hit.start() * left.stride();
      int end =
          left.stride() == 0 ? left.end() : left.start() + (hit.end() - 1) * left.stride() + 1;
      cluster.candidates.add(
          new Candidate(
              hit.detector(), start, end, hit.score(), hit.verified(), false, hit.contextWord()));
    }
    admit(mark);
  }

  private boolean isLongCluster(int at) {
    return window.from(at) - window.from(clusterStart) >= CLUSTER;
  }

  /** Whether what stands right after the cluster, deleted characters included, has arrived. */
  private boolean isEndKnown(int size) {
    return clusterEnd < size || window.isLast() || view.isGap(size);
  }

  /** Deleted characters without end after a candidate must not hold it for ever. */
  private void resolveFlooded(int size) {
    if (!cluster.isEmpty() && isEndKnown(size) && isLongCluster(size)) {
      resolve();
    }
  }

  /** The first place at which a candidate that is not known yet may still start. */
  private int held() {
    int held = index;
    int hold = program.keywords.hold(state);
    if (hold > 0 && window.from(index) - window.from(index - hold) < View.REACH) {
      held = index - hold;
    }
    held = runs.start >= 0 ? Math.min(held, runs.start) : held;
    return runs.singles >= 0 ? Math.min(held, runs.singles) : held;
  }

  private void resolve() {
    work.spend(16L * cluster.candidates.size());
    int reached = floorRaw;
    for (Candidate winner : cluster.resolve()) {
      emit(
          winner,
          Math.max(every ? reached : floorRaw, view.start(winner.start)),
          view.end(winner.end),
          false);
      floor = Math.max(floor, winner.end);
      floorRaw = Math.max(floorRaw, view.end(winner.end));
      if (winner.open) {
        swallowing = winner;
      }
    }
    clusterStart = Integer.MAX_VALUE;
    clusterEnd = 0;
  }

  private void emit(Candidate candidate, int start, int end, boolean continues) {
    sink.accept(
        new Hit(
            candidate.detector,
            start,
            end,
            candidate.score,
            candidate.verified,
            candidate.contextWord,
            continues));
  }

  /** Carries a value on that is longer than the reach; false once it has ended. */
  private boolean swallow(int c) {
    Candidate open = swallowing;
    if (open == null || index < open.end) {
      return open != null;
    }
    swallowDeleted();
    Program.Rules rules = program.rules[open.detector];
    CharSet tail = rules.tail();
    boolean closed = rules.until().length > 0 && Tail.endsWith(view.text(), index, rules.until());
    if (tail == null || closed || !tail.has(c)) {
      swallowing = null;
      return false;
    }
    emit(open, floorRaw, window.to(index), true);
    open.end = index + 1;
    floor = index + 1;
    floorRaw = window.to(index);
    return true;
  }

  /** Deleted characters right after a value that goes on belong to it, however many there are. */
  private void swallowDeleted() {
    Candidate open = swallowing;
    if (open != null && index >= open.end && window.from(index) > floorRaw) {
      emit(open, floorRaw, window.from(index), true);
      floorRaw = window.from(index);
    }
  }

  private void finish() {
    swallowDeleted();
    swallowing = null;
    settled = window.rawLength();
  }

  /** The offset in original units up to which nothing can change any more; never decreases. */
  int settled() {
    if (window.isLast()) {
      return settled;
    }
    settled = Math.max(settled, Math.max(floorRaw, view.start(Math.min(held(), clusterStart))));
    return settled;
  }

  /** Lets go of text that no decision needs any more. */
  void trim() {
    int unused = Math.min(Math.min(held(), clusterStart), index) - Contexts.REACH - 2;
    if (unused > 4096) {
      window.drop(unused);
      index -= unused;
      floor = Math.max(0, floor - unused);
      clusterStart -= cluster.isEmpty() ? 0 : unused;
      clusterEnd -= cluster.isEmpty() ? 0 : unused;
      cluster.drop(unused);
      runs.drop(unused);
      contexts.drop(unused);
      if (swallowing != null) {
        swallowing.end -= unused;
      }
    }
  }
}
