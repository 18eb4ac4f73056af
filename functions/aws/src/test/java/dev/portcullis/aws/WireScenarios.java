package dev.portcullis.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.portcullis.authorization.keys.ApiKeys;
import dev.portcullis.aws.sdk.CallBudget;
import dev.portcullis.aws.wire.Fault;
import dev.portcullis.ports.SecretText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What each function is asked in its life, one scenario for each way that its calls may take. */
final class WireScenarios {
  private static final List<String> STEPS =
      List.of("createSecret", "setSecret", "testSecret", "finishSecret");

  /** The token of a second rotation. */
  private static final String LATER = "22222222-2222-4333-8444-555555555555";

  /** The version that a person puts a key into, and the key's id at its provider. */
  static final String HANDED = "33333333-2222-4333-8444-555555555555";

  static final String HANDED_KEY = "handed";

  /** A call that fails is not tried again. */
  static final CallBudget ONCE =
      new CallBudget(1, Duration.ofSeconds(4), Duration.ofSeconds(10), Duration.ofMillis(1));

  /** Something that happens in a deployment. */
  interface Act {
    /** The function's answer; empty if it was not asked. */
    String on(WireRun run);
  }

  /**
   * A function's life.
   *
   * @param backend what answers model calls
   * @param before what others do first
   * @param acts what the function is asked, in order
   */
  record Scenario(String function, String backend, String name, Act before, List<Act> acts) {
    @Override
    public String toString() {
      return function + "/" + backend + "/" + name;
    }
  }

  private WireScenarios() {}

  /** Every scenario of a function. */
  static List<Scenario> of(String function) {
    return switch (function) {
      case "authorizer" ->
          Stream.of("api-key", "bearer", "private-endpoint", "doubled-header", "no-credential")
              .map(name -> sample(function, "openai", name))
              .toList();
      case "governed-call" -> governedCalls();
      case "redaction" ->
          Stream.of("direct", "direct-json", "api")
              .map(name -> sample(function, "", name))
              .toList();
      case "audit-writer" ->
          Stream.of("direct", "batch", "batch-one-unreadable")
              .map(name -> sample(function, "", name))
              .toList();
      case "sequencer" -> sequencer();
      case "witness" -> List.of(twice(function, "add-checkpoint"));
      case "alerts" -> alerts();
      case "key-authority" ->
          Stream.of("create", "list", "show", "rotate", "revoke", "reconcile")
              .map(name -> sample(function, "", name))
              .toList();
      case "rotation" ->
          Stream.concat(
                  Stream.of("pepper", "digest", "model").map(one -> rotation("", one)),
                  Stream.of(rotation(WireCloud.SLOTS, "model")))
              .toList();
      case "reconciler" ->
          Stream.of(
                  Stream.of(sample(function, "", "adopt")),
                  operators(),
                  Stream.of("pepper", "digest", "model").flatMap(one -> reconciler("", one)),
                  reconciler(WireCloud.SLOTS, "model"))
              .flatMap(some -> some)
              .toList();
      case "unseal" -> unseal();
      default -> throw new IllegalArgumentException(function);
    };
  }

  private static Scenario sample(String function, String backend, String name) {
    return new Scenario(function, backend, name, run -> "", List.of(run -> run.sample(name)));
  }

  /** The second time by a new instance. */
  private static Scenario twice(String function, String name) {
    return new Scenario(
        function,
        "",
        name,
        run -> "",
        List.of(run -> run.sample(name), run -> restarted(run, name)));
  }

  private static String restarted(WireRun run, String name) {
    run.function.start();
    return run.sample(name);
  }

  private static List<Scenario> governedCalls() {
    List<Scenario> all = new ArrayList<>();
    for (String backend : List.of("openai", "bedrock", "sagemaker")) {
      for (String name : List.of("chat", "chat-stream", "embeddings")) {
        all.add(sample("governed-call", backend, name));
      }
    }
    all.add(sample("governed-call", "openai", "responses"));
    all.add(
        new Scenario(
            "governed-call",
            "openai",
            "a record too long for the log",
            run -> "",
            List.of(run -> run.sample("chat", WireCloud.LONG_NAME))));
    all.add(sample("governed-call", "openai", "models"));
    all.add(sample("governed-call", "openai", "health"));
    all.add(sample("governed-call", "openai", "doubled-header"));
    all.add(
        new Scenario(
            "governed-call",
            "openai",
            "a known subject",
            run -> run.meanwhile("governed-call", "chat"),
            List.of(run -> run.sample("chat"))));
    return all;
  }

  private static List<Scenario> sequencer() {
    Act written =
        run -> run.meanwhile("audit-writer", "direct") + run.meanwhile("audit-writer", "batch");
    return List.of(
        new Scenario("sequencer", "", "run", written, List.of(run -> run.sample("run"))),
        new Scenario("sequencer", "", "hint", written, List.of(run -> run.sample("hint"))),
        new Scenario(
            "sequencer",
            "",
            "a full tile",
            written,
            List.of(
                run -> run.sample("run"),
                run -> many(run, 300),
                run -> run.sample("run"),
                run -> run.sample("run"))),
        new Scenario(
            "sequencer",
            "",
            "seal",
            run -> {
              String done = written.on(run);
              run.cloud.pass(Duration.ofHours(3));
              return done;
            },
            List.of(run -> run.sample("seal"))));
  }

  /** The audit writer writes many records at once. */
  private static String many(WireRun run, int count) {
    List<String> records = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String id = "portcullis-many-" + i;
      String record = "{\"metadata\":{\"uid\":\"" + id + "\"}}";
      records.add(
          "{\"event_id\":\"%s\",\"record\":\"%s\"}"
              .formatted(id, Base64.getEncoder().encodeToString(record.getBytes(UTF_8))));
    }
    try (WireFunction writer = run.cloud.function("audit-writer", CallBudget.USUAL)) {
      return writer.call("{\"records\":[" + String.join(",", records) + "]}");
    }
  }

  private static List<Scenario> alerts() {
    return List.of(
        new Scenario(
            "alerts",
            "",
            "watch",
            run -> {
              many(run, 300);
              return run.meanwhile("sequencer", "run");
            },
            List.of(run -> run.sample("watch"), run -> restarted(run, "watch"))),
        new Scenario(
            "alerts",
            "",
            "a log that stands still",
            run -> {
              String done = run.meanwhile("audit-writer", "direct");
              run.cloud.pass(Duration.ofHours(3));
              return done;
            },
            List.of(run -> run.sample("watch"))));
  }

  /** Its envelope is in a tile that is full, its record in quarantine. */
  private static List<Scenario> unseal() {
    Act sealed =
        run -> {
          try (WireFunction calls = run.cloud.function("governed-call", CallBudget.USUAL)) {
            calls.call(run.event("governed-call", "chat", WireCloud.LONG_NAME));
          }
          run.envelope(Envelopes.first(run.cloud));
          many(run, 300);
          run.cloud.pass(Duration.ofMinutes(1));
          return run.meanwhile("sequencer", "run") + run.meanwhile("sequencer", "run");
        };
    return List.of(
        new Scenario("unseal", "", "a sealed record", sealed, List.of(run -> run.sample("unseal"))),
        sample("unseal", "", "unseal"));
  }

  /** A second one later stops what the first one replaced. */
  private static Scenario rotation(String provider, String secret) {
    List<Act> acts = new ArrayList<>();
    STEPS.forEach(step -> acts.add(run -> run.rotate(step, secret)));
    acts.add(run -> later(run, Duration.ofDays(200)));
    acts.add(run -> run.rotate("createSecret", secret, LATER));
    return new Scenario("rotation", provider, secret, run -> "", acts);
  }

  /** What people ask for, each in a state in which it is done. */
  private static Stream<Scenario> operators() {
    Act stored = run -> rotated(run, "", "digest", STEPS.subList(0, 1));
    Act rotated = run -> rotated(run, "", "digest", STEPS);
    Act asked =
        run -> {
          String done = rotated(run, WireCloud.CONSOLE, "model", STEPS.subList(0, 1));
          SecretText key = SecretText.of("key", "sk-planted-" + HANDED_KEY);
          run.cloud.services().secretVersions().stage(Environment.MODEL, HANDED, key);
          return done;
        };
    return Stream.of(
        operator("", "status", rotated),
        operator("", "history", rotated),
        operator("", "plan", stored),
        operator("", "run", rotated),
        operator("", "roll-back", rotated),
        operator("", "give-up", stored),
        operator("", "pause", run -> ""),
        operator("", "resume", run -> run.meanwhile("reconciler", "pause")),
        operator(WireCloud.CONSOLE, "hand-over", asked));
  }

  private static Scenario operator(String backend, String name, Act before) {
    return new Scenario(
        "reconciler", backend, "operator's " + name, before, List.of(run -> run.sample(name)));
  }

  private static String rotated(WireRun run, String backend, String secret, List<String> steps) {
    StringBuilder done = new StringBuilder();
    try (WireFunction rotation = run.cloud.function("rotation", backend, CallBudget.USUAL)) {
      steps.forEach(step -> done.append(rotation.call(run.step(step, secret, WireRun.TOKEN))));
    }
    return done.toString();
  }

  /** What stands still is gone on with, wherever it stopped; what was replaced is stopped. */
  private static Stream<Scenario> reconciler(String provider, String secret) {
    List<Act> acts =
        List.of(
            run -> run.sample("reconcile"),
            run -> later(run, Duration.ofDays(200)),
            run -> run.sample("reconcile"));
    return Stream.of(
        new Scenario(
            "reconciler",
            provider,
            secret + " that is stored",
            run -> stuck(run, provider, secret, Optional.empty()),
            acts),
        new Scenario(
            "reconciler",
            provider,
            secret + " that is not stored",
            run -> stuck(run, provider, secret, Optional.of("PutSecretValue")),
            acts));
  }

  /** A rotation begins, and its function ends at a call of a service if one is named. */
  private static String stuck(WireRun run, String provider, String secret, Optional<String> at) {
    try (WireFunction rotation = run.cloud.function("rotation", provider, ONCE)) {
      at.ifPresent(
          operation ->
              rotation
                  .server()
                  .faults()
                  .next(
                      request -> request.header("x-amz-target").orElse("").endsWith(operation),
                      new Fault.DropBefore()));
      String done = rotation.call(run.step("createSecret", secret, WireRun.TOKEN));
      return done + later(run, Duration.ofMinutes(31));
    }
  }

  /** Time passes, and the keys that were made before are stopped. */
  private static String later(WireRun run, Duration time) {
    ApiKeys keys = run.cloud.keys();
    if (time.toDays() > 0) {
      keys.list("", 100).forEach(key -> keys.revoke(key.id(), "a test"));
    }
    run.cloud.pass(time);
    return "";
  }
}
