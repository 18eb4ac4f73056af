package dev.portcullis.aws.dynamodb;

import dev.portcullis.aws.sdk.PortKeys;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import dev.portcullis.ports.WormStore;

/**
 * A record's key as the table has it: the partition is the first segment, the sort key the rest, so
 * that the records of one first segment are listed in order by one query.
 *
 * @param partition the key's first segment
 * @param sort what follows its slash, or {@link #ALONE} if the key is one segment
 */
record RecordKey(String partition, String sort) {
  /** A sort key cannot be empty; this one is no segment and sorts before all of them. */
  static final String ALONE = "!";

  /**
   * The place of a key.
   *
   * @throws PortException INVALID if it does not follow the rule of {@link WormStore}
   */
  static RecordKey of(String key) {
    if (!PortKeys.valid(key)) {
      throw new PortException(Code.INVALID, "not a key of this store");
    }
    int slash = key.indexOf('/');
    return slash < 0
        ? new RecordKey(key, ALONE)
        : new RecordKey(key.substring(0, slash), key.substring(slash + 1));
  }

  /** The key itself. */
  String key() {
    return sort.equals(ALONE) ? partition : partition + "/" + sort;
  }
}
