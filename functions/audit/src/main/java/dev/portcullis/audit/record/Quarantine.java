package dev.portcullis.audit.record;

import java.util.Optional;

/** Keeps, sealed, the bytes of records that no log entry can hold. */
@FunctionalInterface
public interface Quarantine {

  /**
   * Where a record's bytes are.
   *
   * @param object the key of the write-once object
   * @param sha256 the digest of that object's bytes, in hexadecimal
   */
  record Kept(String object, String sha256) {}

  /**
   * Keeps bytes; they are durable when it returns.
   *
   * @param eventId the event that they are the record of
   * @return empty if this deployment keeps none
   * @throws dev.portcullis.ports.PortException if they are not known to be durable
   */
  Optional<Kept> keep(String eventId, byte[] bytes);

  /** Keeps nothing: the envelope then has digest and size only. */
  static Quarantine none() {
    // A class and no lambda, because a function's cold start pays twice for a lambda.
    return new Quarantine() {
      @Override
      public Optional<Kept> keep(String eventId, byte[] bytes) {
        return Optional.empty();
      }
    };
  }
}
