package dev.portcullis.local.laptop;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Objects;

/**
 * What a process gives a laptop to work with.
 *
 * @param clock the time of decisions, windows and records
 * @param random makes keys, ids and placeholders
 * @param log takes lines for the operator
 * @param sync whether writes are flushed to the disk; false only for measuring what flushing costs
 */
public record Surroundings(
    InstantSource clock, SecureRandom random, OperatorLog log, boolean sync) {
  public Surroundings {
    Objects.requireNonNull(clock, "clock");
    Objects.requireNonNull(random, "random");
    Objects.requireNonNull(log, "log");
  }

  /** The system's clock and randomness, every write flushed. */
  public static Surroundings ofProcess(OperatorLog log) {
    return new Surroundings(InstantSource.system(), new SecureRandom(), log, true);
  }
}
