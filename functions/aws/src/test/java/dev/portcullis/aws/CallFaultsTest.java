package dev.portcullis.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.aws.WireScenarios.Scenario;
import dev.portcullis.aws.sdk.CallBudget;
import dev.portcullis.aws.wire.FaultPlan;
import dev.portcullis.aws.wire.WireRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each call that a function makes goes wrong in turn, in each of seven ways and on the wire: no
 * gate opens, nothing acknowledged is lost, a line tells what failed, and none tells a secret.
 */
final class CallFaultsTest {
  /** Every pair of a call and a fault; otherwise one of eight, of each call and of each fault. */
  private static final boolean ALL = Boolean.getBoolean("portcullis.faults.all");

  /** The same attempts as on AWS, without their waits. */
  private static final CallBudget AGAIN =
      new CallBudget(3, Duration.ofSeconds(4), Duration.ofSeconds(10), Duration.ofMillis(1));

  @TempDir private static Path root = Path.of("unset");
  private static KeyIssuer issuer;
  private static ConsoleIssuer console;
  private static WireCloud deployed;

  /** One call of a scenario: the n-th of its kind. */
  private record At(String call, int number) {}

  static List<Scenario> scenarios() {
    return Handlers.NAMES.stream()
        .flatMap(function -> WireScenarios.of(function).stream())
        .filter(CallFaultsTest::swept)
        .toList();
  }

  /** One of each way that calls take; the others make the same calls in the same order. */
  private static boolean swept(Scenario scenario) {
    return switch (scenario.function()) {
      case "governed-call" ->
          List.of(
                  "openai/chat",
                  "openai/models",
                  "openai/doubled-header",
                  "bedrock/chat-stream",
                  "sagemaker/chat")
              .contains(scenario.backend() + "/" + scenario.name());
      case "sequencer" -> !scenario.name().equals("a full tile");
      case "redaction" -> false;
      case "rotation" -> scenario.backend().isEmpty() && !scenario.name().equals("digest");
      case "reconciler" ->
          scenario.name().equals("pepper that is stored") || scenario.name().startsWith("operator");
      default -> true;
    };
  }

  @BeforeAll
  static void deploy() throws IOException {
    issuer = new KeyIssuer(Instant.now().getEpochSecond());
    issuer.packaged(WirePackage.in(root));
    console = new ConsoleIssuer();
    console.packaged(WirePackage.in(root.resolve(WireCloud.CONSOLE)));
    console.byHand(WireScenarios.HANDED_KEY, Instant.now());
    deployed = new WireCloud(root);
  }

  @AfterAll
  static void close() {
    deployed.close();
    issuer.close();
    console.close();
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void everyCallMayGoWrong(Scenario scenario) {
    int runs = 0;
    try (WireRun prepared =
        new WireRun(deployed.copy(), scenario.function(), scenario.backend(), WireScenarios.ONCE)) {
      scenario.before().on(prepared);
      CallJudge judge;
      List<At> calls;
      try (WireRun clean = prepared.copy(WireScenarios.ONCE)) {
        judge = new CallJudge(scenario, clean);
        calls = calls(clean);
      }
      for (At at : calls) {
        for (CallFault fault : CallFault.values()) {
          boolean taken = ALL || (calls.indexOf(at) + fault.ordinal()) % 8 == 0;
          if (taken && wanted(scenario, at, fault)) {
            run(scenario, prepared, judge, at, fault, calls);
            runs++;
          }
        }
      }
      System.out.println("faults: " + scenario + ": " + calls.size() + " calls, " + runs + " runs");
    }
  }

  /** What a rotation does many times over differs in its effect only. */
  private static boolean wanted(Scenario scenario, At at, CallFault fault) {
    boolean repeats = scenario.function().matches("rotation|reconciler|sequencer|alerts");
    boolean model = at.call().matches("(bedrock|sagemaker) .*");
    if (scenario.backend().equals("sagemaker") && !model) {
      return false; // As with the other backends.
    }
    return !repeats
        || at.number() == 0
        || fault == CallFault.LOST_BEFORE_THE_EFFECT
        || fault == CallFault.LOST_AFTER_THE_EFFECT;
  }

  private static List<At> calls(WireRun clean) {
    Map<String, Integer> counts = new HashMap<>();
    List<At> calls = new ArrayList<>();
    for (WireRequest request : clean.function.server().seen()) {
      String call = CallFault.call(request);
      calls.add(new At(call, counts.merge(call, 1, Integer::sum) - 1));
    }
    return calls;
  }

  private static void run(
      Scenario scenario,
      WireRun prepared,
      CallJudge judge,
      At at,
      CallFault fault,
      List<At> calls) {
    boolean repeated = fault == CallFault.REPEATED_AFTER_THE_EFFECT;
    try (WireRun run = prepared.copy(repeated ? AGAIN : WireScenarios.ONCE)) {
      String where = scenario + ": " + at + " " + fault + ": ";
      FaultPlan plan = run.function.server().faults();
      AtomicInteger count = new AtomicInteger();
      Predicate<WireRequest> here =
          request ->
              CallFault.call(request).equals(at.call()) && count.getAndIncrement() == at.number();
      String service = at.call().split(" ")[0];
      // The authorizer's own client tries again, so what is to fail fails each time.
      boolean again = scenario.function().equals("authorizer") && !repeated;
      if (fault.lasts() || again) {
        plan.always(
            request ->
                here.test(request)
                    || (count.get() > at.number()
                        && (fault.lasts()
                            ? Cloud.service(request).orElse("openai").equals(service)
                            : CallFault.call(request).equals(at.call()))),
            fault.of(service));
      } else {
        plan.next(here, fault.of(service));
      }
      String answer = scenario.acts().get(0).on(run);
      judge.gate(run, answer, where);
      answer = judge.goesOn(run, answer, where);
      assertTrue(count.get() > at.number() || !judge.fixed(), where + "was not made");
      judge.nothingTold(run, answer, where);
      if (!repeated && count.get() > at.number()) {
        // The JDK itself sends a reading again that met a connection which had been closed.
        long usual = calls.stream().filter(one -> one.call().equals(at.call())).count();
        long sent = calls(run).stream().filter(one -> one.call().equals(at.call())).count();
        boolean lost =
            fault == CallFault.LOST_BEFORE_THE_EFFECT || fault == CallFault.LOST_AFTER_THE_EFFECT;
        boolean sentAgain = lost && sent > usual;
        assertTrue(
            sentAgain || judge.told(run, at.call()),
            () -> where + "no line tells of it: " + run.function.lines());
      }
      assertEquals(0, plan.left(), where + "is still planned");
    }
  }
}
