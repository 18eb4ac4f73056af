package dev.portcullis.aws.wire.s3;

import dev.portcullis.aws.wire.WireRequest;
import dev.portcullis.aws.wire.s3.StoredVersion.Lock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.w3c.dom.Element;

/** What S3 takes as a retention, and how an existing one may change. */
final class LockRules {
  private LockRules() {}

  /**
   * The retention in a put's headers; refused as a whole if half of it is missing or it is past.
   */
  static Optional<Lock> ofHeaders(WireRequest request, Instant now) {
    Optional<String> mode = request.header("x-amz-object-lock-mode");
    Optional<String> until = request.header("x-amz-object-lock-retain-until-date");
    if (mode.isPresent() != until.isPresent()) {
      throw S3Refusal.invalidArgument(
          "x-amz-object-lock-retain-until-date and x-amz-object-lock-mode must both be supplied");
    }
    return mode.map(name -> lock(name, until.orElseThrow(), now));
  }

  static Lock ofXml(byte[] body, Instant now) {
    Element root = Xml.parse(body);
    String mode = Xml.text(root, "Mode").orElseThrow(LockRules::malformed);
    return lock(mode, Xml.text(root, "RetainUntilDate").orElseThrow(LockRules::malformed), now);
  }

  /** Refuses what would let a version go earlier than it was promised. */
  static void mayBecome(Lock next, Optional<Lock> present, Instant now, boolean bypass) {
    if (present.isEmpty() || !present.get().until().isAfter(now)) {
      return;
    }
    boolean shorter = next.until().isBefore(present.get().until());
    boolean weaker =
        present.get().mode().equals(Lock.COMPLIANCE) && !next.mode().equals(Lock.COMPLIANCE);
    boolean liftable = present.get().mode().equals(Lock.GOVERNANCE) && bypass;
    if ((shorter || weaker) && !liftable) {
      throw S3Refusal.locked();
    }
  }

  private static Lock lock(String mode, String until, Instant now) {
    if (!mode.equals(Lock.GOVERNANCE) && !mode.equals(Lock.COMPLIANCE)) {
      throw S3Refusal.invalidArgument("Unknown wormMode directive.");
    }
    Instant time;
    try {
      time = Instant.parse(until);
    } catch (DateTimeException e) {
      throw S3Refusal.invalidArgument("The retain until date is not a date.");
    }
    if (!time.isAfter(now)) {
      throw S3Refusal.invalidArgument("The retain until date must be in the future!");
    }
    return new Lock(mode, time);
  }

  private static S3Refusal malformed() {
    return S3Refusal.of(400, "MalformedXML", "The XML you provided was not well-formed");
  }
}
