package dev.portcullis.local.trial;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.audit.read.LogRecord;
import dev.portcullis.audit.verify.Report;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Help.Ansi;

/** Prints a trial for people, or its checks for programs. */
final class Showing {
  private static final int USUAL_WIDTH = 110;

  private final PrintWriter out;
  private final boolean json;
  private final Ansi ansi = Ansi.AUTO;
  private final SideBySide sides;

  Showing(PrintWriter out, boolean json) {
    this.out = out;
    this.json = json;
    this.sides = new SideBySide(width(), ansi);
  }

  private static int width() {
    String columns = System.getenv("COLUMNS");
    return columns != null && columns.matches("[1-9][0-9]{1,3}")
        ? Integer.parseInt(columns)
        : USUAL_WIDTH;
  }

  /** What the log calls each record of a call. */
  static List<String> stages(Trial.Shown shown) {
    return shown.records().stream().map(record -> record.kind().word()).toList();
  }

  void call(String title, Trial.Shown shown) {
    if (json) {
      return;
    }
    title(title);
    String received = shown.exchange().map(e -> prompt(e.received())).orElse("(was not called)");
    String answered = shown.exchange().map(e -> answer(e.answered())).orElse("(was not called)");
    sides
        .of("the caller sent", Planted.PROMPT, "the model received", received)
        .forEach(out::println);
    out.println();
    sides
        .of("the model answered", answered, "the caller got", shown.got().text())
        .forEach(out::println);
    out.println();
    log(shown);
  }

  void refusal(String title, Trial.Shown shown) {
    if (json) {
      return;
    }
    title(title);
    out.println(
        "answer: "
            + shown.got().status()
            + " "
            + shown.got().code()
            + "; the model was not called");
    log(shown);
  }

  private void log(Trial.Shown shown) {
    for (LogRecord record : shown.records()) {
      String policies =
          record.tree().objects("authorizations").stream()
              .flatMap(one -> one.text("policy", "uid").stream())
              .collect(Collectors.joining(", "));
      String reason = record.tree().text("unmapped", "decision", "reason").orElse("");
      out.println(
          String.format(
                  Locale.ROOT,
                  "record %2d  %-9s %-15s %s",
                  record.index(),
                  record.kind().word(),
                  record.result(),
                  reason.isEmpty()
                      ? record.tree().text("unmapped", "code").orElseGet(() -> findings(record))
                      : reason + (policies.isEmpty() ? "" : " by policy " + policies))
              .stripTrailing());
    }
    out.println();
    out.flush();
  }

  private static String findings(LogRecord record) {
    StringBuilder found = new StringBuilder();
    record
        .tree()
        .counts("unmapped", "examined", "findings")
        .forEach((type, count) -> found.append(type).append(' ').append(count).append("  "));
    return found.toString();
  }

  void verified(Report report, Optional<Path> kept) {
    if (json) {
      return;
    }
    title("5. The log, verified offline from its files and its public key");
    out.println(
        String.format(
            Locale.ROOT,
            "%d records, %d under a signed checkpoint, %d commits: %s",
            report.size(),
            report.proven(),
            report.commits(),
            report.verified() ? "verified" : report.faults().size() + " faults"));
    report.faults().forEach(fault -> out.println("  " + fault));
    kept.ifPresent(data -> out.println("again, at any time: portcullis audit verify " + data));
    out.println();
  }

  void checks(Checks checks) {
    if (json) {
      ObjectNode all = new ObjectMapper().createObjectNode().put("holds", checks.hold());
      checks.all().forEach(c -> all.withObject("checks").put(c.what(), c.holds()));
      out.println(all);
    } else {
      for (Checks.Check check : checks.all()) {
        String mark = check.holds() ? "@|green ✓|@ " : "@|bold,red ✗|@ ";
        out.println(ansi.string(mark) + check.what());
      }
      long failed = checks.all().stream().filter(c -> !c.holds()).count();
      out.println();
      out.println(
          failed == 0
              ? "All " + checks.all().size() + " checks hold."
              : failed + " of " + checks.all().size() + " checks do not hold.");
    }
    out.flush();
  }

  private void title(String text) {
    out.println(ansi.string("@|bold " + text + "|@"));
    out.println();
  }

  private static String prompt(String body) {
    return tree(body).at("/messages/0/content").asText();
  }

  /** The model's text, or the arguments of its tool call put together again. */
  private static String answer(String body) {
    if (!body.startsWith("data: ")) {
      return tree(body).at("/choices/0/message/content").asText();
    }
    StringBuilder arguments = new StringBuilder();
    for (String line : body.split("\n", -1)) {
      if (line.startsWith("data: {")) {
        arguments.append(
            tree(line.substring(6))
                .at("/choices/0/delta/tool_calls/0/function/arguments")
                .asText(""));
      }
    }
    return arguments.toString();
  }

  private static JsonNode tree(String body) {
    try {
      return new ObjectMapper().readTree(body);
    } catch (IOException notJson) {
      return new ObjectMapper().createObjectNode();
    }
  }
}
