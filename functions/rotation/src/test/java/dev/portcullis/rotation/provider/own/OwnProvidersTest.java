package dev.portcullis.rotation.provider.own;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.authorization.keys.ApiKeyVerifier;
import dev.portcullis.authorization.keys.ApiKeys;
import dev.portcullis.authorization.keys.KeyChange;
import dev.portcullis.authorization.keys.KeySpec;
import dev.portcullis.contract.memory.MemoryPublicationStore;
import dev.portcullis.contract.memory.MemoryRecordStore;
import dev.portcullis.contract.memory.MemorySecrets;
import dev.portcullis.contract.memory.Provider;
import dev.portcullis.ports.SecretStore;
import dev.portcullis.ports.SecretText;
import dev.portcullis.ports.SecretVersions;
import dev.portcullis.rotation.Credential;
import dev.portcullis.rotation.RotationPolicy;
import dev.portcullis.rotation.Rotations;
import dev.portcullis.rotation.StepOutcome;
import dev.portcullis.rotation.Trigger;
import dev.portcullis.rotation.provider.CredentialProvider;
import dev.portcullis.rotation.provider.KeyProbe;
import dev.portcullis.rotation.provider.Verdict;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Our own credentials, rotated over the stores and the verifier that use them. */
final class OwnProvidersTest {
  private static final KeySpec SPEC =
      KeySpec.of("live", "acme", "ops@acme.example", "tests", Set.of("caller"));

  private Instant now = Instant.parse("2026-11-24T00:00:00Z");
  private final SecureRandom random = new SecureRandom();
  private final MemoryRecordStore records = new MemoryRecordStore();
  private final MemorySecrets secrets = new MemorySecrets(() -> now);
  private final ApiKeys keys;
  private final GatewayKeyProbe probe;

  OwnProvidersTest() {
    secrets.stage("pepper", "v1", SecretText.of("pepper", "p".repeat(43)));
    secrets.promote("pepper", "v1", SecretVersions.NONE);
    keys = new ApiKeys(records, secrets, "pepper", () -> now, random, (event, id, change) -> {});
    probe = new GatewayKeyProbe(new ApiKeyVerifier(records, secrets, "pepper", () -> now));
  }

  @Test
  void aGatewayKeyKeepsItsIdAndBothSecretsWorkDuringTheGrace() {
    String id = ((KeyChange.Issued) keys.create(SPEC)).id();
    Rotations rotations = rotations(new GatewayKeys(keys, id), probe, "caller/key");
    rotate(rotations, "one");
    SecretText first = current("caller/key");
    pass(rotations, Duration.ofDays(2));
    rotate(rotations, "two");
    assertEquals(Verdict.ACCEPTED, probe.probe(first));
    assertEquals(Verdict.ACCEPTED, probe.probe(current("caller/key")));
    pass(rotations, Duration.ofDays(2));
    assertEquals(Verdict.REFUSED, probe.probe(first));
    assertEquals(Verdict.ACCEPTED, probe.probe(current("caller/key")));
    assertEquals(id, current("caller/key").reveal().split("_", -1)[2]);
  }

  @Test
  void anEmergencyStopsTheFormerGatewaySecretWithTheRotation() {
    String id = ((KeyChange.Issued) keys.create(SPEC)).id();
    Rotations rotations = rotations(new GatewayKeys(keys, id), probe, "caller/key");
    rotate(rotations, "one");
    SecretText stolen = current("caller/key");
    pass(rotations, Duration.ofDays(2));
    rotate(rotations, "two");
    SecretText second = current("caller/key");
    Trigger emergency = Trigger.whole("own", "stolen").asEmergency();
    assertInstanceOf(StepOutcome.Done.class, rotations.handle(emergency));
    assertEquals(Verdict.REFUSED, probe.probe(stolen));
    assertEquals(Verdict.REFUSED, probe.probe(second));
    assertEquals(Verdict.ACCEPTED, probe.probe(current("caller/key")));
  }

  @Test
  void aPepperIsKeptWhileASecretThatWasHashedWithItIsUsable() {
    KeyChange.Issued old = (KeyChange.Issued) keys.create(SPEC);
    RandomKeys pepper = RandomKeys.pepper(keys, random);
    Rotations rotations = rotations(pepper, pepper, "pepper");
    rotate(rotations, "one");
    pass(rotations, Duration.ofDays(2));
    assertEquals(Verdict.ACCEPTED, probe.probe(old.key()));
    KeyChange.Issued fresh = (KeyChange.Issued) keys.rotate(old.id(), Duration.ofDays(1));
    pass(rotations, Duration.ofDays(2));
    assertEquals(Optional.empty(), secrets.read("pepper", "v1"));
    assertEquals(Verdict.ACCEPTED, probe.probe(fresh.key()));
  }

  @Test
  void aRedactionKeyOfThirtyTwoBytesStaysReadableForItsGrace() {
    RandomKeys redaction = RandomKeys.redaction(random);
    Rotations rotations = rotations(redaction, redaction, "redaction/key");
    rotate(rotations, "one");
    String first = secrets.read("redaction/key").orElseThrow().version();
    rotate(rotations, "two");
    assertTrue(secrets.read("redaction/key", first).isPresent());
    pass(rotations, Duration.ofDays(2));
    assertFalse(secrets.read("redaction/key", first).isPresent());
  }

  @Test
  void aSigningKeyIsPublishedBeforeItIsUsedAndStaysPublished() throws Exception {
    MemoryPublicationStore publication = new MemoryPublicationStore(Provider.S3, () -> now);
    SigningKeys signing = new SigningKeys(publication, "signing-keys/");
    Rotations rotations = rotations(signing, signing, "signing/key");
    rotate(rotations, "one");
    SecretStore.Secret first = secrets.read("signing/key").orElseThrow();
    byte[] signature = SigningKey.open(first.version(), first.value()).sign(new byte[] {1, 2, 3});
    assertEquals(64, signature.length);
    rotate(rotations, "two");
    pass(rotations, Duration.ofDays(2));
    assertEquals(Optional.empty(), secrets.read("signing/key", first.version()));
    String pem =
        new String(
            publication.get("signing-keys/" + first.version()).orElseThrow(),
            StandardCharsets.UTF_8);
    assertTrue(pem.startsWith("-----BEGIN PUBLIC KEY-----"), pem);
  }

  @Test
  void whatIsNoKeyOfItsKindIsRefusedByItsProbe() {
    SecretText wrong = SecretText.of("key", "not a key");
    assertEquals(Verdict.REFUSED, RandomKeys.redaction(random).probe(wrong));
    MemoryPublicationStore publication = new MemoryPublicationStore(Provider.S3, () -> now);
    assertEquals(Verdict.REFUSED, new SigningKeys(publication, "k/").probe(wrong));
    assertEquals(Verdict.REFUSED, probe.probe(wrong));
  }

  private Rotations rotations(CredentialProvider provider, KeyProbe how, String secret) {
    RotationPolicy policy = RotationPolicy.defaults();
    return new Rotations(
        List.of(new Credential("test", "own", secret, provider, how, policy)),
        secrets,
        secrets,
        records,
        record -> {},
        finding -> {},
        () -> now,
        new SplittableRandom(1));
  }

  private void rotate(Rotations rotations, String cause) {
    assertInstanceOf(StepOutcome.Done.class, rotations.handle(Trigger.whole("own", cause)));
  }

  private void pass(Rotations rotations, Duration time) {
    now = now.plus(time);
    rotations.reconcile("own");
  }

  private SecretText current(String secret) {
    return secrets.read(secret).orElseThrow().value();
  }
}
