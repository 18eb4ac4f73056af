package dev.portcullis.redaction.detect;

import dev.portcullis.redaction.text.Window;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * One scan of one text, which may arrive in pieces, with all texts hidden inside it. One thread
 * only.
 *
 * <p>Hidden texts are scanned on an explicit stack, so that nesting costs no stack space.
 */
public final class Scan {
  /** How far a scan got. */
  public enum Outcome {
    /** More text is needed. */
    WAITING,
    /** Everything is settled. */
    DONE,
    /** The work allowed is used up; nothing of the text may be used. */
    SPENT,
    /** Encodings are nested too deeply; nothing of the text may be used. */
    TOO_DEEP
  }

  private final Program program;
  private final int maxDepth;
  private final boolean every;
  private final Work work;
  private final Pass outer;
  private final ArrayDeque<Inner> inside = new ArrayDeque<>();

  private record Inner(Pass pass, List<Hit> hits) {}

  /**
   * A scan that reports to {@code sink}.
   *
   * @param capacity the number of characters expected
   * @param work what may be spent before the first character is passed
   * @param allowance what each character that is passed adds to it: by place, not by piece, so that
   *     the work allowed does not depend on how the text was cut
   * @param every whether overlapping values of different types are all reported
   */
  public Scan(
      Program program,
      int maxDepth,
      int capacity,
      long work,
      int allowance,
      boolean every,
      Consumer<Hit> sink) {
    this.program = program;
    this.maxDepth = maxDepth;
    this.every = every;
    this.work = new Work(work);
    Window window = new Window(program.alphabet, maxDepth, capacity);
    this.outer = new Pass(program, window, this.work, allowance, every, null, sink);
  }

  /** Adds text; call {@link #advance} afterwards. */
  public void append(CharSequence piece) {
    outer.window.append(piece);
  }

  /** Says that no text follows; call {@link #advance} afterwards. */
  public void finish() {
    outer.window.finish();
  }

  /** Goes as far as the text allows. */
  public Outcome advance() {
    while (true) {
      Inner inner = inside.peek();
      Pass pass = inner == null ? outer : inner.pass();
      Pass.Stop stop = pass.advance();
      if (pass.window.isTooDeep()) {
        return Outcome.TOO_DEEP;
      }
      switch (stop) {
        case SPENT -> {
          return Outcome.SPENT;
        }
        case WAITING -> {
          outer.trim();
          return Outcome.WAITING;
        }
        case ISLAND -> {
          if (inside.size() >= maxDepth) {
            return Outcome.TOO_DEEP;
          }
          inside.push(enter(pass));
        }
        case DONE -> {
          if (inner == null) {
            return Outcome.DONE;
          }
          inside.pop();
          Inner around = inside.peek();
          (around == null ? outer : around.pass()).leave(inner.hits());
        }
      }
    }
  }

  private Inner enter(Pass pass) {
    String content = pass.island().content();
    Window window = new Window(program.alphabet, maxDepth, content.length());
    window.append(content);
    window.finish();
    List<Hit> hits = new ArrayList<>();
    return new Inner(
        new Pass(program, window, work, 0, every, pass.contextsInside(), hits::add), hits);
  }

  /** The offset up to which nothing can change any more. */
  public int settled() {
    return outer.settled();
  }
}
