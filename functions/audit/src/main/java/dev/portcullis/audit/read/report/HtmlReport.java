package dev.portcullis.audit.read.report;

import dev.portcullis.audit.read.report.BarChart.Column;
import dev.portcullis.audit.read.report.UsageReport.OpenCall;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Writes a report as one HTML page that needs nothing else: no script, no font, no request to
 * anywhere, which its content security policy enforces.
 */
public final class HtmlReport {
  private static final int MOST_DAYS = 62;
  private static final int MOST_ROWS = 50;

  private final String deployment;
  private final Instant made;
  private final String currency;

  /**
   * A page's heading.
   *
   * @param deployment the deployment's name
   * @param made when the report is made
   * @param currency the unit that spend is counted in
   */
  public HtmlReport(String deployment, Instant made, String currency) {
    this.deployment = Objects.requireNonNull(deployment, "deployment");
    this.made = Objects.requireNonNull(made, "made");
    this.currency = Objects.requireNonNull(currency, "currency");
  }

  /** The page, UTF-8. */
  public byte[] render(UsageReport report) {
    String style = style();
    Markup page = new Markup();
    page.raw("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">")
        .raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ")
        .raw("style-src 'sha256-" + sha256(style) + "'; base-uri 'none'; form-action 'none'\">")
        .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
        .raw("<meta name=\"color-scheme\" content=\"light dark\"><title>Audit report: ")
        .text(deployment)
        .raw("</title><style>" + style + "</style></head><body><header><h1>Audit report</h1><p>")
        .text(deployment + ", " + period(report) + ". " + Markup.number(report.records()))
        .text(" log entries read; made " + made + ".");
    if (report.duplicates() > 0) {
      page.text(" " + Markup.number(report.duplicates()) + " were the same event again.");
    }
    if (report.unknown() > 0) {
      page.text(" " + Markup.number(report.unknown()) + " are of no known kind.");
    }
    page.raw("</p></header><main>");
    cards(page, report);
    charts(page, report);
    unfinished(page, report);
    page.raw("<section><h2>By day</h2>");
    Map<String, Row> days = new LinkedHashMap<>();
    report.days().forEach((day, row) -> days.put(day.toString(), row));
    table(page, "Day (UTC)", days, false);
    page.raw(
        "</section><section><h2>By principal</h2><p>Pseudonyms. Who holds the key can look one up.</p>");
    table(page, "Principal", report.principals(), true);
    page.raw("</section><section><h2>Records behind the figures</h2>");
    page.raw(
        "<p>Position in the log and event id of the first records that each figure counts.</p>");
    page.citations().raw("</section></main></body></html>");
    return page.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String period(UsageReport report) {
    List<LocalDate> days = new ArrayList<>(report.days().keySet());
    if (days.isEmpty()) {
      return "no calls";
    }
    LocalDate first = days.get(0);
    LocalDate last = days.get(days.size() - 1);
    return first.equals(last) ? first.toString() : first + " to " + last;
  }

  private void cards(Markup page, UsageReport report) {
    Row total = report.total();
    page.raw("<section class=\"cards\" aria-label=\"Totals\">");
    card(page, "requests", total.calls, Markup.number(total.calls.value()));
    card(page, "delivered", total.delivered, Markup.number(total.delivered.value()));
    card(page, "not delivered", total.failed, Markup.number(total.failed.value()));
    card(page, "refused", total.refused, Markup.number(total.refused.value()));
    int open = report.unfinished().size();
    page.raw(open > 0 ? "<div class=\"card bad\"><strong>" : "<div class=\"card\"><strong>")
        .raw(
            open > 0 ? "<a href=\"#unfinished\">" + open + "</a>" : "<span class=\"zero\">0</span>")
        .raw("</strong><span>unfinished</span></div>");
    card(page, "values redacted", total.redacted, Markup.number(total.redacted.value()));
    card(page, "tokens in", total.tokensIn, Markup.number(total.tokensIn.value()));
    card(page, "tokens out", total.tokensOut, Markup.number(total.tokensOut.value()));
    card(page, "spend, " + currency, total.spendMicros, Markup.money(total.spendMicros.value()));
    page.raw("</section>");
  }

  private static void card(Markup page, String label, Figure figure, String shown) {
    page.raw("<div class=\"card\"><strong>").figure("Total, " + label, figure, shown);
    page.raw("</strong><span>").text(label).raw("</span></div>");
  }

  private void charts(Markup page, UsageReport report) {
    List<Column> calls = new ArrayList<>();
    List<Column> spend = new ArrayList<>();
    List<Column> tokens = new ArrayList<>();
    report.days().entrySet().stream()
        .skip(Math.max(0, report.days().size() - MOST_DAYS))
        .forEach(
            day -> {
              Row row = day.getValue();
              String label = day.getKey().toString();
              calls.add(
                  new Column(
                      label,
                      List.of(row.delivered.value(), row.failed.value(), row.refused.value())));
              spend.add(new Column(label, List.of(row.spendMicros.value() / 1_000)));
              tokens.add(new Column(label, List.of(row.tokensIn.value(), row.tokensOut.value())));
            });
    List<String> series = List.of("delivered", "not delivered", "refused");
    page.raw("<section class=\"charts\"><figure><h2>Requests by day</h2>")
        .raw(
            "<p class=\"legend\"><i class=\"s0\"></i> delivered <i class=\"s1\"></i> not delivered ")
        .raw("<i class=\"s2\"></i> refused</p>")
        .raw(BarChart.columns("c1", "Requests by day", series, calls))
        .raw("</figure><figure><h2>Spend by day</h2><p class=\"legend\">")
        .text("thousandths of " + currency)
        .raw("</p>")
        .raw(BarChart.columns("c2", "Spend by day", List.of("thousandths"), spend))
        .raw("</figure>");
    bars(page, "c3", "Redacted values by type", report.types());
    bars(page, "c4", "Refusals by reason", report.refusals());
    bars(page, "c5", "How admitted calls ended", report.endings());
    page.raw("<figure><h2>Tokens by day</h2><p class=\"legend\"><i class=\"s0\"></i> in ")
        .raw("<i class=\"s1\"></i> out</p>")
        .raw(BarChart.columns("c6", "Tokens by day", List.of("in", "out"), tokens))
        .raw("</figure></section>");
  }

  private static void bars(Markup page, String id, String title, Map<String, Figure> figures) {
    page.raw("<figure><h2>").text(title).raw("</h2>");
    if (figures.isEmpty()) {
      page.raw("<p>None.</p></figure>");
      return;
    }
    page.raw(BarChart.bars(id, title, figures));
    page.raw("<details><summary>As a table</summary><table><tbody>");
    figures.forEach(
        (name, figure) -> {
          page.raw("<tr><th scope=\"row\">").text(name).raw("</th><td>");
          page.figure(title + ", " + name, figure).raw("</td></tr>");
        });
    page.raw("</tbody></table></details></figure>");
  }

  private static void unfinished(Markup page, UsageReport report) {
    List<OpenCall> calls = report.unfinished();
    if (calls.isEmpty()) {
      return;
    }
    page.raw(
            "<section id=\"unfinished\"><h2>Unfinished calls</h2><p>An intent is in the log and no ")
        .raw("outcome: the model may have been called, and nobody knows what came back.</p>")
        .raw("<div class=\"wide\"><table><thead><tr><th>Since</th><th>Request</th><th>Principal")
        .raw("</th><th>Model</th><th>Record</th></tr></thead><tbody>");
    for (OpenCall call : calls.subList(0, Math.min(MOST_ROWS, calls.size()))) {
      page.raw("<tr><td>").text(call.since().toString()).raw("</td><td><code>");
      page.text(call.requestId()).raw("</code></td><td><code>").text(shorter(call.pseudonym()));
      page.raw("</code></td><td>").text(call.model()).raw("</td><td><code>#");
      page.text(call.intent().index() + " " + call.intent().eventId()).raw("</code></td></tr>");
    }
    page.raw("</tbody></table></div>");
    rest(page, calls.size());
    page.raw("</section>");
  }

  private void table(Markup page, String heading, Map<String, Row> rows, boolean largestFirst) {
    page.raw("<div class=\"wide\"><table><thead><tr><th scope=\"col\">").text(heading).raw("</th>");
    for (String column :
        List.of(
            "Requests",
            "Delivered",
            "Not delivered",
            "Refused",
            "Redacted",
            "Tokens in",
            "Tokens out",
            "Spend, " + currency)) {
      page.raw("<th scope=\"col\">").text(column).raw("</th>");
    }
    page.raw("</tr></thead><tbody>");
    List<Map.Entry<String, Row>> shown = new ArrayList<>(rows.entrySet());
    if (largestFirst) {
      shown.sort((a, b) -> Long.compare(b.getValue().calls.value(), a.getValue().calls.value()));
    } else if (shown.size() > MOST_DAYS) {
      shown = shown.subList(shown.size() - MOST_DAYS, shown.size());
    }
    for (Map.Entry<String, Row> entry :
        shown.subList(0, Math.min(largestFirst ? MOST_ROWS : MOST_DAYS, shown.size()))) {
      String name = entry.getKey();
      Row row = entry.getValue();
      page.raw("<tr><th scope=\"row\"><code>").text(shorter(name)).raw("</code></th>");
      cell(page, name + ", requests", row.calls);
      cell(page, name + ", delivered", row.delivered);
      cell(page, name + ", not delivered", row.failed);
      cell(page, name + ", refused", row.refused);
      cell(page, name + ", redacted", row.redacted);
      cell(page, name + ", tokens in", row.tokensIn);
      cell(page, name + ", tokens out", row.tokensOut);
      page.raw("<td>")
          .figure(name + ", spend", row.spendMicros, Markup.money(row.spendMicros.value()))
          .raw("</td></tr>");
    }
    page.raw("</tbody></table></div>");
    if (largestFirst) {
      rest(page, rows.size());
    }
  }

  private static void rest(Markup page, int all) {
    if (all > MOST_ROWS) {
      page.raw("<p>").text("And " + Markup.number(all - MOST_ROWS) + " more.").raw("</p>");
    }
  }

  private static void cell(Markup page, String label, Figure figure) {
    page.raw("<td>").figure(label, figure).raw("</td>");
  }

  private static String shorter(String name) {
    return name.length() > 20 ? name.substring(0, 12) + "…" : name;
  }

  private static String style() {
    try (InputStream in = HtmlReport.class.getResourceAsStream("report.css")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sha256(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
