package dev.portcullis.aws;

import dev.portcullis.authorization.keys.KeyChange;
import dev.portcullis.aws.sdk.CallBudget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/** One deployment, one function of it, and what sample events are filled with. */
final class WireRun implements AutoCloseable {
  /** The token of a rotation, which becomes the new version's name. */
  static final String TOKEN = "11111111-2222-4333-8444-555555555555";

  final WireCloud cloud;
  final WireFunction function;
  private final String backend;
  private final Map<String, String> values = new HashMap<>();

  /**
   * One function of a deployment, which is closed with it.
   *
   * @param backend what answers model calls
   */
  WireRun(WireCloud cloud, String function, String backend, CallBudget budget) {
    this.cloud = cloud;
    this.backend = backend;
    KeyChange.Issued key = cloud.newKey();
    values.put("API_KEY", key.key().reveal());
    values.put("KEY_ID", key.id());
    values.put("PROVIDER_KEY_ID", "key-none");
    values.put("HANDED_VERSION", WireScenarios.HANDED);
    values.put("ROTATION_TOKEN", TOKEN);
    values.put("EVENT_ID", "00112233445566778899aabbccddeeff");
    values.put("ADD_CHECKPOINT", EventsTest.addCheckpoint(cloud.services(), cloud.variables()));
    this.function = cloud.function(function, backend, budget);
  }

  private WireRun(WireRun other, CallBudget budget) {
    this.cloud = other.cloud.copy();
    this.backend = other.backend;
    values.putAll(other.values);
    this.function = cloud.function(other.function.name(), backend, budget);
  }

  /** The same as it is now, in a deployment that goes its own way; the function is not started. */
  WireRun copy(CallBudget budget) {
    return new WireRun(this, budget);
  }

  /** The secret of the key that events are filled with. */
  String key() {
    return values.get("API_KEY");
  }

  /** Events are filled with this key from now on, as if its holder had changed it. */
  void key(String secret) {
    values.put("API_KEY", secret);
  }

  /** Events are filled with this event's id from now on. */
  void envelope(String eventId) {
    values.put("EVENT_ID", eventId);
  }

  /** The answer to one of the function's sample events. */
  String sample(String name) {
    return function.call(event(function.name(), name));
  }

  /** A sample event, for another model. */
  String sample(String name, String model) {
    return function.call(event(function.name(), name, model));
  }

  /** Another function does something meanwhile. */
  String meanwhile(String other, String name) {
    try (WireFunction made = cloud.function(other, CallBudget.USUAL)) {
      return made.call(event(other, name));
    }
  }

  /** A sample event, filled. */
  String event(String function, String name) {
    return event(function, name, name.equals("embeddings") ? WireCloud.EMBEDDING : "stand-in");
  }

  /** The same for another model. */
  String event(String function, String name, String model) {
    values.put("MODEL", model);
    try {
      return SampleEvents.read(function, name, values);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** One step of a rotation of a secret by its name. */
  String rotate(String step, String secret) {
    return rotate(step, secret, TOKEN);
  }

  /** The same of another rotation. */
  String rotate(String step, String secret, String token) {
    return function.call(step(step, secret, token));
  }

  /** What Secrets Manager sends. */
  String step(String step, String secret, String token) {
    return """
        {"Step": "%s", "SecretId": "%s", "ClientRequestToken": "%s", "RotationToken": "r"}
        """
        .formatted(step, cloud.arn(secret), token);
  }

  @Override
  public void close() {
    cloud.close();
  }
}
