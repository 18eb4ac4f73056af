package dev.portcullis.audit.record;

import java.util.ArrayList;
import java.util.List;

/**
 * Findings: what detectors found (2006), what checks found (2003), what the stream shows (2004).
 */
final class FindingEncoding {
  private final Parts parts;
  private final Words words;

  FindingEncoding(Parts parts, Words words) {
    this.parts = parts;
    this.words = words;
  }

  Event redaction(RedactionFinding finding, Event event) {
    parts.cloud(event);
    String direction = Names.of(finding.direction());
    Examined examined = finding.examined();
    event.classify(2, 2006, 1, "Create", examined.found() > 0 ? 2 : 1).status(1, "New", "");
    event
        .body()
        .put(
            "finding_info",
            info(event, "Sensitive values in a " + direction)
                .putStrings("types", List.copyOf(parts.types(examined.findings()).keySet())))
        .put(
            "data_security",
            new CanonicalObject()
                .put("category", "Sensitive")
                .put("category_id", 99)
                .put("data_lifecycle_state_id", 2)
                .put("detection_system_id", 2)
                .put("total", examined.found()))
        .put("src_endpoint", Parts.endpoint(finding.call().origin()));
    finding
        .call()
        .caller()
        .ifPresent(
            caller -> {
              event.body().put("actor", parts.actor(caller));
              if (!caller.tenant().isEmpty()) {
                event.tenant(words.shaped(caller.tenant()));
              }
            });
    event.note("direction", direction);
    event.unmapped().put("examined", parts.examined(examined));
    return event;
  }

  Event compliance(ComplianceResult result, Event event) {
    parts.cloud(event);
    event.classify(
        2,
        2003,
        1,
        "Create",
        switch (result.result()) {
          case PASS -> 1;
          case WARNING, UNKNOWN -> 2;
          case FAIL -> 3;
        });
    event.status(1, "New", Names.of(result.result()));
    CanonicalObject compliance =
        new CanonicalObject()
            .put("control", words.shaped(result.control()))
            .putStrings("standards", words.shaped(result.standards()));
    switch (result.result()) {
      case PASS -> compliance.put("status_id", 1).put("status", "Pass");
      case WARNING -> compliance.put("status_id", 2).put("status", "Warning");
      case FAIL -> compliance.put("status_id", 3).put("status", "Fail");
      case UNKNOWN -> compliance.put("status_id", 0).put("status", "Unknown");
    }
    event
        .body()
        .put("compliance", compliance)
        .put("finding_info", info(event, "Compliance check"))
        .put(
            "resources",
            List.of(
                new CanonicalObject()
                    .put("type", words.shaped(result.resourceType()))
                    .put("uid", words.shaped(result.resource()))));
    event.note("check", words.shaped(result.check()));
    result.evidence().ifPresent(digest -> event.note("evidence", digest.inline()));
    return event;
  }

  Event alert(AlertRaised alert, Event event) {
    parts.cloud(event);
    event.classify(2, 2004, 1, "Create", alert.urgency().severity).status(1, "New", "");
    List<CanonicalObject> evidence = new ArrayList<>();
    CanonicalObject shown =
        new CanonicalObject()
            .put("observed", alert.observed())
            .put("threshold", alert.threshold())
            .putStrings("events", alert.events().stream().limit(32).toList());
    evidence.add(new CanonicalObject().put("src_endpoint", Parts.endpoint(alert.origin())));
    event
        .body()
        .put(
            "finding_info",
            info(event, "Alert").putStrings("types", List.of(words.shaped(alert.rule()))))
        .put("evidences", evidence);
    alert.about().ifPresent(pseudonym -> event.unmapped().put("about", Parts.user(pseudonym)));
    event.unmapped().put("shown", shown);
    return event.note("rule", words.shaped(alert.rule()));
  }

  private static CanonicalObject info(Event event, String title) {
    return new CanonicalObject()
        .put("uid", event.id())
        .put("title", title)
        .put("created_time", event.time());
  }
}
