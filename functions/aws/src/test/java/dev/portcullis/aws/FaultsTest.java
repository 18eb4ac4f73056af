package dev.portcullis.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.portcullis.audit.log.IntakeKeys;
import dev.portcullis.authorization.keys.KeyChange;
import dev.portcullis.authorization.keys.KeySummary;
import dev.portcullis.aws.FaultyPorts.Fault;
import dev.portcullis.ports.PortException.Code;
import dev.portcullis.ports.WormStore;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Each call of each function over each sample event fails in turn, in every way a port may: nothing
 * is let through that was not recorded, and nothing acknowledged is lost.
 */
final class FaultsTest {
  private static final List<Fault> FAULTS =
      List.of(
          new Fault(Code.THROTTLED, false, false),
          new Fault(Code.UNAVAILABLE, false, false),
          new Fault(Code.TIMEOUT, false, false),
          new Fault(Code.TIMEOUT, true, false),
          new Fault(Code.DENIED, false, true),
          new Fault(Code.INVALID, false, true));

  private static final List<String> FUNCTIONS =
      List.of("governed-call", "audit-writer", "sequencer", "witness", "alerts", "key-authority");

  /** One of each way that a call takes; the others differ in what they say only. */
  private static final List<String> CALLS =
      List.of("chat-stream.json", "doubled-header.json", "health.json", "models.json");

  /** One deployment, one function in it, and what it wrote. */
  private static final class Run {
    final MemoryCloud cloud = new MemoryCloud(InstantSource.system());
    final FaultyPorts ports = new FaultyPorts(cloud);
    final ByteArrayOutputStream lines = new ByteArrayOutputStream();
    final Map<String, String> values = new HashMap<>();
    final RequestStreamHandler handler;

    Run(String function, boolean embeddings) {
      KeyChange.Issued key = cloud.newKey();
      values.put("API_KEY", key.key().reveal());
      values.put("KEY_ID", key.id());
      values.put("MODEL", embeddings ? "stand-in-embedding" : "stand-in");
      values.put("ADD_CHECKPOINT", EventsTest.addCheckpoint(cloud, Deployment.variables()));
      Surroundings surroundings =
          new Surroundings(
              new Environment(Deployment.variables()),
              InstantSource.system(),
              SecureRandom::new,
              new PrintStream(lines, true, UTF_8));
      // Something waits in the log, so that the sequencer and the alerts have work to do.
      for (String record : List.of("direct", "batch")) {
        call(
            Handlers.open("audit-writer", surroundings, cloud),
            sample("audit-writer", record, values));
      }
      if (function.equals("alerts")) {
        call(Handlers.open("sequencer", surroundings, cloud), sample("sequencer", "run", values));
      }
      handler = Handlers.open(function, surroundings, ports);
    }

    /** The entries that are durable in the intake. */
    String intake() {
      StringBuilder all = new StringBuilder();
      for (WormStore.Entry entry : cloud.worm.list(IntakeKeys.PREFIX, "", 1_000)) {
        all.append(new String(cloud.worm.get(entry.key()).orElseThrow(), UTF_8));
      }
      return all.toString();
    }
  }

  @TestFactory
  Stream<DynamicTest> everyCallMayFail() throws Exception {
    List<DynamicTest> tests = new ArrayList<>();
    for (String function : FUNCTIONS) {
      for (Path file : SampleEvents.of(function)) {
        if (function.equals("governed-call") && !CALLS.contains(file.getFileName().toString())) {
          continue;
        }
        String name = function + "/" + file.getFileName().toString().replace(".json", "");
        tests.add(DynamicTest.dynamicTest(name, () -> check(function, file)));
      }
    }
    return tests.stream();
  }

  private static void check(String function, Path file) throws Exception {
    boolean embeddings = file.toString().contains("embeddings");
    Run clean = new Run(function, embeddings);
    clean.ports.arm(Optional.empty(), 0);
    String expected = call(clean.handler, SampleEvents.fill(file, clean.values));
    int calls = clean.ports.calls().size();
    assertTrue(calls > 0 || file.toString().contains("health"), "something is called");
    for (int at = 0; at < calls; at++) {
      for (Fault fault : FAULTS) {
        Run run = new Run(function, embeddings);
        run.ports.arm(Optional.of(fault), at);
        run.lines.reset();
        String answer = call(run.handler, SampleEvents.fill(file, run.values));
        String where = fault + " at " + at + " " + clean.ports.calls().get(at) + ": " + answer;
        judge(function, run, answer, where);
        // What a function does next is right again: no fault may stay in its memory.
        run.ports.arm(Optional.empty(), 0);
        String again = call(run.handler, SampleEvents.fill(file, run.values));
        if (function.equals("governed-call")) {
          assertEquals(status(expected), status(again), where);
        } else if (!function.equals("key-authority") && !function.equals("witness")) {
          assertEquals(failures(expected), failures(again), where);
        }
      }
    }
  }

  private static void judge(String function, Run run, String answer, String where) {
    String lines = run.lines.toString(UTF_8);
    assertFalse(lines.contains("planted-"), where + lines);
    assertFalse(lines.contains("maria.weber"), where + lines);
    switch (function) {
      case "governed-call" -> {
        if (status(answer).equals("200") && !answer.contains("\\\"status\\\":\\\"ok\\\"")) {
          String log = run.intake();
          assertTrue(
              log.contains("\"intent\"") && log.contains("\"outcome\"")
                  || log.contains("authorization"),
              "answered and not recorded: " + where);
        }
        if (!run.cloud.model.calls().isEmpty()) {
          assertTrue(run.intake().contains("\"intent\""), "called and not recorded: " + where);
        }
      }
      case "audit-writer" -> {
        boolean acknowledged =
            answer.contains("written") || answer.contains("\"batchItemFailures\":[]");
        if (acknowledged) {
          assertTrue(run.intake().contains("portcullis-000"), where);
        } else {
          assertFalse(lines.isEmpty(), "a line says that it failed: " + where);
        }
      }
      case "key-authority" -> {
        String log = run.intake();
        if (answer.contains("\"key\":\"")) {
          assertTrue(log.contains("key.created") || log.contains("key.made_primary"), where);
        }
        for (KeySummary key : run.cloud.allKeys()) {
          boolean first = key.id().equals(run.values.get("KEY_ID"));
          long accepted = key.secrets().stream().filter(KeySummary.SecretState::live).count();
          if (key.state().equals("active") && accepted > (first ? 1 : 0)) {
            List<String> known =
                first
                    ? List.of("key.replacing", "key.made_primary")
                    : List.of("key.creating", "key.created");
            known.forEach(one -> assertTrue(log.contains(one), "accepted in silence: " + where));
          }
        }
      }
      case "witness" -> {
        if (answer.contains("\"status\":200")) {
          assertFalse(
              run.cloud.records("witness").list("witness/", "", 10).isEmpty(),
              "signed before it was known: " + where);
        }
      }
      default -> {
        boolean failed = answer.contains("planted fault") || answer.contains("itemIdentifier");
        if (failed) {
          assertFalse(lines.isEmpty(), "a line says that it failed: " + where);
        }
      }
    }
  }

  private static String status(String answer) {
    return answer.replaceAll("(?s).*\"statusCode\":([0-9]+).*", "$1");
  }

  private static String failures(String answer) {
    return answer.replaceAll("[0-9]+", "N");
  }

  private static String sample(String function, String name, Map<String, String> values) {
    try {
      return SampleEvents.read(function, name, values);
    } catch (java.io.IOException unreadable) {
      throw new java.io.UncheckedIOException(unreadable);
    }
  }

  private static String call(RequestStreamHandler handler, String event) {
    try {
      return EventsTest.run(handler, event);
    } catch (java.io.IOException impossible) {
      throw new java.io.UncheckedIOException(impossible);
    }
  }
}
