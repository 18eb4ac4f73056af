package dev.portcullis.audit.read;

import dev.portcullis.ports.PublicationStore;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * An index over the log that anyone can build again from the log alone; about one kilobyte for 256
 * records, in objects of 16,384 records.
 *
 * <p>It lives where nothing is trusted. A missing or damaged object only makes a search read more;
 * whoever must be sure that nothing is hidden searches without the index.
 */
public final class RecordIndex {
  private static final byte[] MAGIC = "portcullis-index-1\n".getBytes(StandardCharsets.US_ASCII);
  private static final int BLOCKS = 64;

  /** How many records one object of the index covers. */
  static final long SEGMENT = (long) BLOCKS * BlockSummary.RECORDS;

  private final PublicationStore store;

  /** The index in a store, under {@code index/}. */
  public RecordIndex(PublicationStore store) {
    this.store = Objects.requireNonNull(store, "store");
  }

  /**
   * Adds what the log has and the index has not.
   *
   * @return how many records were read for it
   */
  public long update(RecordSource source) {
    return write(source, false);
  }

  /** Builds the index anew from the log. Returns how many records were read for it. */
  public long rebuild(RecordSource source) {
    return write(source, true);
  }

  /** True if the index has the whole log of a size but its last 16,383 records or fewer. */
  public boolean covers(long size) {
    long segments = size / SEGMENT;
    for (long segment = 0; segment < segments; segment++) {
      if (read(segment).isEmpty()) {
        return false;
      }
    }
    return segments > 0;
  }

  /** The objects of the index, for a log of a size, that are there and are not what was written. */
  public List<String> damaged(long size) {
    List<String> damaged = new ArrayList<>();
    for (long segment = 0; (segment + 1) * SEGMENT <= size; segment++) {
      Optional<byte[]> body = store.get(key(segment));
      if (body.isPresent() && decode(body.get()).isEmpty()) {
        damaged.add(key(segment));
      }
    }
    return damaged;
  }

  private long write(RecordSource source, boolean anew) {
    long size = source.size();
    long read = 0;
    for (long segment = 0; (segment + 1) * SEGMENT <= size; segment++) {
      if (anew || read(segment).isEmpty()) {
        store.replace(key(segment), build(source, segment));
        read += SEGMENT;
      }
    }
    return read;
  }

  private static byte[] build(RecordSource source, long segment) {
    List<BlockSummary> blocks = new ArrayList<>();
    source.read(
        segment * SEGMENT,
        (segment + 1) * SEGMENT,
        (index, entry) -> {
          if (index % BlockSummary.RECORDS == 0) {
            blocks.add(new BlockSummary());
          }
          blocks.get(blocks.size() - 1).add(LogRecord.parse(index, entry));
          return true;
        });
    ByteBuffer out = ByteBuffer.allocate(MAGIC.length + BLOCKS * BlockSummary.BYTES + 8);
    out.put(MAGIC);
    blocks.forEach(block -> block.write(out));
    out.putLong(sum(out.array(), out.position()));
    return out.array();
  }

  /** The summaries of one segment; empty if it is not indexed or its object is damaged. */
  Optional<List<BlockSummary>> read(long segment) {
    return store.get(key(segment)).flatMap(RecordIndex::decode);
  }

  private static Optional<List<BlockSummary>> decode(byte[] body) {
    int length = MAGIC.length + BLOCKS * BlockSummary.BYTES;
    if (body.length != length + 8
        || !Arrays.equals(body, 0, MAGIC.length, MAGIC, 0, MAGIC.length)
        || ByteBuffer.wrap(body, length, 8).getLong() != sum(body, length)) {
      return Optional.empty();
    }
    ByteBuffer in = ByteBuffer.wrap(body, MAGIC.length, BLOCKS * BlockSummary.BYTES);
    List<BlockSummary> blocks = new ArrayList<>();
    for (int i = 0; i < BLOCKS; i++) {
      blocks.add(BlockSummary.read(in));
    }
    return Optional.of(blocks);
  }

  /** Notices accidents only; an attacker who can write here can compute it too. */
  private static long sum(byte[] body, int length) {
    CRC32 crc = new CRC32();
    crc.update(body, 0, length);
    return crc.getValue();
  }

  private static String key(long segment) {
    return String.format(Locale.ROOT, "index/%012d", segment);
  }
}
