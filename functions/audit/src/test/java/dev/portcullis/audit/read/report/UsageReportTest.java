package dev.portcullis.audit.read.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.audit.read.LogSearch;
import dev.portcullis.audit.read.Query;
import dev.portcullis.audit.read.SampleLog;
import dev.portcullis.audit.record.CallOutcome.Ending;
import dev.portcullis.audit.record.CallRefusal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class UsageReportTest {
  private final SampleLog log = new SampleLog();

  @Test
  void callsTokensSpendAndValuesAddUp() {
    call("r-1", "alice", Ending.DELIVERED);
    call("r-2", "alice", Ending.UPSTREAM_TIMEOUT);
    log.refuse("r-3", "bob", "gpt-4o-mini", CallRefusal.Kind.DENIED);
    UsageReport report = report();
    Row total = report.total();
    assertEquals(3, total.calls().value());
    assertEquals(1, total.delivered().value());
    assertEquals(1, total.failed().value());
    assertEquals(1, total.refused().value());
    assertEquals(4, total.redacted().value());
    assertEquals(200, total.tokensIn().value());
    assertEquals(100, total.tokensOut().value());
    assertEquals(2 * (200 + 300), total.spendMicros().value());
    assertEquals(4, report.types().get("EMAIL_ADDRESS").value());
    assertEquals(1, report.refusals().get("denied").value());
    assertEquals(1, report.endings().get("upstream_timeout").value());
  }

  @Test
  void principalsAndDaysAreKeptApart() {
    call("r-1", "alice", Ending.DELIVERED);
    log.at(SampleLog.START.plus(Duration.ofDays(1)));
    call("r-2", "bob", Ending.DELIVERED);
    UsageReport report = report();
    assertEquals(
        List.of(LocalDate.parse("2026-11-01"), LocalDate.parse("2026-11-02")),
        List.copyOf(report.days().keySet()));
    assertEquals(1, report.principals().get(SampleLog.pseudonym("alice")).calls().value());
  }

  @Test
  void anEventThatWasLoggedTwiceCountsOnce() {
    call("r-1", "alice", Ending.DELIVERED);
    log.add(log.entry(0));
    log.add(log.entry(1));
    UsageReport report = report();
    assertEquals(1, report.total().calls().value());
    assertEquals(2, report.duplicates());
  }

  @Test
  void anIntentWithoutAnOutcomeIsUnfinishedOnceItIsOld() {
    log.intend("r-1", "alice", "gpt-4o-mini", Map.of());
    assertEquals(1, report().running().size());
    assertTrue(report().unfinished().isEmpty());
    log.at(SampleLog.START.plus(Duration.ofMinutes(11)));
    call("r-2", "alice", Ending.DELIVERED);
    UsageReport report = report();
    assertEquals("r-1", report.unfinished().get(0).requestId());
    assertEquals(0, report.unfinished().get(0).intent().index());
    assertTrue(report.running().isEmpty());
  }

  @Test
  void anOutcomeThatStandsBeforeItsIntentEndsItAllTheSame() {
    SampleLog other = new SampleLog();
    call("r-1", "alice", Ending.DELIVERED);
    other.add(log.entry(1));
    other.add(log.entry(0));
    other.at(SampleLog.START.plus(Duration.ofHours(1)));
    other.refuse("r-2", "bob", "gpt-4o-mini", CallRefusal.Kind.DENIED);
    UsageReport report = report(other);
    assertTrue(report.unfinished().isEmpty() && report.running().isEmpty());
    assertEquals(1, report.total().delivered().value());
  }

  @Test
  void everyFigureNamesRecordsThatAreInTheLog() {
    SampleLog large = SampleLog.of(5, 500);
    UsageReport report = report(large);
    for (Row row : report.principals().values()) {
      for (Figure.Citation citation : row.delivered().cited()) {
        assertEquals(
            citation.index(),
            new LogSearch(large, Optional.empty())
                .first(Query.event(citation.eventId()), 1)
                .get(0)
                .index());
      }
    }
  }

  @Test
  void thePageRunsNothingAndLoadsNothing() {
    String page = page(report(SampleLog.of(6, 400)));
    for (String forbidden :
        List.of(
            "<script",
            "javascript:",
            "http://",
            "https://",
            " style=",
            "onload",
            "@import",
            "url(")) {
      assertFalse(page.contains(forbidden), forbidden);
    }
    assertTrue(page.contains("default-src 'none'; style-src 'sha256-"));
  }

  @Test
  void everyLinkOfThePageHasItsTarget() {
    String page = page(report(SampleLog.of(6, 400)));
    int links = 0;
    for (int at = page.indexOf("href=\"#"); at >= 0; at = page.indexOf("href=\"#", at + 1)) {
      String target = page.substring(at + 7, page.indexOf('"', at + 7));
      assertTrue(page.contains("id=\"" + target + "\""), target);
      links++;
    }
    assertTrue(links > 50, "links " + links);
  }

  @Test
  void textFromTheLogIsEscapedInThePage() {
    String evil = "<img src=x onerror=alert(1)>";
    log.add(
        ("{\"time\":1,\"status_code\":\""
                + evil
                + "\",\"metadata\":{\"uid\":\""
                + evil
                + "\"},"
                + "\"actor\":{\"user\":{\"uid\":\""
                + evil
                + "\"}},\"unmapped\":{\"stage\":\"refusal\","
                + "\"request\":{\"findings\":{\""
                + evil
                + "\":3}}}}")
            .getBytes(StandardCharsets.UTF_8));
    assertFalse(page(report()).contains("<img"));
  }

  @Test
  void theReportOfAnEmptyLogIsAPageToo() {
    assertTrue(page(report()).contains("no calls"));
  }

  @Test
  void chartScalesEndAtAWholeHalf() {
    for (long value : new long[] {0, 1, 2, 3, 9, 11, 99, 1_234_567}) {
      long top = BarChart.nice(value);
      assertTrue(top >= value && top % 2 == 0, value + " gives " + top);
    }
  }

  @Test
  void smallSpendIsNotRoundedAway() {
    assertEquals("0.001250", Markup.money(1_250));
    assertEquals("1,234.56", Markup.money(1_234_567_890));
    assertEquals("0.00", Markup.money(0));
  }

  private void call(String id, String user, Ending ending) {
    log.intend(id, user, "gpt-4o-mini", Map.of("EMAIL_ADDRESS", 2L));
    log.end(id, user, "gpt-4o-mini", ending, 100, 50);
  }

  private UsageReport report() {
    return report(log);
  }

  static UsageReport report(SampleLog log) {
    UsageReport report = new UsageReport(Duration.ofMinutes(10));
    new LogSearch(log, Optional.empty()).search(Query.all(), report::add);
    return report;
  }

  static String page(UsageReport report) {
    byte[] page =
        new HtmlReport("portcullis/test", Instant.parse("2026-11-24T00:00:00Z"), "USD")
            .render(report);
    return new String(page, StandardCharsets.UTF_8);
  }

  /** Writes the report of a made-up log, to look at: the argument is the file. */
  public static void main(String[] args) throws java.io.IOException {
    java.nio.file.Files.writeString(
        java.nio.file.Path.of(args[0]), page(report(SampleLog.of(8, 3_000))));
  }
}
