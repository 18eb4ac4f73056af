package dev.portcullis.redaction.detect;

import dev.portcullis.redaction.pattern.Pattern;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What one judgment notes about each detector and pattern, and where it seeks marked values; holds
 * places only, no text. For one thread at a time.
 */
final class Room {
  final Pattern.Scratch scratch = new Pattern.Scratch();
  final int[] stamps;
  final int[] lastOf;
  final int[] triedAt;
  final int[] tries;
  int stamp;

  private Room(Program program) {
    stamps = new int[program.rules.length];
    lastOf = new int[program.rules.length];
    triedAt = new int[program.units.length];
    tries = new int[program.units.length];
  }

  /**
   * Keeps one room between judgments: made anew for each scan, rooms were half of what a short text
   * allocated. Safe for threads; one that finds none makes its own, and one that is never returned
   * is simply lost.
   */
  static final class Spare {
    private final AtomicReference<@Nullable Room> kept = new AtomicReference<>();

    /** A room in which nothing is noted. */
    Room take(Program program) {
      Room room = kept.getAndSet(null);
      if (room == null || room.stamp == Integer.MAX_VALUE) {
        room = new Room(program);
      }
      room.stamp++;
      room.scratch.forget();
      return room;
    }

    void giveBack(Room room) {
      kept.set(room);
    }
  }
}
