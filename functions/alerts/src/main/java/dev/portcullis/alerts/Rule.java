package dev.portcullis.alerts;

import dev.portcullis.audit.read.LogRecord;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The rules there are. The names are stable: people filter and route by them. */
public enum Rule {
  /** One principal, or one network, is refused again and again. */
  REPEATED_REFUSALS,
  /** A policy that determined a decision asks for an alarm. */
  POLICY_ALARM,
  /** One principal asks far more than usual. */
  PRINCIPAL_VOLUME,
  /** One network asks far more than usual. */
  ORIGIN_VOLUME,
  /** Two signed heads contradict each other, or what was committed is not what is there. */
  LOG_FORK,
  /** A writer counted a record that the log does not have, or the verifier found a hole. */
  LOG_GAP,
  /** An event has waited too long for a signed checkpoint that covers it. */
  UNPROVEN_EVENT,
  /** Events wait and no checkpoint appears. */
  LOG_SILENT,
  /** A record's time, the time it was stored and our time do not fit together. */
  CLOCK_TROUBLE,
  /** A credential is older than it may get. */
  ROTATION_OVERDUE,
  /** A rotation makes no progress. */
  ROTATION_STUCK,
  /** A step of a rotation failed, or a rotation was given up; the former key is still in use. */
  ROTATION_FAILED,
  /** A replaced key could not be stopped. */
  RETIREMENT_BLOCKED,
  /** A key worked that nobody accounted for; it was stopped. */
  ORPHAN_KEY,
  /** A person is asked for a key and has not handed it over. */
  HAND_OVER_WAITING,
  /** A key was used after everybody should have had the new one. */
  OLD_KEY_USED;

  /** The rules about rotation: a rotation's own process raises them. */
  static Set<Rule> aboutRotation() {
    return EnumSet.range(ROTATION_OVERDUE, OLD_KEY_USED);
  }

  /** The rule about rotation that an alert's record names; empty if it names another, or none. */
  static Optional<Rule> ofRotation(LogRecord alert) {
    String word = alert.tree().text("unmapped", "rule").orElse("");
    return aboutRotation().stream().filter(rule -> rule.word().equals(word)).findFirst();
  }

  /** The word for it in records and metrics. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
