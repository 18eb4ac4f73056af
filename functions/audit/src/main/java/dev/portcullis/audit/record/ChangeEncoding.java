package dev.portcullis.audit.record;

import java.util.ArrayList;
import java.util.List;

/**
 * Changes of rights and keys, and sealed records that were opened: Authorize Session (3003) and API
 * Activity (6003).
 */
final class ChangeEncoding {
  private final Words words;
  private final Parts parts;

  ChangeEncoding(Words words, Parts parts) {
    this.words = words;
    this.parts = parts;
  }

  Event session(SessionAuthorized session, Event event) {
    parts.cloud(event);
    event.profile("security_control");
    boolean permitted = session.decision().permitted();
    event
        .classify(3, 3003, 1, "Assign Privileges", permitted ? 1 : 2)
        .status(permitted ? 1 : 2, permitted ? "Success" : "Failure", "");
    List<String> privileges = new ArrayList<>();
    for (String role : words.shaped(session.caller().roles())) {
      privileges.add("role:" + role);
    }
    event
        .body()
        .put("user", parts.user(session.caller()))
        .put("actor", parts.actor(session.caller()))
        .put("src_endpoint", Parts.endpoint(session.origin()))
        .put("session", new CanonicalObject().put("uid", session.sessionId()))
        .put("action_id", permitted ? 1 : 2)
        .put("disposition_id", permitted ? 1 : 26)
        // The class asks for privileges or a group even where nothing was given.
        .putStrings(
            "privileges", permitted && !privileges.isEmpty() ? privileges : List.of("none"));
    if (!session.caller().tenant().isEmpty()) {
      event.tenant(words.shaped(session.caller().tenant()));
    }
    parts.decision(event, session.decision());
    return event;
  }

  Event rotation(RotationStep step, Event event) {
    change(event, 3, "Update", "rotation." + Names.of(step.step()), step.rotationId());
    event.status(
        step.succeeded() ? 1 : 2,
        step.succeeded() ? "Success" : "Failure",
        step.code().isEmpty() ? "" : words.shaped(step.code()));
    resource(event, "credential", words.shaped(step.credential()));
    return event;
  }

  Event key(KeyEvent key, Event event) {
    switch (key.change()) {
      case CREATING, CREATED -> change(event, 1, "Create", operation(key), key.eventId());
      case REVOKED, DESTROYED, GIVEN_UP ->
          change(event, 4, "Delete", operation(key), key.eventId());
      default -> change(event, 3, "Update", operation(key), key.eventId());
    }
    switch (key.change()) {
      case CREATING, REPLACING -> event.status(99, "Intent", "");
      default -> event.status(1, "Success", "");
    }
    resource(event, Names.of(key.use()), key.keyId());
    return event;
  }

  Event unsealed(RecordUnsealed unsealed, Event event) {
    change(event, 2, "Read", "record.unseal", unsealed.unsealId());
    event.status(1, "Success", "");
    resource(event, "record", unsealed.eventId());
    return event;
  }

  private static String operation(KeyEvent key) {
    return "key." + Names.of(key.change());
  }

  private void change(Event event, int activity, String name, String operation, String request) {
    parts.cloud(event);
    event.classify(6, 6003, activity, name, 1);
    event
        .body()
        .put("actor", new CanonicalObject().put("app_name", parts.emitter().function()))
        .put("src_endpoint", new CanonicalObject().put("name", parts.emitter().function()))
        .put(
            "api",
            new CanonicalObject()
                .put("operation", operation)
                .put("request", new CanonicalObject().put("uid", request)));
  }

  private static void resource(Event event, String type, String uid) {
    event.body().put("resources", List.of(new CanonicalObject().put("type", type).put("uid", uid)));
  }
}
