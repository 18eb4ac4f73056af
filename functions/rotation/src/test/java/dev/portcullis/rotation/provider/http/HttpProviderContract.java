package dev.portcullis.rotation.provider.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.contract.memory.MemoryRecordStore;
import dev.portcullis.contract.memory.MemorySecrets;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.SecretStore;
import dev.portcullis.ports.SecretText;
import dev.portcullis.ports.SecretVersions;
import dev.portcullis.rotation.Credential;
import dev.portcullis.rotation.RotationPolicy;
import dev.portcullis.rotation.Rotations;
import dev.portcullis.rotation.StepOutcome;
import dev.portcullis.rotation.Trigger;
import dev.portcullis.rotation.provider.Verdict;
import dev.portcullis.rotation.provider.http.FakeServer.Trouble;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What rotation over each provider's real protocol does, whatever its strategy. The fakes speak the
 * documented protocol; the clients and the state machine are the shipped ones.
 */
abstract class HttpProviderContract {
  private static final RotationPolicy POLICY =
      new RotationPolicy(
          Duration.ofDays(30),
          Duration.ofMinutes(10),
          Duration.ofMinutes(15),
          Duration.ofMinutes(5),
          Duration.ofMinutes(2),
          Duration.ofMinutes(20),
          Duration.ofMinutes(30),
          Duration.ofHours(9),
          Duration.ofHours(1));
  private static final String ID = "model";

  private FakeServer server;
  private MemorySecrets secrets;
  private Rotations rotations;
  private final List<String> told = new ArrayList<>();
  private final Set<String> everStored = new TreeSet<>();

  abstract FakeServer fake() throws Exception;

  @BeforeEach
  final void open() throws Exception {
    server = fake();
    server.fill(130);
    secrets = new MemorySecrets(() -> server.now);
    rotations = rotations(FakeServer.ADMIN);
  }

  private Rotations rotations(String admin) {
    return new Rotations(
        List.of(
            new Credential(
                "test",
                ID,
                "model/key",
                server.provider(SecretText.of("admin key", admin)),
                server.probe(),
                POLICY)),
        secrets,
        secrets,
        new MemoryRecordStore(),
        record -> told.add(record.toString()),
        finding -> told.add(finding.toString()),
        () -> server.now,
        new SplittableRandom(1));
  }

  @AfterEach
  final void close() {
    server.close();
  }

  @Test
  final void aRotationPutsAWorkingKeyIntoTheStore() {
    rotate("one");
    assertEquals(Verdict.ACCEPTED, server.probe().probe(current()));
  }

  @Test
  final void theFormerKeyWorksForItsGraceAndNotLonger() {
    rotate("one");
    SecretText former = current();
    rotate("two");
    assertFalse(former.equals(current()));
    pass(Duration.ofMinutes(14));
    assertEquals(Verdict.ACCEPTED, server.probe().probe(former));
    pass(Duration.ofMinutes(2));
    assertEquals(Verdict.REFUSED, server.probe().probe(former));
    assertEquals(Verdict.ACCEPTED, server.probe().probe(current()));
  }

  @Test
  final void afterTenRotationsNoKeyWorksButTheCurrentOne() {
    for (int i = 0; i < 10; i++) {
      rotate("rotation-" + i);
      pass(Duration.ofHours(1));
    }
    assertEquals(Set.of(current().reveal()), told());
  }

  @Test
  final void aLostReplyLeavesNoKeyBehind() {
    rotate("one");
    pass(Duration.ofHours(1));
    server.troubleChanges(Trouble.REPLY_LOST);
    rotate("two");
    for (int i = 0; i < 3; i++) {
      pass(Duration.ofHours(1));
    }
    assertEquals(Set.of(current().reveal()), told());
    assertEquals(Verdict.ACCEPTED, server.probe().probe(current()));
  }

  @Test
  final void anAnswerThatIsNoAnswerChangesNothingForReaders() {
    rotate("one");
    SecretText before = current();
    pass(Duration.ofHours(1));
    server.trouble(Trouble.GARBAGE, Trouble.GARBAGE, Trouble.GARBAGE);
    rotations.handle(Trigger.step(ID, "two", Trigger.Step.CREATE));
    assertEquals(before, current());
    assertEquals(Verdict.ACCEPTED, server.probe().probe(before));
  }

  @Test
  final void aThrottledRequestIsSentAgainAfterWhatTheProviderAsks() {
    server.trouble(Trouble.THROTTLED, Trouble.THROTTLED);
    rotate("one");
    assertTrue(server.waits().contains(Duration.ofSeconds(2)), server.waits().toString());
  }

  @Test
  final void aProviderThatKeepsThrottlingFailsTheStep() {
    for (int i = 0; i < 12; i++) {
      server.trouble(Trouble.THROTTLED);
    }
    assertEquals(List.of("THROTTLED"), failures());
  }

  @Test
  final void aBrokenProviderFailsTheStep() {
    for (int i = 0; i < 12; i++) {
      server.trouble(Trouble.BROKEN);
    }
    assertEquals(List.of("UNAVAILABLE"), failures());
  }

  @Test
  final void aRefusedAdminKeyIsDeniedAndShownNowhere() {
    rotations = rotations("wrong-secret-canary");
    assertEquals(List.of("DENIED"), failures());
    assertFalse(told.toString().contains("canary"), told.toString());
  }

  @Test
  final void aKeyThatWorksLaterIsWaitedFor() {
    rotate("one");
    pass(Duration.ofHours(1));
    server.delay = Duration.ofMinutes(2);
    SecretText before = current();
    assertInstanceOf(StepOutcome.Waiting.class, upTo("two"));
    assertEquals(before, current());
    pass(Duration.ofMinutes(3));
    rotate("two");
    assertFalse(before.equals(current()));
  }

  @Test
  final void aKeyThatIsRefusedForTooLongIsGivenUp() {
    rotate("one");
    pass(Duration.ofHours(1));
    SecretText before = current();
    server.delay = Duration.ofDays(1);
    assertInstanceOf(StepOutcome.Waiting.class, upTo("two"));
    server.now = server.now.plus(Duration.ofMinutes(6));
    assertEquals(
        new StepOutcome.Failed("TEST_REFUSED"),
        rotations.handle(Trigger.step(ID, "two", Trigger.Step.TEST)));
    server.delay = Duration.ZERO;
    assertEquals(before, current());
    pass(Duration.ofHours(1));
    assertEquals(Set.of(before.reveal()), told());
  }

  @Test
  final void nothingButTheStoreIsToldAKey() {
    rotate("one");
    server.troubleChanges(Trouble.REPLY_LOST, Trouble.GARBAGE);
    rotate("two");
    pass(Duration.ofHours(1));
    rotations.history(ID).forEach(rotation -> told.add(rotation.toString()));
    told.add(rotations.status(ID).toString());
    assertFalse(told.toString().contains("canary"), told.toString());
    assertFalse(told.toString().contains(FakeServer.ADMIN), told.toString());
  }

  /** The values that somebody was told and that work. */
  private Set<String> told() {
    Set<String> values = new TreeSet<>(server.live());
    values.retainAll(everStored);
    return values;
  }

  private void remember() {
    for (SecretVersions.Version version : secrets.versions("model/key")) {
      everStored.add(secrets.read("model/key", version.name()).orElseThrow().value().reveal());
    }
  }

  private SecretText current() {
    remember();
    return secrets.read("model/key").map(SecretStore.Secret::value).orElseThrow();
  }

  private List<String> failures() {
    StepOutcome outcome = upTo("one");
    return outcome instanceof StepOutcome.Failed failed ? List.of(failed.code()) : List.of();
  }

  private StepOutcome upTo(String token) {
    StepOutcome outcome = new StepOutcome.Done();
    for (Trigger.Step step : Trigger.Step.values()) {
      outcome = rotations.handle(Trigger.step(ID, token, step));
      if (outcome instanceof StepOutcome.Waiting waiting
          && waiting.why() == StepOutcome.Why.HAND_OVER) {
        outcome = rotations.handOver(ID, server.makeByHand("portcullis/test/" + ID + "/" + token));
      }
      remember();
      if (!(outcome instanceof StepOutcome.Done)) {
        return outcome;
      }
    }
    return outcome;
  }

  private void rotate(String token) {
    StepOutcome outcome = upTo(token);
    for (int i = 0; i < 20 && !(outcome instanceof StepOutcome.Done); i++) {
      server.now = server.now.plus(Duration.ofMinutes(1));
      outcome = upTo(token);
    }
    assertInstanceOf(StepOutcome.Done.class, outcome);
  }

  private void pass(Duration time) {
    server.now = server.now.plus(time);
    try {
      told.add(rotations.reconcile(ID).toString());
    } catch (PortException failure) {
      // A scheduler writes it down and calls again.
      told.add(failure.toString());
    }
    remember();
  }
}
