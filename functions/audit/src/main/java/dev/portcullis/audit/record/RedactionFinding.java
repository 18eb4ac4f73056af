package dev.portcullis.audit.record;

import java.time.Instant;
import java.util.Objects;

/**
 * Sensitive values were found in one direction of a call: how many of which type, never which.
 *
 * @param call the call
 * @param at when
 * @param direction which way the content went
 * @param examined what was examined and found
 */
public record RedactionFinding(CallFacts call, Instant at, Direction direction, Examined examined)
    implements AuditRecord {

  /** Which way content goes. */
  public enum Direction {
    REQUEST,
    REPLY
  }

  public RedactionFinding {
    Objects.requireNonNull(call, "call");
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(direction, "direction");
    Objects.requireNonNull(examined, "examined");
  }
}
