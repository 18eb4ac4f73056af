package dev.portcullis.audit.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class LogSearchTest {
  private static final int CALLS = 9_000;
  private static SampleLog log;
  private static MemoryPublicationStore store;

  @BeforeAll
  static void fill() {
    log = SampleLog.of(11, CALLS);
    store = new MemoryPublicationStore();
    new RecordIndex(store).update(log);
  }

  @Test
  void theIndexChangesNothingButTheReading() {
    for (Query query : queries()) {
      List<Long> with = indexes(indexed(), query);
      assertEquals(indexes(new LogSearch(log, Optional.empty()), query), with, query.toString());
      assertTrue(!with.isEmpty(), query.toString());
    }
  }

  @Test
  void oneCallIsFoundByReadingFewBlocks() {
    long read = indexed().search(Query.request("r-11-77"), record -> true);
    long tail = log.size() % RecordIndex.SEGMENT;
    assertTrue(read <= tail + 4 * BlockSummary.RECORDS, "read " + read + " of " + log.size());
  }

  @Test
  void aTimeSpanIsFoundByReadingItsBlocks() {
    Query hour = between(Duration.ofHours(5), Duration.ofHours(6));
    long read = indexed().search(hour, record -> true);
    assertTrue(
        read <= log.size() % RecordIndex.SEGMENT + 2L * BlockSummary.RECORDS, "read " + read);
  }

  @Test
  void aDamagedOrMissingIndexObjectOnlyMakesTheSearchReadMore() {
    MemoryPublicationStore broken = new MemoryPublicationStore();
    new RecordIndex(broken).update(log);
    broken.objects.firstEntry().getValue()[5_000] ^= 1;
    broken.remove(broken.objects.lastKey());
    for (Query query : queries()) {
      assertEquals(
          indexes(indexed(), query),
          indexes(new LogSearch(log, Optional.of(new RecordIndex(broken))), query));
    }
  }

  @Test
  void updateReadsOnlyWhatIsNewAndRebuildReadsAll() {
    MemoryPublicationStore fresh = new MemoryPublicationStore();
    long segments = log.size() / RecordIndex.SEGMENT;
    assertEquals(segments * RecordIndex.SEGMENT, new RecordIndex(fresh).update(log));
    assertEquals(0, new RecordIndex(fresh).update(log));
    fresh.objects.firstEntry().getValue()[40] ^= 1;
    assertEquals(RecordIndex.SEGMENT, new RecordIndex(fresh).update(log));
    assertEquals(segments * RecordIndex.SEGMENT, new RecordIndex(fresh).rebuild(log));
  }

  @Test
  void aSearchStopsWhenItHasEnough() {
    SampleLog fresh = SampleLog.of(3, 2_000);
    assertEquals(3, new LogSearch(fresh, Optional.empty()).first(Query.all(), 3).size());
    assertTrue(fresh.bytesRead < 20_000);
  }

  @Test
  void whatCannotBeParsedIsReadAndMatchesNoWord() {
    SampleLog fresh = new SampleLog();
    fresh.add(new byte[] {1, 2, 3});
    LogSearch search = new LogSearch(fresh, Optional.empty());
    assertEquals(LogRecord.Kind.UNKNOWN, search.first(Query.all(), 9).get(0).kind());
    assertTrue(search.first(Query.request("r-1"), 9).isEmpty());
  }

  private static LogSearch indexed() {
    return new LogSearch(log, Optional.of(new RecordIndex(store)));
  }

  private static List<Query> queries() {
    String event = LogRecord.parse(777, log.entry(777)).eventId();
    List<Query> queries = new ArrayList<>(List.of(Query.event(event), Query.request("r-11-8999")));
    queries.add(query(Optional.of(LogRecord.Kind.REFUSAL), Optional.empty(), Optional.empty()));
    queries.add(
        query(Optional.empty(), Optional.of(SampleLog.pseudonym("user-7")), Optional.of("limit")));
    queries.add(query(Optional.empty(), Optional.empty(), Optional.of("upstream_timeout")));
    queries.add(between(Duration.ofDays(3), Duration.ofDays(4)));
    return queries;
  }

  private static Query query(
      Optional<LogRecord.Kind> kind, Optional<String> who, Optional<String> decision) {
    return new Query(
        Optional.empty(),
        Optional.empty(),
        kind,
        who,
        Optional.empty(),
        decision,
        Optional.empty(),
        Optional.empty());
  }

  private static Query between(Duration from, Duration to) {
    return new Query(
        Optional.of(SampleLog.START.plus(from)),
        Optional.of(SampleLog.START.plus(to)),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static List<Long> indexes(LogSearch search, Query query) {
    List<Long> found = new ArrayList<>();
    search.search(query, record -> found.add(record.index()));
    return found;
  }
}
