package dev.portcullis.audit.read;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;

/**
 * What a block of 256 records may hold: the span of their times and a Bloom filter over their
 * words. It may say "perhaps" of a block without a match, never "no" of one with a match.
 */
final class BlockSummary {
  /** Records in a block: one entry bundle. */
  static final int RECORDS = 256;

  /** 8,192 bits for at most about 800 different words: fewer than one block in 100 read in vain. */
  private static final int FILTER_BYTES = 1024;

  static final int BYTES = 16 + FILTER_BYTES;
  private static final int HASHES = 7;

  private long earliest = Long.MAX_VALUE;
  private long latest = Long.MIN_VALUE;
  private final byte[] filter = new byte[FILTER_BYTES];
  private final MessageDigest sha = sha();

  void add(LogRecord record) {
    earliest = Math.min(earliest, record.time());
    latest = Math.max(latest, record.time());
    for (String word : Query.words(record)) {
      ByteBuffer bits = bits(word);
      for (int i = 0; i < HASHES; i++) {
        int bit = bits.getShort() & (FILTER_BYTES * 8 - 1);
        filter[bit >>> 3] |= (byte) (1 << (bit & 7));
      }
    }
  }

  boolean mayMatch(Query query) {
    if (query.from().filter(from -> latest < millis(from)).isPresent()
        || query.to().filter(to -> earliest >= millis(to)).isPresent()) {
      return false;
    }
    for (String word : query.words()) {
      ByteBuffer bits = bits(word);
      for (int i = 0; i < HASHES; i++) {
        int bit = bits.getShort() & (FILTER_BYTES * 8 - 1);
        if ((filter[bit >>> 3] & (1 << (bit & 7))) == 0) {
          return false;
        }
      }
    }
    return true;
  }

  void write(ByteBuffer out) {
    out.putLong(earliest).putLong(latest).put(filter);
  }

  static BlockSummary read(ByteBuffer in) {
    BlockSummary summary = new BlockSummary();
    summary.earliest = in.getLong();
    summary.latest = in.getLong();
    in.get(summary.filter);
    return summary;
  }

  private static long millis(Instant time) {
    return time.toEpochMilli();
  }

  private ByteBuffer bits(String word) {
    return ByteBuffer.wrap(sha.digest(word.getBytes(StandardCharsets.UTF_8)));
  }

  private static MessageDigest sha() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
