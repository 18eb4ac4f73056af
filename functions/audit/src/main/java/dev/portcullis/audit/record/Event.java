package dev.portcullis.audit.record;

import java.util.ArrayList;
import java.util.List;

/** One OCSF event in the making: the attributes that every class shares, and the room for ours. */
final class Event {
  /** The version of OCSF whose attributes are used here. */
  static final String OCSF = "1.8.0";

  /** The version of what this project adds under {@code unmapped}. */
  static final String SCHEMA = "1";

  private final String id;
  private final String correlation;
  private final String stage;
  private final long time;
  private final CanonicalObject body = new CanonicalObject();
  private final CanonicalObject unmapped = new CanonicalObject();
  private final List<String> profiles = new ArrayList<>();
  private String tenant = "";

  Event(String id, String correlation, String stage, long time) {
    this.id = id;
    this.correlation = correlation;
    this.stage = stage;
    this.time = time;
    body.put("time", time);
    unmapped.put("stage", stage);
  }

  String id() {
    return id;
  }

  long time() {
    return time;
  }

  /** Another event with this one's identity, stage, time and tenant and nothing else of it. */
  Event bare() {
    return new Event(id, correlation, stage, time).tenant(tenant);
  }

  CanonicalObject body() {
    return body;
  }

  CanonicalObject unmapped() {
    return unmapped;
  }

  Event note(String name, String value) {
    unmapped.put(name, value);
    return this;
  }

  Event tenant(String name) {
    tenant = name;
    return this;
  }

  Event profile(String name) {
    profiles.add(name);
    return this;
  }

  /** Sets what OCSF classifies by. The type follows from class and activity, as OCSF defines it. */
  Event classify(int category, int classUid, int activity, String activityName, int severity) {
    body.put("category_uid", category)
        .put("class_uid", classUid)
        .put("activity_id", activity)
        .put("activity_name", activityName)
        .put("type_uid", classUid * 100L + activity)
        .put("severity_id", severity);
    return this;
  }

  Event status(int statusId, String status, String code) {
    body.put("status_id", statusId).put("status", status);
    if (!code.isEmpty()) {
      body.put("status_code", code);
    }
    return this;
  }

  /** Says who wrote it; the last step, because it takes the sequence number. */
  void metadata(Emitter emitter, long now, long sequence) {
    CanonicalObject function =
        new CanonicalObject().put("name", emitter.function()).put("version", emitter.version());
    CanonicalObject product =
        new CanonicalObject()
            .put("name", "Portcullis")
            .put("vendor_name", "Portcullis")
            .put("version", emitter.version())
            .put("feature", function);
    CanonicalObject logger =
        new CanonicalObject()
            .put("name", emitter.function())
            .put("uid", emitter.writerEpoch())
            .put("version", emitter.version());
    CanonicalObject metadata =
        new CanonicalObject()
            .put("uid", id)
            .put("version", OCSF)
            .put("log_name", "portcullis.audit")
            .put("log_version", SCHEMA)
            .put("logged_time", now)
            .put("sequence", sequence)
            .put("correlation_uid", correlation)
            .put("source", emitter.source())
            .put("loggers", List.of(logger))
            .put("product", product)
            .putStrings("profiles", List.copyOf(profiles));
    if (!tenant.isEmpty()) {
      metadata.put("tenant_uid", tenant);
    }
    body.put("metadata", metadata);
    body.put("unmapped", unmapped);
  }

  byte[] toBytes() {
    return body.toBytes();
  }
}
