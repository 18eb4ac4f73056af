package dev.portcullis.rotation.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.IntUnaryOperator;

/**
 * Runs several processes as if at once, one effect at a time; which of them goes next is decided
 * from outside, so that a schedule is repeated by repeating the decisions.
 */
final class Turns {
  private static final class Place {
    private final Semaphore turn = new Semaphore(0);
    private boolean done;
  }

  private final Semaphore back = new Semaphore(0);
  private final List<Place> places = new ArrayList<>();
  private final ThreadLocal<Place> mine = new ThreadLocal<>();
  private final List<Throwable> failures = new ArrayList<>();

  /** A process waits here for its turn; who is none of ours goes on at once. */
  void step() {
    Place place = mine.get();
    if (place != null) {
      back.release();
      place.turn.acquireUninterruptibly();
    }
  }

  /**
   * Runs all to their ends.
   *
   * @param choose given how many can go on, which of them does
   * @return what any of them threw, except that it died
   */
  List<Throwable> run(List<Runnable> processes, IntUnaryOperator choose) {
    for (Runnable process : processes) {
      Place place = new Place();
      places.add(place);
      new Thread(() -> live(process, place)).start();
    }
    while (true) {
      List<Place> ready = places.stream().filter(place -> !place.done).toList();
      if (ready.isEmpty()) {
        return failures;
      }
      ready.get(choose.applyAsInt(ready.size())).turn.release();
      back.acquireUninterruptibly();
    }
  }

  private void live(Runnable process, Place place) {
    mine.set(place);
    place.turn.acquireUninterruptibly();
    try {
      process.run();
    } catch (Crash dead) {
      // What it left is what the others find.
    } catch (Throwable e) {
      failures.add(e);
    } finally {
      place.done = true;
      back.release();
    }
  }
}
