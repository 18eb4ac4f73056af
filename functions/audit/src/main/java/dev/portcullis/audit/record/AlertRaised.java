package dev.portcullis.audit.record;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The record stream shows something that needs a person.
 *
 * @param alertId the id of the alert; 1 to 64 characters of {@code [A-Za-z0-9_-]}
 * @param at when it was raised
 * @param rule the rule that raised it
 * @param urgency how soon a person must look
 * @param about the pseudonym it is about, where it is about one
 * @param origin the network it is about
 * @param observed the number that was observed
 * @param threshold the number it was compared with
 * @param events the ids of events that show it, at most 32 are written
 */
public record AlertRaised(
    String alertId,
    Instant at,
    String rule,
    Urgency urgency,
    Optional<Pseudonym> about,
    NetworkOrigin origin,
    long observed,
    long threshold,
    List<String> events)
    implements AuditRecord {

  /** How soon a person must look. */
  public enum Urgency {
    LOW(2),
    MEDIUM(3),
    HIGH(4),
    CRITICAL(5);

    /** OCSF's severity. */
    final int severity;

    Urgency(int severity) {
      this.severity = severity;
    }
  }

  public AlertRaised {
    Ids.require(alertId);
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(rule, "rule");
    Objects.requireNonNull(urgency, "urgency");
    Objects.requireNonNull(about, "about");
    Objects.requireNonNull(origin, "origin");
    Counts.require("observed", observed);
    Counts.require("threshold", threshold);
    events.forEach(Ids::require);
    events = List.copyOf(events);
  }
}
