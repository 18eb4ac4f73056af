package dev.portcullis.local.redaction;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.portcullis.local.terminal.BadUse;
import dev.portcullis.redaction.ScanResult;
import dev.portcullis.redaction.Scanner;
import dev.portcullis.redaction.Span;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine;

/**
 * Measures the detectors on labelled texts: a label is found if a span of its type touches it, and
 * a span is right if it touches a label of its type.
 *
 * <p>A line is {@code {"text": "...", "spans": [{"type", "start", "end"}]}}, offsets in code
 * points.
 */
final class LabelledScore {
  private final ObjectMapper json = new ObjectMapper();
  private final Scanner scanner;
  private final CommandLine line;
  private final Map<String, Tally> byType = new TreeMap<>();
  private int unscanned;

  private static final class Tally {
    int labels;
    int found;
    int spans;
    int right;
  }

  LabelledScore(Scanner scanner, CommandLine line) {
    this.scanner = scanner;
    this.line = line;
  }

  int run(Path file) throws IOException {
    int number = 0;
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      for (String text = lines.readLine(); text != null; text = lines.readLine()) {
        number++;
        if (!text.isBlank()) {
          add(text, number);
        }
      }
    } catch (java.nio.file.NoSuchFileException missing) {
      throw new BadUse(line, "--score takes a file that can be read", missing);
    }
    line.getOut()
        .printf(
            "%-28s %7s %7s %7s %9s %6s%n", "type", "labels", "found", "spans", "precision", "F2");
    byType.forEach(this::print);
    if (unscanned > 0) {
      line.getOut().println(unscanned + " texts were withheld");
    }
    return unscanned > 0 ? 1 : 0;
  }

  private void add(String text, int number) {
    JsonNode row;
    try {
      row = json.readTree(text);
    } catch (IOException notJson) {
      row = json.missingNode();
    }
    if (!row.path("text").isTextual() || !row.path("spans").isArray()) {
      throw new BadUse(line, "line " + number + " is not {\"text\", \"spans\"}");
    }
    String content = row.path("text").textValue();
    if (!(scanner.scan(content) instanceof ScanResult.Scanned scanned)) {
      unscanned++;
      return;
    }
    Offsets offsets = new Offsets(content, false);
    for (JsonNode label : row.path("spans")) {
      Tally tally = tally(label.path("type").asText());
      tally.labels++;
      for (Span span : scanned.spans()) {
        if (touches(label, span, offsets)) {
          tally.found++;
          break;
        }
      }
    }
    for (Span span : scanned.spans()) {
      Tally tally = tally(span.type());
      tally.spans++;
      for (JsonNode label : row.path("spans")) {
        if (touches(label, span, offsets)) {
          tally.right++;
          break;
        }
      }
    }
  }

  private static boolean touches(JsonNode label, Span span, Offsets offsets) {
    return label.path("type").asText().equals(span.type())
        && offsets.at(span.start()) < label.path("end").asInt()
        && label.path("start").asInt() < offsets.at(span.end());
  }

  private Tally tally(String type) {
    return byType.computeIfAbsent(type, unused -> new Tally());
  }

  private void print(String type, Tally tally) {
    double recall = tally.labels == 0 ? 0 : tally.found / (double) tally.labels;
    double precision = tally.spans == 0 ? 0 : tally.right / (double) tally.spans;
    double f2 = recall + precision == 0 ? 0 : 5 * precision * recall / (4 * precision + recall);
    line.getOut()
        .printf(
            "%-28s %7d %7.3f %7d %9.3f %6.3f%n",
            type, tally.labels, recall, tally.spans, precision, f2);
  }
}
