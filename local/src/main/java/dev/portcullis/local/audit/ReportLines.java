package dev.portcullis.local.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.audit.verify.Fault;
import dev.portcullis.audit.verify.LogVerifier;
import dev.portcullis.audit.verify.Report;
import dev.portcullis.local.terminal.PlainText;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** A verification's report, for people and for programs. */
final class ReportLines {
  private static final int MOST_REPEATED = 10;

  private final String origin;
  private final Report report;
  private final List<Fault> faults;
  private final boolean listed;

  /**
   * A report.
   *
   * @param faults those of the report and what else was found
   * @param listed false if objects that nothing in the log names could not be looked for
   */
  ReportLines(String origin, Report report, List<Fault> faults, boolean listed) {
    this.origin = origin;
    this.report = report;
    this.faults = faults;
    this.listed = listed;
  }

  /** A fault; object names come out of the log and are made safe to print. */
  static String line(Fault fault) {
    return PlainText.of(fault.toString());
  }

  void print(PrintWriter out) {
    out.println("log       " + PlainText.of(origin));
    out.printf(
        Locale.ROOT,
        "entries   %,d in %,d commits and %,d sealed batches%n",
        report.size(),
        report.commits(),
        report.batches());
    out.printf(Locale.ROOT, "proven    %,d by the signed checkpoint%n", report.proven());
    out.printf(Locale.ROOT, "hours     %,d sealed%n", report.seals());
    if (report.pending() > 0) {
      out.printf(Locale.ROOT, "waiting   %,d batches for the next commit%n", report.pending());
    }
    if (report.duplicates() > 0) {
      out.printf(Locale.ROOT, "repeated  %,d entries, no fault:%n", report.duplicates());
      report.duplicateIds().stream()
          .limit(MOST_REPEATED)
          .forEach(one -> out.println(PlainText.of("  " + one.index() + " " + one.eventId())));
    }
    if (!listed) {
      out.println("unlisted  an address lists nothing: objects that nothing names were not sought");
    }
    faults.forEach(fault -> out.println(line(fault)));
    if (report.faults().size() == LogVerifier.MOST_FAULTS) {
      out.println("and more");
    }
    out.println(faults.isEmpty() ? "verified" : "NOT VERIFIED: " + faults.size() + " faults");
  }

  String json() {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode node = mapper.createObjectNode();
    node.put("log", origin);
    node.put("verified", faults.isEmpty());
    node.put("entries", report.size());
    node.put("proven", report.proven());
    node.put("commits", report.commits());
    node.put("batches", report.batches());
    node.put("seals", report.seals());
    node.put("waiting", report.pending());
    node.put("repeated", report.duplicates());
    node.put("listed", listed);
    ArrayNode array = node.putArray("faults");
    for (Fault fault : faults) {
      ObjectNode one = array.addObject();
      one.put("kind", fault.kind().name());
      one.put("object", fault.object());
      one.put("what", fault.what());
    }
    try {
      return mapper.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values is always JSON", e);
    }
  }
}
