package dev.portcullis.local.rotation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.local.rotation.Laboratory.Result;
import dev.portcullis.rotation.Credential;
import dev.portcullis.rotation.RotationPolicy;
import dev.portcullis.rotation.Rotations;
import dev.portcullis.rotation.provider.DisableOnlyProvider;
import dev.portcullis.rotation.provider.ProviderKey;
import dev.portcullis.rotation.provider.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RotateCommandsTest {
  private static final String HANDED = "sk-handed-over-canary-0123456789";

  private final Laboratory laboratory = new Laboratory();
  private final List<ProviderKey> console = new ArrayList<>();
  private final Rotations rotations =
      laboratory.rotations(
          List.of(
              RotationFile.read(
                      """
                      deployment: laptop
                      credentials:
                        - {id: caller, secret: caller/key, provider: gateway-key, key: KEY}
                      """
                          .replace("KEY", laboratory.keyId),
                      laboratory.needs)
                  .get(0),
              new Credential(
                  "laptop",
                  "people",
                  "model/key",
                  new Console(),
                  value -> Verdict.ACCEPTED,
                  RotationPolicy.defaults())));

  /** A provider where only people make keys. */
  private final class Console implements DisableOnlyProvider {
    @Override
    public List<ProviderKey> list() {
      return List.copyOf(console);
    }

    @Override
    public void disable(String id) {
      console.removeIf(key -> key.id().equals(id));
    }

    @Override
    public String instructions(String label) {
      return "Make a key named " + label + ".";
    }
  }

  @Test
  void aDryRunShowsWhatIsCreatedAndDeletedAndChangesNothing() {
    run("run", "caller");
    Result plan = run("run", "caller", "--dry-run");
    assertEquals(0, plan.exit());
    assertTrue(plan.out().contains("would create key portcullis/laptop/caller/"), plan.out());
    assertTrue(plan.out().contains("would promote version"), plan.out());
    assertTrue(plan.out().contains("would stop key 2026-11-24T00:00:00.001Z"), plan.out());
    assertEquals(2, laboratory.keys.show(laboratory.keyId).orElseThrow().secrets().size());
  }

  @Test
  void whatADryRunOfAnEmergencySaysIsWhatHappens() {
    run("run", "caller");
    laboratory.now = laboratory.now.plusSeconds(1);
    String dry = run("run", "caller", "--emergency", "--dry-run").out();
    List<String> before = liveSecrets();
    assertEquals(2, before.size());
    assertEquals(3, dry.split("would (create|stop) key", -1).length - 1, dry);
    assertEquals(0, run("run", "caller", "--emergency").exit());
    List<String> after = liveSecrets();
    assertEquals(1, after.size());
    for (String key : before) {
      assertEquals(!after.contains(key), dry.contains("would stop key " + key + ","), dry);
    }
  }

  @Test
  void aDryRunNamesWhatIsDueAlreadyAndGoesFirst() {
    run("run", "caller");
    String first = liveSecrets().stream().min(Comparator.comparing(Instant::parse)).orElseThrow();
    laboratory.now = laboratory.now.plus(Duration.ofDays(2));
    String dry = run("run", "caller", "--dry-run").out();
    assertTrue(dry.startsWith("caller: would stop key " + first + ","), dry);
    run("run", "caller");
    assertFalse(liveSecrets().contains(first));
  }

  private List<String> liveSecrets() {
    return laboratory.keys.show(laboratory.keyId).orElseThrow().secrets().stream()
        .filter(secret -> secret.live())
        .map(secret -> secret.createdAt().toString())
        .toList();
  }

  @Test
  void planShowsBothTheRotationAndTheReconciler() {
    run("run", "caller");
    Result plan = run("plan", "caller");
    assertTrue(plan.out().contains("caller (mint and retire)"), plan.out());
    assertTrue(plan.out().contains("rotation   create key"), plan.out());
    assertTrue(plan.out().contains("reconciler stop key"), plan.out());
  }

  @Test
  void aRotationIsDoneAndShownInStatusAndHistory() {
    Result run = run("run", "caller");
    assertEquals(new Result(0, "caller: done\n"), run);
    String status = run("status", "caller").out();
    assertTrue(status.contains("in use   key 2026-11-24T00:00:00.001Z"), status);
    assertTrue(status.contains("ending   key 2026-11-24T00:00:00Z"), status);
    assertTrue(run("history", "caller").out().contains("rotated"));
  }

  @Test
  void reconcileStopsWhatIsDueAndItsDryRunDoesNot() {
    run("run", "caller");
    laboratory.now = laboratory.now.plus(Duration.ofDays(2));
    assertTrue(run("reconcile", "caller", "--dry-run").out().contains("would stop key"));
    assertTrue(run("status", "caller").out().contains("ending"));
    assertTrue(run("reconcile", "caller").out().contains("caller: stop key"));
    assertFalse(run("status", "caller").out().contains("ending"));
  }

  @Test
  void aPersonIsAskedAndHandsOverThroughStandardInputOnly() {
    Result asked = run("run", "people");
    assertEquals(1, asked.exit());
    assertTrue(asked.out().contains("people: waiting for hand over"), asked.out());
    assertTrue(asked.out().contains("Make a key named portcullis/laptop/people/"), asked.out());
    assertTrue(run("status", "people").out().contains("to do    Make a key"));
    Result taken = laboratory.run(rotations, HANDED + "\n", "hand-over", "people");
    assertEquals(new Result(0, "people: done\n"), taken);
    assertEquals(HANDED, laboratory.secrets.read("model/key").orElseThrow().value().reveal());
    assertFalse(laboratory.told.toString().contains("canary"), laboratory.told.toString());
  }

  @Test
  void anEmptyInputIsNoKey() {
    run("run", "people");
    assertEquals(2, laboratory.run(rotations, "\n", "hand-over", "people").exit());
  }

  @Test
  void aPausedCredentialIsLeftAloneUntilItIsResumed() {
    assertEquals(0, run("pause", "caller", "--reason", "audit week").exit());
    Result refused = run("run", "caller");
    assertEquals(new Result(1, "caller: refused: Paused: audit week\n"), refused);
    assertEquals(0, run("resume", "caller").exit());
    assertEquals(0, run("run", "caller").exit());
  }

  @Test
  void aRollBackGivesReadersTheFormerKey() {
    run("run", "caller");
    String first = laboratory.secrets.read("caller/key").orElseThrow().version();
    laboratory.now = laboratory.now.plus(Duration.ofDays(2));
    run("reconcile");
    run("run", "caller");
    assertEquals(0, run("roll-back", "caller").exit());
    assertEquals(first, laboratory.secrets.read("caller/key").orElseThrow().version());
    assertEquals(1, run("give-up", "caller").exit());
  }

  @Test
  void anEmergencyLeavesTheFormerKeyNoGrace() {
    run("run", "caller");
    laboratory.now = laboratory.now.plus(Duration.ofDays(2));
    run("reconcile");
    assertEquals(0, run("run", "caller", "--emergency").exit());
    assertEquals(
        1,
        laboratory.keys.show(laboratory.keyId).orElseThrow().secrets().stream()
            .filter(secret -> secret.live())
            .count());
  }

  @Test
  void anUnknownCredentialIsBadUse() {
    assertEquals(2, run("status", "nobody").exit());
    assertEquals(2, run("pause", "--reason", "x").exit());
  }

  @Test
  void adoptingAKeyThatTheProviderDoesNotListIsRefused() {
    run("run", "caller");
    assertEquals(1, run("adopt", "caller", "--key-id", "nothing").exit());
    Optional<String> there =
        laboratory.keys.show(laboratory.keyId).orElseThrow().secrets().stream()
            .map(secret -> secret.createdAt().toString())
            .findFirst();
    assertEquals(0, run("adopt", "caller", "--key-id", there.orElseThrow()).exit());
  }

  private Result run(String... arguments) {
    return laboratory.run(rotations, "", arguments);
  }
}
