package dev.portcullis.inference;

import dev.portcullis.audit.log.AuditTrail;
import dev.portcullis.audit.log.LogEntry;
import dev.portcullis.audit.record.AuditRecord;
import dev.portcullis.audit.record.Caller;
import dev.portcullis.audit.record.Digests;
import dev.portcullis.audit.record.EncodedRecord;
import dev.portcullis.audit.record.NetworkOrigin;
import dev.portcullis.audit.record.Pseudonyms;
import dev.portcullis.audit.record.RecordEncoder;
import dev.portcullis.authorization.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Makes the records of governed calls durable before it returns; a caller is written by pseudonym,
 * a body by keyed digest.
 *
 * <p>Failures are {@link dev.portcullis.ports.PortException}: the step that had to be recorded must
 * then not happen. Safe for concurrent use.
 */
public final class CallLog {
  private final RecordEncoder encoder;
  private final AuditTrail trail;
  private final Pseudonyms pseudonyms;
  private final Digests digests;
  private final NetworkOrigin.Detail detail;

  /**
   * A log of calls.
   *
   * @param encoder writes the records
   * @param trail makes them durable
   * @param pseudonyms names callers
   * @param digests for bodies
   * @param detail how much of a network address is kept
   */
  public CallLog(
      RecordEncoder encoder,
      AuditTrail trail,
      Pseudonyms pseudonyms,
      Digests digests,
      NetworkOrigin.Detail detail) {
    this.encoder = Objects.requireNonNull(encoder, "encoder");
    this.trail = Objects.requireNonNull(trail, "trail");
    this.pseudonyms = Objects.requireNonNull(pseudonyms, "pseudonyms");
    this.digests = Objects.requireNonNull(digests, "digests");
    this.detail = Objects.requireNonNull(detail, "detail");
  }

  /** Durable when it returns. */
  void append(List<AuditRecord> records) {
    List<LogEntry> entries = new ArrayList<>(records.size());
    for (AuditRecord record : records) {
      EncodedRecord encoded = encoder.encode(record);
      entries.add(new LogEntry(encoded.eventId(), encoded.bytes()));
    }
    trail.append(entries);
  }

  Caller caller(Principal principal) {
    return new Caller(
        pseudonyms.subject(principal.type() + "/" + principal.id()).pseudonym(),
        principal.type(),
        principal.tenant(),
        principal.roles(),
        principal.authenticatedBy(),
        Optional.empty());
  }

  NetworkOrigin origin(Optional<String> address, Optional<String> vpcEndpoint) {
    return address
        .map(literal -> NetworkOrigin.of(literal, detail))
        .orElseGet(NetworkOrigin::unknown)
        .through(List.of(), vpcEndpoint, detail);
  }

  Digests digests() {
    return digests;
  }
}
