package dev.portcullis.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.portcullis.audit.record.AlertRaised;
import dev.portcullis.audit.witness.Witness;
import dev.portcullis.authorization.json.StrictJson;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import dev.portcullis.ports.WormStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A fork that the witness's function shows to the sequencer is told by the alerts' function. */
final class ForkAlarmTest {
  private static final String WITNESS = "arn:aws:lambda:eu-central-1:123456789012:function:w:live";

  private Instant now = Instant.parse("2026-11-24T10:20:00Z");
  private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
  private final MemoryCloud cloud = new MemoryCloud(() -> now);

  /** The same deployment's buckets after somebody brought back a copy that went its own way. */
  private final MemoryCloud copied = new MemoryCloud(() -> now);

  private final Services fork = MixedServices.of(cloud, copied, Set.of("log", "published"));

  @BeforeEach
  void theWitnessFollowsTheLog() throws IOException {
    RequestStreamHandler witness = handler("witness", cloud);
    cloud.witness = body -> ask(witness, body);
    write(cloud, "direct");
    assertTrue(sequence(cloud).contains("\"publication\":\"proven\""));
    write(copied, "batch");
  }

  @Test
  void aRefusedForkIsMarkedToldCountedAndRecorded() throws IOException {
    RequestStreamHandler sequencer = handler("sequencer", fork);
    for (int run = 0; run < 3; run++) {
      String answer = call(sequencer, "sequencer", "run");
      assertTrue(answer.contains("\"publication\":\"signed\""), answer);
    }
    assertEquals(List.of("fork/20261124T10"), marks(copied));
    assertEquals(1, copied.worm.versions("fork/20261124T10").size());
    assertTrue(lines.toString(UTF_8).contains("cosigned another history"), lines.toString(UTF_8));
    lines.reset();
    RequestStreamHandler alerts = handler("alerts", fork);
    assertTrue(call(alerts, "alerts", "watch").contains("\"alerts\":1"));
    assertTrue(call(alerts, "alerts", "watch").contains("\"alerts\":0"));
    AlertRaised told = cloud.told.get(0);
    assertEquals("log_fork", told.rule());
    assertEquals(AlertRaised.Urgency.CRITICAL, told.urgency());
    assertTrue(lines.toString(UTF_8).contains("\"AlertLogFork\":1"), lines.toString(UTF_8));
    assertTrue(copied.sealed().contains("log_fork"));
  }

  @Test
  void aForkThatStandsIsToldEachHourAndOneThatIsOverNoMore() throws IOException {
    RequestStreamHandler sequencer = handler("sequencer", fork);
    RequestStreamHandler alerts = handler("alerts", fork);
    for (int hour = 0; hour < 3; hour++) {
      call(sequencer, "sequencer", "run");
      assertTrue(call(alerts, "alerts", "watch").contains("\"alerts\":1"), "hour " + hour);
      now = now.plus(Duration.ofHours(1));
    }
    assertEquals(3, marks(copied).size());
    now = now.plus(Duration.ofHours(1));
    call(alerts, "alerts", "watch");
    assertEquals(3, cloud.told.stream().filter(one -> one.rule().equals("log_fork")).count());
  }

  @Test
  void anAlertsFunctionThatStoodStillForAnHourFindsTheForkYet() throws IOException {
    call(handler("sequencer", fork), "sequencer", "run");
    now = now.plus(Duration.ofMinutes(60));
    call(handler("alerts", fork), "alerts", "watch");
    assertTrue(cloud.told.stream().anyMatch(one -> one.rule().equals("log_fork")));
  }

  @Test
  void theLogThatTheWitnessFollowsRaisesNothing() throws IOException {
    call(handler("sequencer", fork), "sequencer", "run");
    write(cloud, "batch");
    assertTrue(sequence(cloud).contains("\"publication\":\"proven\""));
    // A fresh instance asks from size 0, is told the size, and goes on from there.
    assertTrue(sequence(cloud).contains("\"publication\":\"proven\""));
    assertEquals(List.of(), marks(cloud));
    call(handler("alerts", cloud), "alerts", "watch");
    assertEquals(List.of(), cloud.told);
  }

  @Test
  void aWitnessThatIsDownOrSpeaksNonsenseIsNoFork() throws IOException {
    cloud.witness =
        body -> {
          throw new PortException(Code.UNAVAILABLE, "ask the witness: its function failed");
        };
    assertTrue(sequence(fork).contains("\"publication\":\"signed\""));
    for (int status : new int[] {400, 403, 404, 409, 500}) {
      cloud.witness = body -> new Witness.Answer(status, "text/plain", "none of its business\n");
      assertTrue(sequence(fork).contains("\"publication\":\"signed\""));
    }
    // A head that is behind what the witness has seen may be another instance's turn.
    cloud.witness = body -> new Witness.Answer(409, "text/x.tlog.size", "1000000\n");
    assertTrue(sequence(fork).contains("\"publication\":\"signed\""));
    assertEquals(List.of(), marks(copied));
    assertFalse(lines.toString(UTF_8).contains("another history"), lines.toString(UTF_8));
    call(handler("alerts", fork), "alerts", "watch");
    assertEquals(List.of(), cloud.told);
  }

  @Test
  void aMarkThatCannotBeMadeIsALineAndMadeByALaterRun() {
    FaultyPorts ports = new FaultyPorts(copied);
    WormStore worm = ports.log("portcullis-log", Environment.LockMode.GOVERNANCE);
    LogLines alarms = new LogLines("sequencer", new PrintStream(lines, true, UTF_8));
    ForkMarks marks = new ForkMarks(worm, () -> now, Duration.ofDays(184), alarms);
    ports.arm(Optional.of(new FaultyPorts.Fault(Code.UNAVAILABLE, false, false)), 0);
    marks.raise("a fork", "w");
    assertTrue(lines.toString(UTF_8).contains("a fork could not be marked"));
    assertEquals(List.of(), marks(copied));
    marks.raise("a fork", "w");
    assertEquals(List.of("fork/20261124T10"), marks(copied));
  }

  private RequestStreamHandler handler(String function, Services services) {
    Map<String, String> variables = Deployment.variables();
    variables.put("PORTCULLIS_WITNESS_FUNCTION", WITNESS);
    return Handlers.open(
        function,
        new Surroundings(
            new Environment(variables),
            () -> now,
            SecureRandom::new,
            new PrintStream(lines, true, UTF_8)),
        services);
  }

  private String sequence(Services services) throws IOException {
    return call(handler("sequencer", services), "sequencer", "run");
  }

  private void write(Services services, String sample) throws IOException {
    call(handler("audit-writer", services), "audit-writer", sample);
    // What is committed is a little older than the commit.
    now = now.plusSeconds(5);
  }

  private static String call(RequestStreamHandler handler, String function, String sample)
      throws IOException {
    return EventsTest.run(handler, SampleEvents.read(function, sample, Map.of()));
  }

  /** As the witness's function is invoked and answers. */
  private static Witness.Answer ask(RequestStreamHandler witness, byte[] body) {
    try {
      String event = "{\"body\":\"" + Base64.getEncoder().encodeToString(body) + "\"}";
      Map<String, Object> answer = new StrictJson(4).readObject(EventsTest.run(witness, event));
      return new Witness.Answer(
          (int) (long) (Long) answer.get("status"),
          (String) answer.get("content_type"),
          (String) answer.get("body"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (StrictJson.Malformed e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> marks(MemoryCloud of) {
    return of.worm.list(ForkMarks.PREFIX, "", 100).stream().map(WormStore.Entry::key).toList();
  }
}
