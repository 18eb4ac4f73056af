package dev.portcullis.aws;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.audit.log.Commit;
import dev.portcullis.aws.WireScenarios.Act;
import dev.portcullis.aws.WireScenarios.Scenario;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What must hold of a function whatever call of it went wrong. */
final class CallJudge {
  private static final String LOG = "portcullis-log";

  /** The SDK's names of services, where they are others than a signature's. */
  private static final Map<String, String> NAMES = Map.of("events", "eventbridge");

  /** What an operator is told, and what the log then has. */
  private static final Map<String, String> RECORDED =
      Map.of(
          "paused", "PAUSED",
          "resumed", "RESUMED",
          "rolled_back", "ROLLED_BACK",
          "given_up", "GIVEN_UP",
          "rotated", "rotation.finish",
          "handed_over", "rotation.finish");

  private final Scenario scenario;
  private final String expected;

  /** Runs a scenario in which nothing goes wrong. */
  CallJudge(Scenario scenario, WireRun clean) {
    this.scenario = scenario;
    String last = "";
    for (Act act : acts()) {
      last = act.on(clean);
      assertTrue(!scenario.function().equals("rotation") || last.contains("done"), last);
    }
    this.expected = last;
  }

  /** A rotation is its four steps; of another function the first event is enough. */
  private List<Act> acts() {
    return scenario.acts().subList(0, scenario.function().equals("rotation") ? 4 : 1);
  }

  /** Whether the calls come in the same order each time. */
  boolean fixed() {
    return !scenario.function().matches("sequencer|reconciler");
  }

  /** No gate is open, and what was acknowledged is there. */
  void gate(WireRun run, String answer, String where) {
    String log = run.cloud.s3.text(LOG, "intake/");
    switch (scenario.function()) {
      case "authorizer" -> {
        if (!expected.contains("\"Allow\"")) {
          assertFalse(answer.contains("\"Allow\""), where + answer);
          boolean refused = answer.contains("\"Deny\"") || answer.equals("Unauthorized");
          assertTrue(!refused || !run.cloud.queue.sent().isEmpty(), where + "is not recorded");
        } else if (answer.contains("\"Allow\"")) {
          assertTrue(where.contains("REPEATED"), where + "is permitted");
        }
      }
      case "governed-call" -> {
        boolean asked =
            run.function.seen().stream()
                .map(seen -> CallFault.call(seen.request()))
                .anyMatch(call -> call.matches("(openai|bedrock|sagemaker) .*"));
        assertTrue(!asked || log.contains("\"intent\""), where + "is asked and not recorded");
        if (answer.contains("\"statusCode\":200") && expected.contains("\"statusCode\":200")) {
          boolean recorded = log.contains("\"intent\"") && log.contains("\"outcome\"");
          assertTrue(recorded || log.contains("authorization"), where + "is not recorded");
        }
      }
      case "audit-writer" -> {
        if (answer.contains("written") || answer.equals(expected)) {
          assertTrue(log.contains("portcullis-000"), where + "is acknowledged and lost");
        }
      }
      case "sequencer" -> {
        if (!answer.contains("itemIdentifier") && answer.startsWith("{")) {
          boolean committed = !run.cloud.s3.text(LOG, Commit.PREFIX).isEmpty();
          assertTrue(committed, where + "is taken off the queue and in no commit");
        }
      }
      case "witness" -> {
        if (answer.contains("\"status\":200")) {
          assertTrue(run.cloud.dynamo.items("witness").contains("pk"), where + "is forgotten");
        }
      }
      case "key-authority" -> {
        if (answer.contains("\"key\":\"")) {
          assertTrue(log.contains(answer.split("\"")[3]), where + "is not recorded");
        }
      }
      case "reconciler" -> {
        String code = RECORDED.get(member(answer));
        assertTrue(code == null || log.contains(code), where + "is done and not recorded");
      }
      case "unseal" -> {
        if (answer.contains("\"record\"")) {
          assertTrue(log.contains("record.unseal"), where + "is shown and not recorded");
        }
      }
      default -> {}
    }
  }

  /** What was not done is done by the next delivery; returns every answer. */
  String goesOn(WireRun run, String first, String where) {
    String all = first;
    String answer = first;
    List<Act> acts = acts();
    for (int act = 0; act < acts.size(); act++) {
      answer = act == 0 ? first : acts.get(act).on(run);
      for (int again = 0; !done(answer); again++) {
        current(run, where);
        assertTrue(again < 3, where + "does not go on: " + answer);
        run.function.server().faults().clear();
        if (again > 0) {
          // What an instance remembers of a failure, such as a secret's, it may go by for a while.
          run.function.start();
        }
        if (scenario.function().matches("rotation|reconciler")) {
          // A lease that could not be given back ends by itself.
          run.cloud.pass(Duration.ofMinutes(4));
        }
        answer = acts.get(act).on(run);
        all += answer;
      }
    }
    if (scenario.function().equals("alerts")) {
      assertTrue(!alerting() || !run.cloud.events.details().isEmpty(), where + "nobody was told");
    }
    current(run, where);
    run.function.server().faults().clear();
    return all;
  }

  private boolean alerting() {
    return !expected.contains("\"alerts\":0");
  }

  private boolean done(String answer) {
    return switch (scenario.function()) {
      case "rotation" -> answer.contains("\"done\":true");
      case "reconciler" ->
          answer.contains("\"reconciled\"")
              || (answer.startsWith("{") && member(answer).equals(member(expected)))
              || answer.contains("Readers do not get the version that was named.")
              || (scenario.name().endsWith("give-up")
                  && answer.contains("No rotation is under way."));
      case "governed-call" -> status(answer).equals(status(expected));
      case "authorizer" ->
          answer.contains("\"Allow\"") == expected.contains("\"Allow\"")
              && answer.equals("Unauthorized") == expected.equals("Unauthorized");
      case "sequencer" -> shape(answer).equals(shape(expected)) || answer.contains("\"commit\"");
      case "key-authority" -> answer.contains("\"") && !answer.contains(": ");
      case "witness" -> answer.contains("\"status\"");
      default -> shape(answer).equals(shape(expected));
    };
  }

  /** The first member of an answer. */
  private static String member(String answer) {
    return answer.replaceAll("(?s)^\\{\"([a-z_]+)\".*", "$1");
  }

  private static String status(String answer) {
    return answer.replaceAll("(?s).*\"statusCode\":([0-9]+).*", "$1");
  }

  private static String shape(String answer) {
    return answer.replaceAll("[0-9]+", "N");
  }

  /** Every secret has a current version that can be read. */
  private static void current(WireRun run, String where) {
    for (String secret : List.of(Environment.PEPPER, Environment.DIGEST, Environment.MODEL)) {
      assertTrue(run.cloud.secrets.current(run.cloud.arn(secret)).isPresent(), where + secret);
    }
  }

  /** Whether a line names the service, the operation and the kind of failure. */
  boolean told(WireRun run, String call) {
    String[] part = call.split(" ");
    String service = NAMES.getOrDefault(part[0], part[0]);
    boolean model = part[0].matches("bedrock|sagemaker|openai");
    String wanted = ": " + service + (model ? " " : " " + part[1] + ":");
    return run.function
        .lines()
        .lines()
        .filter(line -> line.contains("\"a call failed: ") && line.contains("\"kind\":\""))
        .anyMatch(line -> line.toLowerCase(Locale.ROOT).contains(wanted.toLowerCase(Locale.ROOT)));
  }

  /** No secret, no prompt and nobody's name is in a line or an answer. */
  void nothingTold(WireRun run, String answers, String where) {
    String lines = run.function.lines();
    boolean shows = scenario.name().matches("create|rotate");
    for (String canary : List.of("planted", "maria.weber", "her order", run.key())) {
      assertFalse(lines.contains(canary), where + lines);
      assertFalse(!shows && answers.contains(canary), where + answers);
    }
  }
}
