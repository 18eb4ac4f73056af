package dev.portcullis.aws;

import dev.portcullis.authorization.json.StrictJson;
import dev.portcullis.aws.event.BadEventException;
import dev.portcullis.aws.event.Fields;
import dev.portcullis.aws.event.ProxyAnswer;
import dev.portcullis.aws.event.ProxyEvent;
import dev.portcullis.redaction.Scanner;
import dev.portcullis.redaction.session.Examination;
import dev.portcullis.redaction.session.Finding;
import dev.portcullis.redaction.session.RedactionSession;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Replaces personal data and secrets in a text or a JSON document, or withholds it whole and says
 * why; it stores nothing and calls nothing.
 */
final class Redactions {
  private final Scanner scanner;
  private final SecureRandom random;

  Redactions(Scanner scanner, SecureRandom random) {
    this.scanner = Objects.requireNonNull(scanner, "scanner");
    this.random = Objects.requireNonNull(random, "random");
  }

  /** Answers {@code {"text"}} or {@code {"json"}}, sent directly or as a gateway's body. */
  byte[] answer(Fields event) {
    if (!ProxyEvent.is(event)) {
      return redact(event).getBytes(StandardCharsets.UTF_8);
    }
    String answer;
    int status = 200;
    try {
      String body = new String(ProxyEvent.read(event).body(), StandardCharsets.UTF_8);
      answer = redact(Fields.parse(body));
    } catch (BadEventException bad) {
      status = 400;
      answer = StrictJson.write(Map.of("error", String.valueOf(bad.getMessage())));
    }
    Map<String, String> headers =
        Map.of("content-type", "application/json", "cache-control", "no-store");
    ProxyAnswer tooLong =
        new ProxyAnswer(502, headers, "{\"error\":\"too long\"}".getBytes(StandardCharsets.UTF_8));
    return new ProxyAnswer(status, headers, answer.getBytes(StandardCharsets.UTF_8))
        .encode(tooLong);
  }

  private String redact(Fields request) {
    request.only("text", "json");
    if (request.has("text") == request.has("json")) {
      throw new BadEventException("exactly one of text and json is needed");
    }
    RedactionSession session = new RedactionSession(scanner, random, Set.of());
    boolean plain = request.has("text");
    Examination examination =
        plain
            ? session.redact(request.text("text"))
            : session.redactJson(request.json("json").orElseThrow());
    if (examination instanceof Examination.Examined examined) {
      String result = plain ? StrictJson.write(examined.text()) : examined.text();
      return "{\""
          + (plain ? "text" : "json")
          + "\":"
          + result
          + ",\"findings\":"
          + StrictJson.write(findings(examined.findings()))
          + "}";
    }
    String reason = ((Examination.Withheld) examination).reason().name().toLowerCase(Locale.ROOT);
    return StrictJson.write(Map.of("withheld", reason));
  }

  private static List<Map<String, Object>> findings(List<Finding> found) {
    List<Map<String, Object>> all = new ArrayList<>();
    for (Finding one : found) {
      Map<String, Object> finding = new LinkedHashMap<>();
      finding.put("type", one.type());
      finding.put("start", one.start());
      finding.put("end", one.end());
      finding.put("rule", one.rule());
      all.add(finding);
    }
    return all;
  }
}
