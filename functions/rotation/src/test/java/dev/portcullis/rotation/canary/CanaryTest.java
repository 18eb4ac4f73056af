package dev.portcullis.rotation.canary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.alerts.AlertWatch;
import dev.portcullis.alerts.Metrics;
import dev.portcullis.alerts.Thresholds;
import dev.portcullis.contract.memory.MemoryRecordStore;
import dev.portcullis.contract.memory.MemorySecrets;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.RecordStore;
import dev.portcullis.ports.SecretText;
import dev.portcullis.ports.SecretVersions;
import dev.portcullis.rotation.Credential;
import dev.portcullis.rotation.RotationPolicy;
import dev.portcullis.rotation.Rotations;
import dev.portcullis.rotation.Trigger;
import dev.portcullis.rotation.provider.CredentialProvider;
import dev.portcullis.rotation.provider.MintingProvider;
import dev.portcullis.rotation.provider.ProviderKey;
import dev.portcullis.rotation.provider.SlotProvider;
import dev.portcullis.rotation.provider.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Every key value holds a canary; after a hundred rotations with failures everywhere it is looked
 * for in records, findings, metrics, the journal, outcomes, exceptions with their causes, standard
 * output and error, and the process's own command line.
 */
final class CanaryTest {
  private static final String CANARY = "c4n4ry";

  private final SplittableRandom random = new SplittableRandom(8);
  private final StringWriter everything = new StringWriter();
  private final MemoryRecordStore records = new MemoryRecordStore();
  private Instant now = Instant.parse("2026-11-24T00:00:00Z");
  private final MemorySecrets secrets = new MemorySecrets(() -> now);
  private int made;

  private SecretText key() {
    made++;
    return SecretText.of("key", CANARY + "-" + made);
  }

  /** A quarter of what is asked of a provider fails. */
  private void mayFail(String what) {
    if (random.nextInt(4) == 0) {
      PortException.Code[] codes = PortException.Code.values();
      throw new PortException(codes[random.nextInt(codes.length)], what);
    }
  }

  private final class Minting implements MintingProvider {
    private final List<ProviderKey> keys = new ArrayList<>();

    @Override
    public Naming naming() {
      return Naming.LABELLED;
    }

    @Override
    public List<ProviderKey> list() {
      mayFail("list");
      return List.copyOf(keys);
    }

    @Override
    public Minted mint(String label) {
      mayFail("mint");
      SecretText value = key();
      keys.add(new ProviderKey("id-" + made, label, now, Optional.of(now)));
      mayFail("mint");
      return new Fresh("id-" + made, value);
    }

    @Override
    public void revoke(String id) {
      mayFail("revoke");
      keys.removeIf(key -> key.id().equals(id));
    }
  }

  private final class Slots implements SlotProvider {
    private SecretText one = key();
    private SecretText two = key();

    @Override
    public List<String> slots() {
      return List.of("one", "two");
    }

    @Override
    public SecretText read(String slot) {
      mayFail("read");
      return slot.equals("one") ? one : two;
    }

    @Override
    public SecretText regenerate(String slot) {
      mayFail("regenerate");
      if (slot.equals("one")) {
        one = key();
        return one;
      }
      two = key();
      return two;
    }
  }

  @Test
  void noKeyIsToldToAnythingButTheSecretStore() throws Exception {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream caught = new PrintStream(printed, true, StandardCharsets.UTF_8);
    System.setOut(caught);
    System.setErr(caught);
    try {
      rotateALot();
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
    everything.append(printed.toString(StandardCharsets.UTF_8));
    for (RecordStore.Versioned record : records.list("", "", 1_000)) {
      everything.append(record.key()).append(new String(record.body(), StandardCharsets.UTF_8));
    }
    ProcessHandle.current().info().commandLine().ifPresent(everything::append);
    assertTrue(made > 50, made + " keys");
    assertTrue(everything.toString().contains("RotationStep"), "nothing was looked at");
    assertEquals(-1, everything.toString().indexOf(CANARY));
    assertTrue(stored(), "the canary is where it belongs");
  }

  private void rotateALot() {
    AlertWatch watch =
        new AlertWatch(
            Thresholds.defaults(),
            () -> now,
            new Metrics("Portcullis", "rotation", line -> everything.append(line)));
    Rotations rotations =
        new Rotations(
            List.of(credential("mint", new Minting()), credential("slots", new Slots())),
            secrets,
            secrets,
            records,
            record -> everything.append(record.toString()),
            finding -> everything.append(watch.see(finding).toString()),
            () -> now,
            new SplittableRandom(1));
    for (int i = 0; i < 100; i++) {
      for (String id : List.of("mint", "slots")) {
        for (int tries = 0; tries < 4; tries++) {
          everything.append(rotations.handle(Trigger.whole(id, "rotation " + i)).toString());
          now = now.plus(Duration.ofMinutes(20));
        }
        now = now.plus(Duration.ofDays(1));
        try {
          everything.append(rotations.reconcile(id).toString());
        } catch (PortException failure) {
          failure.printStackTrace(new PrintWriter(everything));
        }
        everything.append(rotations.status(id).toString()).append(rotations.history(id).toString());
      }
    }
  }

  private Credential credential(String id, CredentialProvider provider) {
    return new Credential(
        "test",
        id,
        id + "/key",
        provider,
        value -> random.nextInt(4) == 0 ? Verdict.UNCLEAR : Verdict.ACCEPTED,
        RotationPolicy.defaults());
  }

  private boolean stored() {
    for (SecretVersions.Version version : secrets.versions("mint/key")) {
      if (secrets
          .read("mint/key", version.name())
          .orElseThrow()
          .value()
          .reveal()
          .contains(CANARY)) {
        return true;
      }
    }
    return false;
  }
}
