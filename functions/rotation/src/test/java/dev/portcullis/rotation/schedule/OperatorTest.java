package dev.portcullis.rotation.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.alerts.Rule;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.RecordStore;
import dev.portcullis.ports.SecretText;
import dev.portcullis.ports.SecretVersions;
import dev.portcullis.rotation.StepOutcome;
import dev.portcullis.rotation.Trigger;
import dev.portcullis.rotation.provider.MintingProvider;
import dev.portcullis.rotation.provider.SlotProvider;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What an operator can do, and what the reconciler finds, over simulated providers. */
final class OperatorTest extends OperatorCase {
  @Test
  void nothingHappensToAPausedCredentialUntilItIsResumed() {
    rotate("one");
    rotations().pause(World.CREDENTIAL, "audit week");
    assertInstanceOf(StepOutcome.Refused.class, step("two", Trigger.Step.CREATE));
    assertEquals(List.of(), rotations().reconcile(World.CREDENTIAL));
    rotations().resume(World.CREDENTIAL);
    rotate("two");
  }

  @Test
  void aRollBackGivesReadersTheFormerKeyAndEndsTheOther() {
    rotate("one");
    SecretText former = current();
    settle();
    rotate("two");
    SecretText bad = current();
    assertEquals(new StepOutcome.Done(), rotations().rollBack(World.CREDENTIAL));
    assertEquals(former, current());
    assertTrue(world.provider.works(bad), "a client may still hold it");
    settle();
    assertTrue(world.provider.works(former));
    assertFalse(world.provider.works(bad));
    assertEquals(Set.of(), world.leaked());
  }

  @Test
  void aRollBackThatIsCutOffIsTakenOverBeforeAnyKeyIsStopped() {
    rotate("one");
    SecretText former = current();
    settle();
    rotate("two");
    world.secrets.promote(World.SECRET, "one", "two");
    settle();
    assertEquals(former, current());
    assertTrue(world.provider.works(former));
    assertEquals(Set.of(), world.leaked());
  }

  @Test
  void aRollBackWithoutAFormerKeyIsRefused() {
    rotate("one");
    assertInstanceOf(StepOutcome.Refused.class, rotations().rollBack(World.CREDENTIAL));
  }

  @Test
  void givingUpDeletesWhatTheRotationMade() {
    rotate("one");
    settle();
    step("two", Trigger.Step.CREATE);
    assertEquals(new StepOutcome.Done(), rotations().giveUp(World.CREDENTIAL));
    assertEquals(Set.of(), world.leaked());
    assertInstanceOf(StepOutcome.Refused.class, step("two", Trigger.Step.CREATE));
    rotate("three");
  }

  @Test
  void anEmergencyStopsEveryFormerKeyWithTheRotation() {
    rotate("one");
    SecretText first = current();
    rotate("two");
    SecretText second = current();
    emergency("three");
    assertFalse(world.provider.works(first));
    assertFalse(world.provider.works(second));
    assertTrue(world.provider.works(current()));
  }

  @Test
  void anEmergencyTakesOverTheRotationUnderWay() {
    rotate("one");
    SecretText first = current();
    settle();
    step("two", Trigger.Step.CREATE);
    emergency("three");
    assertEquals("two", rotations().status(World.CREDENTIAL).current().orElseThrow().token());
    assertFalse(world.provider.works(first));
  }

  @Test
  void anEmergencyWithTwoKeysAtMostMakesRoomFirst() {
    world = new World(Subject.MINT_DEDICATED, new Gate(List.of(), () -> {}), false);
    rotate("one");
    rotate("two");
    assertInstanceOf(StepOutcome.Waiting.class, step("three", Trigger.Step.CREATE));
    emergency("four");
    assertEquals(1, world.provider.liveValues().size());
  }

  @Test
  void stepsOutOfTheirOrderAreRefused() {
    for (Trigger.Step step : List.of(Trigger.Step.SET, Trigger.Step.TEST, Trigger.Step.FINISH)) {
      assertInstanceOf(StepOutcome.Refused.class, step("one", step));
    }
    step("one", Trigger.Step.CREATE);
    assertInstanceOf(StepOutcome.Refused.class, step("one", Trigger.Step.TEST));
    assertInstanceOf(StepOutcome.Refused.class, step("one", Trigger.Step.FINISH));
  }

  @Test
  void aSlotThatSomebodyElseMadeAnewIsStoredAgain() {
    world = new World(Subject.TWO_SLOT, new Gate(List.of(), () -> {}), false);
    rotate("one");
    settle();
    String slot = rotations().status(World.CREDENTIAL).current().orElseThrow().keyId();
    ((SlotProvider) world.provider.provider()).regenerate(slot);
    assertFalse(world.provider.works(current()));
    settle();
    assertTrue(world.provider.works(current()));
    rotate("two");
    settle();
    assertEquals(Set.of(), world.leaked());
  }

  @Test
  void aKeyThatNobodyClaimsIsDeletedAndReportedOnceItIsOldEnough() {
    rotate("one");
    settle();
    ((MintingProvider) world.provider.provider())
        .mint(world.label("a rotation that nobody remembers".replace(' ', '-')));
    world.pass(Duration.ofMinutes(29));
    rotations().reconcile(World.CREDENTIAL);
    assertEquals(1, world.leaked().size(), "a running step may be about to claim it");
    world.pass(Duration.ofMinutes(1));
    rotations().reconcile(World.CREDENTIAL);
    assertEquals(Set.of(), world.leaked());
    assertTrue(world.findings.contains(Rule.ORPHAN_KEY), world.findings.toString());
  }

  @Test
  void keysOfOthersAreLeftAlone() {
    rotate("one");
    MintingProvider provider = (MintingProvider) world.provider.provider();
    provider.mint("portcullis/another-deployment/" + World.CREDENTIAL + "/one");
    provider.mint("somebody's key");
    settle();
    assertEquals(2, world.leaked().size());
  }

  @Test
  void aKeyMadeElsewhereIsNeverTakenForAnOrphanAndItsEndIsAskedFor() {
    MintingProvider provider = (MintingProvider) world.provider.provider();
    MintingProvider.Fresh made = (MintingProvider.Fresh) provider.mint("by hand");
    world.secrets.stage(World.SECRET, "by-hand", made.value());
    world.secrets.promote(World.SECRET, "by-hand", SecretVersions.NONE);
    settle();
    assertTrue(world.provider.works(current()));
    rotate("one");
    settle();
    assertTrue(world.findings.contains(Rule.RETIREMENT_BLOCKED), world.findings.toString());
    assertTrue(world.provider.works(made.value()));
  }

  @Test
  void aBlockedRetirementIsRecordedOnceForEachReasonAndItsEndOnce() {
    MintingProvider provider = (MintingProvider) world.provider.provider();
    MintingProvider.Fresh made = (MintingProvider.Fresh) provider.mint("by hand");
    world.secrets.stage(World.SECRET, "by-hand", made.value());
    world.secrets.promote(World.SECRET, "by-hand", SecretVersions.NONE);
    settle();
    rotate("one");
    settle();
    assertEquals(1, recorded("KEY_ID_UNKNOWN"));
    settle();
    rotate("two");
    settle();
    assertEquals(1, recorded("KEY_ID_UNKNOWN"), "neither a look nor a rotation adds one");

    journal("\"blocked\":\"KEY_ID_UNKNOWN\"", "\"blocked\":\"STILL_NEEDED\"");
    settle();
    assertEquals(2, recorded("KEY_ID_UNKNOWN"), "it was another reason meanwhile");

    String unknown = "\"keyId\":\"\"";
    journal(unknown, unknown.replace("\"\"", "\"" + made.id() + "\""));
    settle();
    assertEquals(2, recorded("KEY_ID_UNKNOWN"));
    assertFalse(world.provider.works(made.value()));
  }

  private long recorded(String part) {
    return world.log.stream().filter(one -> one.contains(part)).count();
  }

  /** Changes what the journal knows of the credential. */
  private void journal(String from, String to) {
    RecordStore.Versioned stored = world.records.list("rotation/state/", "", 1).get(0);
    String text = new String(stored.body(), StandardCharsets.UTF_8);
    assertTrue(text.contains(from), text);
    byte[] changed = text.replace(from, to).getBytes(StandardCharsets.UTF_8);
    world.records.write(stored.key(), changed, stored.version()).orElseThrow();
  }

  @Test
  void anAdoptedKeyIsStoppedAfterItsReplacement() {
    MintingProvider provider = (MintingProvider) world.provider.provider();
    MintingProvider.Fresh made = (MintingProvider.Fresh) provider.mint("by hand");
    world.secrets.stage(World.SECRET, "by-hand", made.value());
    world.secrets.promote(World.SECRET, "by-hand", SecretVersions.NONE);
    settle();
    assertEquals(new StepOutcome.Done(), rotations().adopt(World.CREDENTIAL, made.id()));
    assertEquals(1, recorded("ADOPTED"));
    rotate("one");
    settle();
    assertFalse(world.provider.works(made.value()));
  }

  @Test
  void withoutLabelsTheCurrentKeyMustBeKnownBeforeAnythingIsMade() {
    world = new World(Subject.MINT_DEDICATED, new Gate(List.of(), () -> {}), false);
    MintingProvider provider = (MintingProvider) world.provider.provider();
    MintingProvider.Fresh made = (MintingProvider.Fresh) provider.mint("");
    world.secrets.stage(World.SECRET, "by-hand", made.value());
    world.secrets.promote(World.SECRET, "by-hand", SecretVersions.NONE);
    settle();
    assertInstanceOf(StepOutcome.Refused.class, step("one", Trigger.Step.CREATE));
    assertTrue(world.provider.works(made.value()));
  }

  @Test
  void aCredentialThatGetsTooOldIsReported() {
    rotate("one");
    world.pass(World.POLICY.interval().plus(World.POLICY.stuckAfter()).plusSeconds(1));
    rotations().reconcile(World.CREDENTIAL);
    assertTrue(world.findings.contains(Rule.ROTATION_OVERDUE), world.findings.toString());
  }

  @Test
  void aRotationThatStandsStillIsReportedAndTakenUp() {
    step("one", Trigger.Step.CREATE);
    world.pass(World.POLICY.stuckAfter());
    rotations().reconcile(World.CREDENTIAL);
    assertTrue(world.findings.contains(Rule.ROTATION_STUCK), world.findings.toString());
    assertEquals("one", rotations().status(World.CREDENTIAL).current().orElseThrow().token());
  }

  @Test
  void aPersonIsRemindedOnceASpanAndTheDeadlineEndsTheRotation() {
    world = new World(Subject.DISABLE_ONLY, new Gate(List.of(), () -> {}), false);
    step("one", Trigger.Step.CREATE);
    for (int i = 0; i < 5; i++) {
      world.pass(Duration.ofMinutes(9));
      rotations().reconcile(World.CREDENTIAL);
    }
    assertEquals(2, world.log.stream().filter(one -> one.contains("REMINDER")).count());
    assertTrue(world.findings.contains(Rule.HAND_OVER_WAITING), world.findings.toString());
    settle();
    assertTrue(world.log.toString().contains("HAND_OVER_MISSED"));
    assertFalse(world.protocol.underWay());
  }

  @Test
  void aJournalThatCannotBeReadStopsEverything() {
    rotate("one");
    RecordStore.Versioned stored = world.records.list("rotation/state/", "", 1).get(0);
    world.records.write(stored.key(), new byte[] {'{'}, stored.version());
    assertEquals(new StepOutcome.Failed("CORRUPT"), step("two", Trigger.Step.CREATE));
    assertThrows(PortException.class, () -> rotations().reconcile(World.CREDENTIAL));
    assertTrue(world.provider.works(current()));
  }

  @Test
  void everyStepIsARecordOfItsOwn() {
    rotate("one");
    settle();
    rotate("two");
    settle();
    for (String step : List.of("CREATE", "SET", "TEST", "FINISH")) {
      long records =
          world.log.stream()
              .filter(one -> one.contains("rotationId=two") && one.contains("step=" + step))
              .count();
      assertEquals(1, records, step);
    }
    assertTrue(world.log.toString().contains("step=RETIRE"), world.log.toString());
  }

  private void emergency(String token) {
    Trigger trigger = new Trigger(World.CREDENTIAL, token, Optional.empty(), true);
    StepOutcome outcome = world.protocol.handle(trigger);
    if (outcome instanceof StepOutcome.Waiting) {
      world.pass(Duration.ofMinutes(2));
      outcome = world.protocol.handle(trigger);
    }
    assertInstanceOf(StepOutcome.Done.class, outcome);
  }
}
