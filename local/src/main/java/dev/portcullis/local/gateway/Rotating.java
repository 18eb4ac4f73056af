package dev.portcullis.local.gateway;

import dev.portcullis.local.laptop.OperatorLog;
import dev.portcullis.local.rotation.RotationDesk;
import dev.portcullis.local.rotation.RotationScheduler;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** The rotations of a gateway that is up, on a thread of their own. */
final class Rotating implements AutoCloseable {
  private final RotationDesk desk;
  private final RotationScheduler scheduler;
  private final ScheduledExecutorService thread;

  private Rotating(
      RotationDesk desk, RotationScheduler scheduler, ScheduledExecutorService thread) {
    this.desk = desk;
    this.scheduler = scheduler;
    this.thread = thread;
  }

  static Rotating start(RotationDesk desk, Duration patience, OperatorLog operator) {
    ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    Duration pace = RotationScheduler.pace(desk.rotations().credentials());
    return new Rotating(
        desk, new RotationScheduler(desk.rotations(), thread, pace, patience, operator), thread);
  }

  List<String> ids() {
    return desk.ids();
  }

  /** Ends what is being done in good order, or cuts it off when its time is over. */
  @Override
  public void close() {
    scheduler.close();
    thread.shutdownNow();
  }
}
