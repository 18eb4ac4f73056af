package dev.portcullis.audit.record;

import java.time.Instant;
import java.util.Objects;

/**
 * A caller was given its rights for a session: a token was accepted or a key was first used.
 *
 * @param sessionId our id of the session; 1 to 64 characters of {@code [A-Za-z0-9_-]}
 * @param at when
 * @param caller who, with the roles it was given
 * @param origin from which network
 * @param decision the decision behind it
 */
public record SessionAuthorized(
    String sessionId, Instant at, Caller caller, NetworkOrigin origin, PolicyDecision decision)
    implements AuditRecord {
  public SessionAuthorized {
    Ids.require(sessionId);
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(caller, "caller");
    Objects.requireNonNull(origin, "origin");
    Objects.requireNonNull(decision, "decision");
  }
}
