package dev.portcullis.aws;

import dev.portcullis.authorization.Cidr;
import dev.portcullis.authorization.json.StrictJson;
import dev.portcullis.authorization.keys.ApiKeys;
import dev.portcullis.authorization.keys.KeyChange;
import dev.portcullis.authorization.keys.KeySpec;
import dev.portcullis.authorization.keys.KeyText;
import dev.portcullis.aws.event.BadEventException;
import dev.portcullis.aws.event.Fields;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Makes, shows, rotates and stops API keys for whoever may invoke this function; a change is in the
 * log before its answer, which alone shows a new secret, and once.
 *
 * <p>What cannot be done is an answer with {@code error}: {@code invalid}, {@code not_found} or
 * {@code refused}. The schedule's task {@code reconcile} ends what an invocation that was stopped
 * left half made.
 */
final class KeyRequests {
  private static final long LONGEST_GRACE = Duration.ofDays(90).toSeconds();

  private final ApiKeys keys;
  private final LogLines lines;

  KeyRequests(ApiKeys keys, LogLines lines) {
    this.keys = Objects.requireNonNull(keys, "keys");
    this.lines = Objects.requireNonNull(lines, "lines");
  }

  byte[] answer(Fields request) {
    Map<String, Object> answer =
        request.has("task") ? task(request.only("task").text("task")) : operation(request);
    return StrictJson.write(answer).getBytes(StandardCharsets.UTF_8);
  }

  private Map<String, Object> operation(Fields request) {
    return switch (request.text("operation")) {
      case "create" -> create(request.only("operation", "spec").object("spec"));
      case "rotate" -> rotate(request.only("operation", "id", "grace_seconds"));
      case "revoke" -> revoke(request.only("operation", "id", "reason"));
      case "show" -> show(request.only("operation", "id").text("id"));
      case "list" -> list(request.only("operation", "after", "limit"));
      default -> NotDone.because("invalid", "operation: create, rotate, revoke, show or list");
    };
  }

  private Map<String, Object> task(String task) {
    if (!task.equals("reconcile")) {
      throw new BadEventException("task is not reconcile");
    }
    List<String> ids = keys.giveUpUnfinished();
    ids.forEach(id -> lines.raise("a key's making was not finished and is given up", id));
    return Map.of("given_up", ids);
  }

  private Map<String, Object> create(Fields spec) {
    KeySpec wanted;
    try {
      wanted = spec(spec);
    } catch (IllegalArgumentException missing) {
      // Its messages are ours and name the field.
      return NotDone.because("invalid", String.valueOf(missing.getMessage()));
    }
    return changed(keys.create(wanted));
  }

  private Map<String, Object> rotate(Fields request) {
    Duration grace = Duration.ofSeconds(request.number("grace_seconds", 0, LONGEST_GRACE, 86_400));
    return changed(keys.rotate(request.text("id"), grace));
  }

  private Map<String, Object> revoke(Fields request) {
    return changed(keys.revoke(request.text("id"), request.text("reason")));
  }

  private Map<String, Object> show(String id) {
    return keys.show(id)
        .map(KeyText::tree)
        .orElseGet(() -> NotDone.because("not_found", "There is no key with this id."));
  }

  private Map<String, Object> list(Fields request) {
    int limit = (int) request.number("limit", 1, 1_000, 100);
    return Map.of(
        "keys",
        keys.list(request.optionalText("after").orElse(""), limit).stream()
            .map(KeyText::tree)
            .toList());
  }

  private static Map<String, Object> changed(KeyChange done) {
    Map<String, Object> answer = new LinkedHashMap<>();
    if (done instanceof KeyChange.NotFound) {
      return NotDone.because("not_found", "There is no key with this id.");
    } else if (done instanceof KeyChange.Refused refused) {
      return NotDone.because("refused", refused.why());
    } else if (done instanceof KeyChange.Issued issued) {
      answer.put("id", issued.id());
      // If we crash before this is read, the key exists, is in the log, and nobody has it.
      answer.put("key", issued.key().reveal());
    } else if (done instanceof KeyChange.Done finished) {
      answer.put("id", finished.id());
    } else {
      throw new IllegalStateException("nothing here adds a secret");
    }
    return answer;
  }

  private static KeySpec spec(Fields spec) {
    spec.only(
        "environment",
        "tenant",
        "owner",
        "reason",
        "roles",
        "models",
        "purposes",
        "networks",
        "clearance",
        "residency",
        "may_pass",
        "expires_at");
    return new KeySpec(
        spec.text("environment"),
        spec.text("tenant"),
        spec.text("owner"),
        spec.text("reason"),
        Set.copyOf(spec.texts("roles")),
        Set.copyOf(spec.texts("models")),
        Set.copyOf(spec.texts("purposes")),
        spec.texts("networks").stream().map(KeyRequests::network).toList(),
        spec.has("clearance")
            ? Optional.of(spec.number("clearance", 0, 3, 0))
            : Optional.<Long>empty(),
        spec.optionalText("residency"),
        Set.copyOf(spec.texts("may_pass")),
        spec.optionalText("expires_at").map(KeyRequests::time));
  }

  private static Cidr network(String text) {
    return Cidr.parse(text)
        .orElseThrow(() -> new BadEventException("spec.networks has one that is no network"));
  }

  private static Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException bad) {
      throw new BadEventException("spec.expires_at is not a time like 2027-01-01T00:00:00Z");
    }
  }
}
