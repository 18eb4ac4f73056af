package dev.portcullis.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.portcullis.audit.log.IntakeKeys;
import dev.portcullis.aws.event.Fields;
import dev.portcullis.ports.WormStore;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Nothing that one copy of a snapshot has is shared with another copy. */
final class LiveTest {

  @Test
  void nothingIsMadeBeforeASnapshotAndEverythingAfterEachRestore() {
    AtomicInteger made = new AtomicInteger();
    Live<Integer> live =
        Live.of(
            new Environment(Map.of("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start")),
            made::incrementAndGet);
    assertEquals(0, made.get());
    live.beforeCheckpoint(org.crac.Core.getGlobalContext());
    live.afterRestore(org.crac.Core.getGlobalContext());
    assertEquals(1, live.get());
    live.beforeCheckpoint(org.crac.Core.getGlobalContext());
    live.afterRestore(org.crac.Core.getGlobalContext());
    assertEquals(2, live.get());
  }

  @Test
  void twoCopiesWriteUnderDifferentEpochs() throws Exception {
    MemoryCloud cloud = new MemoryCloud(InstantSource.system());
    Surroundings surroundings =
        new Surroundings(
            new Environment(Deployment.variables()),
            InstantSource.system(),
            SecureRandom::new,
            new PrintStream(new ByteArrayOutputStream(), true, UTF_8));
    Wiring wiring = new Wiring(surroundings, cloud, "audit-writer");
    Live<RecordIntake> live = Live.of(surroundings.environment(), wiring::auditWriter);
    Fields event = Fields.parse(SampleEvents.read("audit-writer", "direct", Map.of()));
    live.get().answer(event);
    live.beforeCheckpoint(org.crac.Core.getGlobalContext());
    live.afterRestore(org.crac.Core.getGlobalContext());
    live.get().answer(event);
    List<String> writers =
        cloud.worm.list(IntakeKeys.PREFIX, "", 10).stream()
            .map(WormStore.Entry::key)
            .map(key -> key.substring(key.lastIndexOf('/') + 1).split("-", -1)[0])
            .toList();
    assertEquals(2, writers.size());
    assertNotEquals(writers.get(0), writers.get(1));
  }
}
