package dev.portcullis.redaction.score;

import dev.portcullis.redaction.Budget;
import dev.portcullis.redaction.DetectorSet;
import dev.portcullis.redaction.Profile;
import dev.portcullis.redaction.ScanResult;
import dev.portcullis.redaction.Scanner;
import dev.portcullis.redaction.Span;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** Labelled texts, and the spans found in them; a labelled offset counts code points. */
final class Corpus {
  private Corpus() {}

  static List<Map<String, Object>> read(Path file) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      return reader.lines().map(Json::object).toList();
    }
  }

  static Scanner scanner(Profile profile) {
    return new Scanner(DetectorSet.of(profile), Budget.DEFAULT);
  }

  static List<Span> scan(Scanner scanner, String text, boolean every) {
    ScanResult result = every ? scanner.scanEvery(text) : scanner.scan(text);
    if (result instanceof ScanResult.Scanned scanned) {
      return scanned.spans();
    }
    throw new IllegalStateException("not scanned: " + result + " length " + text.length());
  }

  /** UTF-16 offset of a code point. */
  static int offset(String text, Object codePoints) {
    return text.offsetByCodePoints(0, ((Double) codePoints).intValue());
  }
}
