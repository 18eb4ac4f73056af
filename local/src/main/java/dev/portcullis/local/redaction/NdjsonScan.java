package dev.portcullis.local.redaction;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.portcullis.redaction.ScanResult;
import dev.portcullis.redaction.Scanner;
import dev.portcullis.redaction.Span;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Finds the spans of many texts, a line each: what comes out has the order of what came in, and a
 * text that could not be examined says so instead of having no spans.
 */
final class NdjsonScan {
  private final ObjectMapper json = new ObjectMapper();
  private final JsonFactory factory = new JsonFactory();
  private final Scanner scanner;
  private final boolean every;
  private final boolean utf16;
  private final Progress progress;

  /**
   * A run over texts.
   *
   * @param every whether every type that a range may be is reported, as for scoring
   * @param utf16 whether offsets count UTF-16 units instead of code points
   */
  NdjsonScan(Scanner scanner, boolean every, boolean utf16, Progress progress) {
    this.scanner = scanner;
    this.every = every;
    this.utf16 = utf16;
    this.progress = progress;
  }

  /** The exit code: 0, 1 if a text was withheld, 2 if a line is not of the form. */
  int run(InputStream in, PrintWriter out, PrintWriter err) throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8), 1 << 16);
    int exit = 0;
    long number = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      if (line.isBlank()) {
        continue;
      }
      JsonNode row = row(line);
      if (!row.path("text").isTextual() || !row.has("id")) {
        out.flush();
        err.println("portcullis: line " + number + " is not {\"id\": ..., \"text\": \"...\"}");
        return 2;
      }
      String text = row.path("text").textValue();
      ScanResult result = every ? scanner.scanEvery(text) : scanner.scan(text);
      exit = result instanceof ScanResult.Scanned ? exit : 1;
      out.println(answer(row.path("id"), text, result));
      progress.line(text.length());
    }
    out.flush();
    progress.end();
    return exit;
  }

  private JsonNode row(String line) {
    try {
      return json.readTree(line);
    } catch (IOException notJson) {
      return json.missingNode();
    }
  }

  private String answer(JsonNode id, String text, ScanResult result) throws IOException {
    StringWriter line = new StringWriter();
    try (JsonGenerator out = factory.createGenerator(line)) {
      out.writeStartObject();
      out.writeFieldName("id");
      json.writeTree(out, id);
      out.writeArrayFieldStart("spans");
      if (result instanceof ScanResult.Scanned scanned) {
        Offsets offsets = new Offsets(text, utf16);
        for (Span span : scanned.spans()) {
          out.writeStartObject();
          out.writeStringField("type", span.type());
          out.writeNumberField("start", offsets.at(span.start()));
          out.writeNumberField("end", offsets.at(span.end()));
          out.writeNumberField("score", Math.round(span.score() * 100) / 100.0);
          out.writeStringField("rule", span.rule());
          out.writeEndObject();
        }
      }
      out.writeEndArray();
      if (result instanceof ScanResult.Unscanned unscanned) {
        out.writeStringField("withheld", unscanned.reason().name().toLowerCase(Locale.ROOT));
      }
      out.writeEndObject();
    }
    return line.toString();
  }
}
