package dev.portcullis.local.laptop;

import dev.portcullis.ports.PortException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Runs a process's recurring work; a run that fails raises one alarm until a run succeeds again,
 * and the next run is always tried.
 */
final class Upkeep {
  private final ScheduledExecutorService background;
  private final OperatorLog log;
  private final List<ScheduledFuture<?>> scheduled = new ArrayList<>();

  Upkeep(ScheduledExecutorService background, OperatorLog log) {
    this.background = background;
    this.log = log;
  }

  /** Runs a task again and again, that long after the end of its last run. */
  void every(Duration interval, String name, Runnable task) {
    Guarded guarded = new Guarded(name, task, log);
    scheduled.add(
        background.scheduleWithFixedDelay(
            guarded, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS));
  }

  /** Starts no further run. One that is running goes on to its end. */
  void stop() {
    scheduled.forEach(one -> one.cancel(false));
  }

  /** An exception that left a task would silently end its schedule. */
  private static final class Guarded implements Runnable {
    private final String name;
    private final Runnable task;
    private final OperatorLog log;
    private boolean failing;

    Guarded(String name, Runnable task, OperatorLog log) {
      this.name = name;
      this.task = task;
      this.log = log;
    }

    @Override
    public void run() {
      try {
        task.run();
        if (failing) {
          log.info(name + " works again");
        }
        failing = false;
      } catch (RuntimeException e) {
        if (!failing) {
          log.alarm(name + " failed and is tried again: " + reason(e));
        }
        failing = true;
      }
    }

    /** Only our own exceptions' messages are known to hold no value. */
    private static String reason(RuntimeException e) {
      return e instanceof PortException ? String.valueOf(e.getMessage()) : e.getClass().getName();
    }
  }
}
