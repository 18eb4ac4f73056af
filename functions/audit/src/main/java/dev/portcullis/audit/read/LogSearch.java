package dev.portcullis.audit.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Finds records in log order, as a stream: memory does not grow with the log or with the matches.
 *
 * <p>With an index it reads only the blocks that may hold a match; the result is the same without.
 */
public final class LogSearch {
  private final RecordSource source;
  private final Optional<RecordIndex> index;

  /** Searches a log through an index, or by reading all of it where there is none. */
  public LogSearch(RecordSource source, Optional<RecordIndex> index) {
    this.source = Objects.requireNonNull(source, "source");
    this.index = Objects.requireNonNull(index, "index");
  }

  /**
   * Hands every matching record to {@code take} until it returns false.
   *
   * @return how many entries were read to find them
   */
  public long search(Query query, Predicate<LogRecord> take) {
    Reading reading = new Reading(query, take);
    long size = source.size();
    for (long at = 0; at < size && reading.goOn; ) {
      long end = Math.min(size, at + RecordIndex.SEGMENT);
      long segment = at / RecordIndex.SEGMENT;
      Optional<List<BlockSummary>> blocks =
          end - at == RecordIndex.SEGMENT
              ? index.flatMap(existing -> existing.read(segment))
              : Optional.empty();
      if (blocks.isPresent()) {
        reading.read(at, blocks.get());
      } else {
        reading.read(at, end);
      }
      at = end;
    }
    return reading.read;
  }

  /** The matching records, the first {@code most} of them. */
  public List<LogRecord> first(Query query, int most) {
    List<LogRecord> found = new ArrayList<>();
    if (most > 0) {
      search(
          query,
          record -> {
            found.add(record);
            return found.size() < most;
          });
    }
    return found;
  }

  /** One search on its way through the log. */
  private final class Reading {
    private final Query query;
    private final Predicate<LogRecord> take;
    private boolean goOn = true;
    private long read;

    Reading(Query query, Predicate<LogRecord> take) {
      this.query = query;
      this.take = take;
    }

    void read(long start, List<BlockSummary> blocks) {
      for (int i = 0; i < blocks.size() && goOn; i++) {
        if (blocks.get(i).mayMatch(query)) {
          long from = start + (long) i * BlockSummary.RECORDS;
          read(from, from + BlockSummary.RECORDS);
        }
      }
    }

    void read(long from, long to) {
      source.read(
          from,
          to,
          (position, entry) -> {
            read++;
            LogRecord record = LogRecord.parse(position, entry);
            goOn = !query.matches(record) || take.test(record);
            return goOn;
          });
    }
  }
}
