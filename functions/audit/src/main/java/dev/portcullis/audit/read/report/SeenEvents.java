package dev.portcullis.audit.read.report;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * Remembers which events were counted, so that one that was logged twice counts once; 8 bytes an
 * event.
 *
 * <p>It keeps 64 bits of the id. Ids are the start of a SHA-256, so two of a million events collide
 * with a chance of about one in 37 million.
 */
final class SeenEvents {
  private long[] table = new long[1024];
  private int size;

  /** True the first time. An event without an id is always new. */
  boolean add(String eventId) {
    if (eventId.isEmpty()) {
      return true;
    }
    long key = key(eventId);
    if (!put(table, key)) {
      return false;
    }
    size++;
    if (size * 2 > table.length) {
      long[] larger = new long[table.length * 2];
      for (long old : table) {
        if (old != 0) {
          put(larger, old);
        }
      }
      table = larger;
    }
    return true;
  }

  private static boolean put(long[] table, long key) {
    int mask = table.length - 1;
    int at = (int) (key ^ (key >>> 32)) & mask;
    while (table[at] != 0) {
      if (table[at] == key) {
        return false;
      }
      at = (at + 1) & mask;
    }
    table[at] = key;
    return true;
  }

  private static long key(String eventId) {
    long key = 0;
    if (eventId.length() >= 16
        && eventId.chars().limit(16).allMatch(c -> Character.digit(c, 16) >= 0)) {
      key = Long.parseUnsignedLong(eventId.substring(0, 16), 16);
    } else {
      CRC32C crc = new CRC32C();
      crc.update(eventId.getBytes(StandardCharsets.UTF_8));
      key = crc.getValue() << 32 | (eventId.hashCode() & 0xffffffffL);
    }
    return key == 0 ? 1 : key;
  }
}
