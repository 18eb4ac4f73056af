package dev.portcullis.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.aws.runtime.ChildRuntime;
import dev.portcullis.aws.runtime.SnapshotRandom;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every function in a process of its own under Lambda's real runtime client, against strict fakes
 * of the Runtime API and of the services: its sample events, nonsense, a time-out, a restore.
 */
final class HandlersUnderRuntimeTest {

  @TestFactory
  Stream<DynamicContainer> everyFunction() {
    return Handlers.NAMES.stream().map(HandlersUnderRuntimeTest::function);
  }

  private static DynamicContainer function(String function) {
    Run run = new Run(function);
    return DynamicContainer.dynamicContainer(
        function,
        List.of(
            DynamicTest.dynamicTest("starts", run::start),
            DynamicTest.dynamicTest("answers its sample events, each twice", run::invoke),
            DynamicTest.dynamicTest("survives nonsense and says what is wrong", run::nonsense),
            DynamicTest.dynamicTest("does not start with a broken variable", run::broken),
            DynamicTest.dynamicTest("is closed when its time is over", run::timeOut),
            DynamicTest.dynamicTest("shares nothing with another restore", run::restore),
            DynamicTest.dynamicTest("wrote no value and no stack", run::end)));
  }

  /** One function: a running instance, a snapshot of it, and one that cannot start. */
  private static final class Run {
    private final String function;
    private RuntimeCloud cloud;
    private RuntimeCase facts;
    private ChildRuntime running;
    private ChildRuntime snapshot;

    Run(String function) {
      this.function = function;
    }

    void start() throws IOException {
      cloud = new RuntimeCloud(function);
      facts = RuntimeCases.of(function, cloud);
      facts.prepare();
      cloud.running.forget();
      running = ChildRuntime.start(Handlers.type(function), cloud.variables());
      snapshot =
          ChildRuntime.start(
              ChildRuntime.Machine.ofTests().through(SnapshotRandom.class),
              Handlers.type(function).getName(),
              cloud.snapshotVariables());
    }

    void invoke() throws Exception {
      for (Path file : SampleEvents.of(function)) {
        String sample = file.getFileName().toString().replace(".json", "");
        for (int call = 0; call < 2; call++) {
          facts.check(sample, running.invoke(facts.event(function, sample)));
        }
      }
    }

    void nonsense() throws Exception {
      String line =
          "\"level\":\"ERROR\",\"function\":\"" + function + "\",\"message\":\"bad event: ";
      int failed = 0;
      for (Map.Entry<String, byte[]> one : Nonsense.of(facts.event(function, first())).entrySet()) {
        ChildRuntime.Result result = running.invoke(one.getValue(), ChildRuntime.AMPLE);
        String why = facts.complaint(result);
        assertTrue(why.startsWith("bad event: "), one.getKey() + ": " + why);
        assertTrue(why.length() > "bad event: ".length() + 3, one.getKey() + ": " + why);
        failed += result.failed() ? 1 : 0;
        assertTrue(running.wrote(line, failed), one.getKey() + " has no line");
      }
      facts.check(first(), running.invoke(facts.event(function, first())));
    }

    private String first() throws IOException {
      return SampleEvents.of(function).get(0).getFileName().toString().replace(".json", "");
    }

    void broken() throws Exception {
      if (facts.broken().isEmpty()) {
        assertEquals(List.of(), ours(), "it has a variable that could be broken");
        return;
      }
      Map.Entry<String, String> broken = facts.broken().get();
      Map<String, String> variables = cloud.variables();
      variables.put(broken.getKey(), broken.getValue());
      try (ChildRuntime child = ChildRuntime.start(Handlers.type(function), variables)) {
        ChildRuntime.Result start = child.result();
        assertTrue(start.failed(), start.body());
        assertTrue(start.body().contains(broken.getKey() + " must be"), start.body());
        assertFalse(start.body().contains("planted"), start.body());
        assertFalse(child.lines().toString().contains("planted"), child.lines().toString());
      }
    }

    private List<String> ours() {
      return cloud.variables().keySet().stream()
          .filter(name -> name.startsWith("PORTCULLIS_"))
          .toList();
    }

    void timeOut() throws Exception {
      facts.timeOut(running);
      cloud.running.faults().clear();
    }

    void restore() throws Exception {
      snapshot.checkpoint();
      assertEquals(List.of(), cloud.restored.seen(), "before the snapshot nothing is called");
      snapshot.restore();
      facts.afterwards(snapshot);
      snapshot.end();
      List<String> told =
          snapshot.lines().stream().filter(line -> line.startsWith(SnapshotRandom.TOLD)).toList();
      assertEquals(List.of(SnapshotRandom.TOLD + "restored"), told);
      if (!function.equals("redaction")) {
        assertTrue(
            RuntimeCloud.asksForRole(cloud.restored.seen().get(0)),
            "credentials are asked for first");
      }
    }

    void end() throws Exception {
      if (snapshot != null) {
        snapshot.close();
      }
      if (running != null) {
        running.close();
      }
      if (cloud != null) {
        cloud.close();
      }
      for (ChildRuntime child : List.of(running, snapshot)) {
        assertNotEquals(List.of(), child.lines());
        for (String line : child.lines()) {
          assertFalse(line.contains("planted") || line.contains("maria.weber"), line);
          assertFalse(line.startsWith("\tat "), line);
        }
      }
    }
  }
}
