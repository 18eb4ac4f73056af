package dev.portcullis.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.portcullis.aws.runtime.ChildRuntime;
import dev.portcullis.aws.wire.Fault;
import dev.portcullis.aws.wire.WireRequest;
import dev.portcullis.aws.wire.WireServer;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** What one function is put through under Lambda's runtime client, and what must then hold. */
abstract class RuntimeCase {
  /** Less than any function needs for what it may not leave half done. */
  static final Duration LITTLE = Duration.ofSeconds(3);

  /** Until a function that waits for a service is ended. */
  static final Duration SHORT = Duration.ofMillis(300);

  /** More than one, or the client would go on with its next attempt. */
  private static final int STALLS = 3;

  final RuntimeCloud cloud;

  RuntimeCase(RuntimeCloud cloud) {
    this.cloud = cloud;
  }

  /** A variable of its environment and a value that it cannot have. */
  abstract Optional<Map.Entry<String, String>> broken();

  /** Makes what there must be before the first event. */
  void prepare() throws IOException {}

  /** What the placeholders of a sample event stand for; asked before each invocation. */
  Map<String, String> values(String sample) {
    return new HashMap<>();
  }

  /** Fails the test if this is not the answer to a sample event. */
  abstract void check(String sample, ChildRuntime.Result answer) throws IOException;

  /** Time runs out in a running function, which has ended when this returns. */
  abstract void timeOut(ChildRuntime child) throws Exception;

  /** The next instance takes up what the one before could not end. */
  abstract void afterwards(ChildRuntime next) throws Exception;

  /** What the function says is wrong with an event. */
  String complaint(ChildRuntime.Result result) throws IOException {
    return error(result);
  }

  /** One sample event, ready to be sent. */
  final String event(String function, String sample) throws IOException {
    return SampleEvents.read(function, sample, values(sample));
  }

  /** From now on requests of a kind are not answered; true once the first has come. */
  static BooleanSupplier stalls(WireServer server, Predicate<WireRequest> kind, Fault fault) {
    server.faults().clear();
    for (int i = 0; i < STALLS; i++) {
      server.faults().next(kind, fault);
    }
    return () -> server.faults().left() < STALLS;
  }

  static Predicate<WireRequest> calls(String target) {
    return request -> request.header("x-amz-target").orElse("").equals(target);
  }

  /** A write of an object under a prefix of the log's bucket. */
  static Predicate<WireRequest> writes(String prefix) {
    return request ->
        request.method().equals("PUT")
            && request.rawQuery().isEmpty()
            && request.path().startsWith("/portcullis-log/" + prefix);
  }

  static JsonNode json(String text) throws IOException {
    return new ObjectMapper().readTree(text);
  }

  /** The answer of an invocation that did not fail, with these members and no others. */
  static JsonNode answer(ChildRuntime.Result result, String... members) throws IOException {
    assertFalse(result.failed(), result.body());
    JsonNode answer = json(result.body());
    TreeSet<String> names = new TreeSet<>();
    answer.fieldNames().forEachRemaining(names::add);
    assertEquals(new TreeSet<>(List.of(members)), names, result.body());
    return answer;
  }

  /** The message of an invocation that failed, and which told nothing else. */
  static String error(ChildRuntime.Result result) throws IOException {
    assertTrue(result.failed(), result.body());
    JsonNode error = json(result.body());
    assertTrue(error.path("stackTrace").isEmpty(), result.body());
    assertTrue(error.path("cause").isMissingNode(), result.body());
    return error.path("errorMessage").asText();
  }
}
