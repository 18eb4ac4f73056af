package dev.portcullis.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.audit.log.IntakeKeys;
import dev.portcullis.aws.FaultyPorts.Fault;
import dev.portcullis.ports.PortException.Code;
import dev.portcullis.ports.WormStore;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the function that unseals shows, to whom it says why not, and what is in the log then. */
final class UnsealingTest {
  private static final String EVENT = "00112233445566778899aabbccddeeff";
  private static final String PLAIN = "ffeeddccbbaa99887766554433221100";
  private static final String RECORD = "{\"model\":\"planted-long-name\"}";

  private Instant now = Instant.now();
  private final MemoryCloud cloud = new MemoryCloud(() -> now);
  private final ByteArrayOutputStream lines = new ByteArrayOutputStream();

  private String run(String function, Services services, String event) throws Exception {
    Surroundings surroundings =
        new Surroundings(
            new Environment(Deployment.variables()),
            () -> now,
            SecureRandom::new,
            new PrintStream(lines, true, UTF_8));
    return EventsTest.run(Handlers.open(function, surroundings, services), event);
  }

  private String unseal(String event) throws Exception {
    return run("unseal", cloud, "{\"event_id\":\"" + event + "\"}");
  }

  private String envelope() {
    return SealedRecord.envelope(
        cloud.worm,
        cloud.wrapping(Deployment.variables().get("PORTCULLIS_SUBJECT_KEY")),
        EVENT,
        RECORD.getBytes(UTF_8));
  }

  private void logged(String event, String record) throws Exception {
    run("audit-writer", cloud, SealedRecord.written(event, record));
    now = now.plusSeconds(30);
    run("sequencer", cloud, "{\"task\":\"run\"}");
  }

  private int openings() {
    StringBuilder all = new StringBuilder();
    WormStore worm = cloud.worm;
    for (WormStore.Entry entry : worm.list(IntakeKeys.PREFIX, "", 1_000)) {
      all.append(new String(worm.get(entry.key()).orElseThrow(), UTF_8));
    }
    return all.toString().split("record[.]unseal", -1).length - 1;
  }

  private void refused(String code, String event) throws Exception {
    String answer = unseal(event);
    assertTrue(answer.startsWith("{\"error\":{\"code\":\"" + code + "\""), answer);
    assertEquals(0, openings(), "nothing was opened");
  }

  @Test
  void aSealedRecordIsShownAndEachOpeningIsInTheLog() throws Exception {
    logged(EVENT, envelope());
    String answer = unseal(EVENT);
    assertTrue(answer.contains("planted-long-name"), answer);
    assertEquals(1, openings());
    assertFalse(lines.toString(UTF_8).contains("planted"), lines.toString(UTF_8));
  }

  @Test
  void whatIsNoEventOrNotThereOrNotSealedIsAnErrorOfItsOwnKind() throws Exception {
    logged(PLAIN, "{\"metadata\":{\"uid\":\"" + PLAIN + "\"}}");
    refused("invalid", "../quarantine");
    refused("not_found", EVENT);
    refused("not_sealed", PLAIN);
    assertTrue(run("unseal", cloud, "{\"event\":\"x\"}").startsWith("bad event: "));
  }

  @Test
  void aRecordThatIsNotWhatTheLogSaysIsDamagedAndAPersonIsTold() throws Exception {
    logged(EVENT, envelope().replaceAll("\"sha256\":\"....", "\"sha256\":\"0000"));
    refused("damaged", EVENT);
    assertTrue(lines.toString(UTF_8).contains("\"level\":\"ALARM\""), lines.toString(UTF_8));
  }

  @Test
  void aRecordThatIsGoneIsDamaged() throws Exception {
    logged(EVENT, envelope().replace("quarantine/", "quarantine/not/"));
    refused("damaged", EVENT);
  }

  @Test
  void anAnswerThatLambdaCannotGiveIsAnError() throws Exception {
    String long1 = "{\"a\":\"" + "a".repeat(5_900_000) + "\"}";
    logged(
        EVENT,
        SealedRecord.envelope(
            cloud.worm,
            cloud.wrapping(Deployment.variables().get("PORTCULLIS_SUBJECT_KEY")),
            EVENT,
            long1.getBytes(UTF_8)));
    refused("too_long", EVENT);
  }

  @Test
  void whereAnyCallFailsNothingIsShownThatIsNotInTheLog() throws Exception {
    logged(EVENT, envelope());
    boolean reached = true;
    int failed = 0;
    for (int at = 0; reached; at++) {
      for (Code code : new Code[] {Code.UNAVAILABLE, Code.DENIED, Code.TIMEOUT}) {
        FaultyPorts ports = new FaultyPorts(cloud);
        ports.arm(Optional.of(new Fault(code, false, true)), at);
        int before = openings();
        String answer = run("unseal", ports, "{\"event_id\":\"" + EVENT + "\"}");
        reached = ports.calls().size() > at;
        boolean shown = answer.contains("planted-long-name");
        assertTrue(!shown || openings() == before + 1, code + " at " + at + ": " + answer);
        failed += shown ? 0 : 1;
      }
    }
    assertTrue(failed > 6, failed + " failed");
  }
}
