package dev.portcullis.audit.log;

import java.util.Objects;

/**
 * Says that entries are sealed: their intake object is durable on write-once storage and will be
 * sequenced.
 *
 * @param intakeKey the object that holds them
 * @param batchDigest what the commit will name the batch by, hexadecimal
 * @param firstInBatch the place of the first of these entries in the object
 */
public record Receipt(String intakeKey, String batchDigest, int firstInBatch) {
  public Receipt {
    Objects.requireNonNull(intakeKey, "intakeKey");
    Objects.requireNonNull(batchDigest, "batchDigest");
  }
}
