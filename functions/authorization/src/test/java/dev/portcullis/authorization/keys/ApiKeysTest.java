package dev.portcullis.authorization.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.authorization.Authentication;
import dev.portcullis.authorization.Cidr;
import dev.portcullis.authorization.MemoryRecordStore;
import dev.portcullis.authorization.MemorySecretStore;
import dev.portcullis.authorization.Principal;
import dev.portcullis.authorization.RejectionCode;
import dev.portcullis.authorization.RequestHead;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.RecordStore;
import dev.portcullis.ports.SecretText;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ApiKeysTest {
  private static final KeySpec SPEC =
      KeySpec.of("live", "acme", "ann@example.org", "the demo", Set.of("developer"));
  private final MemoryRecordStore records = new MemoryRecordStore();
  private final MemorySecretStore secrets = new MemorySecretStore().add("pepper", "1", "salt one");
  private Instant now = Instant.parse("2026-11-24T14:00:00Z");
  private final ApiKeys keys =
      new ApiKeys(
          records, secrets, "pepper", () -> now, new SecureRandom(), (event, id, change) -> {});
  private final ApiKeyVerifier verifier = new ApiKeyVerifier(records, secrets, "pepper", () -> now);

  private static RequestHead from(String address) {
    return new RequestHead(
        "POST", "/v1/chat/completions", Map.of(), Optional.of(address), Optional.empty());
  }

  private Authentication verify(SecretText key) {
    return verifier.verify(key, from("10.1.2.3"));
  }

  private RejectionCode refused(SecretText key) {
    return assertInstanceOf(Authentication.Rejected.class, verify(key)).code();
  }

  private Principal accepted(SecretText key) {
    return assertInstanceOf(Authentication.Authenticated.class, verify(key)).principal();
  }

  private KeyChange.Issued create(KeySpec spec) {
    return assertInstanceOf(KeyChange.Issued.class, keys.create(spec));
  }

  private KeyChange.Issued rotate(String id, Duration grace) {
    return assertInstanceOf(KeyChange.Issued.class, keys.rotate(id, grace));
  }

  private static SecretText changed(SecretText key) {
    KeyFormat.Reading.Key read = (KeyFormat.Reading.Key) KeyFormat.read(key.reveal());
    String secret = new StringBuilder(read.secret().reveal()).reverse().toString();
    return SecretText.of("api key", KeyFormat.write(read.environment(), read.id(), secret));
  }

  private static SecretText unknown(SecretText key) {
    KeyFormat.Reading.Key read = (KeyFormat.Reading.Key) KeyFormat.read(key.reveal());
    return SecretText.of(
        "api key", KeyFormat.write("live", "zzzzzzzzzzzz", read.secret().reveal()));
  }

  @Test
  void aNewKeyNamesItsIdRolesAndTenant() {
    KeyChange.Issued issued = create(SPEC);
    Principal principal = accepted(issued.key());
    assertEquals("ApiKey", principal.type());
    assertEquals(issued.id(), principal.id());
    assertEquals("acme", principal.tenant());
    assertEquals(List.of("developer"), principal.roles());
    assertEquals(now, principal.attributes().get("grantedAt"));
  }

  @Test
  void aKeyIsPrefixEnvironmentIdSecretAndChecksum() {
    KeyChange.Issued issued = create(SPEC);
    assertTrue(
        issued.key().reveal().matches("pck_live_" + issued.id() + "_[0-9A-Za-z]{49}"),
        "format of a key");
  }

  @Test
  void everyOneCharacterMistakeIsRefusedWithoutAStoreRead() {
    String key = create(SPEC).key().reveal();
    int reads = records.reads.get();
    for (int i = KeyFormat.PREFIX.length(); i < key.length(); i++) {
      char other = key.charAt(i) == 'a' ? 'b' : 'a';
      String typo = key.substring(0, i) + other + key.substring(i + 1);
      assertEquals(RejectionCode.KEY_CHECKSUM, refused(SecretText.of("key", typo)), "at " + i);
      String cut = key.substring(0, i);
      assertEquals(RejectionCode.KEY_CHECKSUM, refused(SecretText.of("key", cut)), "cut at " + i);
    }
    assertEquals(reads, records.reads.get());
  }

  @Test
  void aWrongSecretAndAnUnknownIdAreTheSameAnswer() {
    SecretText key = create(SPEC).key();
    assertEquals(RejectionCode.KEY_INVALID, refused(changed(key)));
    assertEquals(verify(changed(key)), verify(unknown(key)));
  }

  @Test
  void aKeyOfAnotherEnvironmentIsInvalid() {
    SecretText key = create(SPEC).key();
    KeyFormat.Reading.Key read = (KeyFormat.Reading.Key) KeyFormat.read(key.reveal());
    String moved = KeyFormat.write("test", read.id(), read.secret().reveal());
    assertEquals(RejectionCode.KEY_INVALID, refused(SecretText.of("key", moved)));
  }

  @Test
  void nothingStoredHoldsTheSecret() {
    KeyChange.Issued issued = create(SPEC);
    SecretText second = rotate(issued.id(), Duration.ofHours(1)).key();
    accepted(second);
    for (RecordStore.Versioned record : records.records.values()) {
      String text = record.key() + new String(record.body(), StandardCharsets.UTF_8);
      for (SecretText key : List.of(issued.key(), second)) {
        String secret = key.reveal().substring(22);
        for (int i = 0; i + 8 <= secret.length(); i++) {
          assertFalse(text.contains(secret.substring(i, i + 8)), "a part of a secret is stored");
        }
      }
    }
  }

  @Test
  void neitherAnswersNorSummariesShowTheSecret() {
    KeyChange.Issued issued = create(SPEC);
    String secret = issued.key().reveal().substring(22);
    assertFalse(issued.toString().contains(secret), "an issued key prints itself");
    assertFalse(keys.show(issued.id()).orElseThrow().toString().contains(secret), "a summary");
    assertFalse(verify(changed(issued.key())).toString().contains("pck_"), "a refusal");
  }

  @Test
  void bothSecretsWorkUntilTheGraceIsOver() {
    KeyChange.Issued old = create(SPEC);
    KeyChange.Issued fresh = rotate(old.id(), Duration.ofHours(2));
    assertEquals(old.id(), fresh.id());
    assertEquals(accepted(old.key()), accepted(fresh.key()));
    now = now.plus(Duration.ofHours(2));
    assertEquals(RejectionCode.KEY_SECRET_RETIRED, refused(old.key()));
    accepted(fresh.key());
  }

  @Test
  void aSecondRotationDuringTheGraceIsRefusedUnlessItIsAnEmergency() {
    KeyChange.Issued first = create(SPEC);
    KeyChange.Issued second = rotate(first.id(), Duration.ofHours(2));
    assertInstanceOf(KeyChange.Refused.class, keys.rotate(first.id(), Duration.ofHours(1)));
    KeyChange.Issued third = rotate(first.id(), Duration.ZERO);
    assertEquals(RejectionCode.KEY_INVALID, refused(first.key()));
    assertEquals(RejectionCode.KEY_SECRET_RETIRED, refused(second.key()));
    accepted(third.key());
  }

  @Test
  void anAddedSecretWorksBesideThePresentOneUntilThatIsRetired() {
    KeyChange.Issued first = create(SPEC);
    KeyChange.Added second = (KeyChange.Added) keys.add(first.id());
    now = now.plus(Duration.ofDays(400));
    assertEquals(accepted(first.key()), accepted(second.key()));
    keys.retire(first.id(), made(first.id(), 1));
    assertEquals(RejectionCode.KEY_SECRET_RETIRED, refused(first.key()));
    accepted(second.key());
  }

  @Test
  void twoSecretsOfOneMomentAreToldApart() {
    KeyChange.Issued first = create(SPEC);
    KeyChange.Added second = (KeyChange.Added) keys.add(first.id());
    keys.retire(first.id(), made(first.id(), 0));
    accepted(first.key());
    assertEquals(RejectionCode.KEY_SECRET_RETIRED, refused(second.key()));
  }

  @Test
  void aThirdLiveSecretIsRefused() {
    KeyChange.Issued first = create(SPEC);
    keys.add(first.id());
    assertInstanceOf(KeyChange.Refused.class, keys.add(first.id()));
  }

  @Test
  void theOnlyLiveSecretIsNotRetired() {
    KeyChange.Issued first = create(SPEC);
    assertInstanceOf(KeyChange.Refused.class, keys.retire(first.id(), made(first.id(), 0)));
    accepted(first.key());
  }

  @Test
  void retiringWhatIsNotLiveChangesNothing() {
    KeyChange.Issued first = create(SPEC);
    assertInstanceOf(KeyChange.Done.class, keys.retire(first.id(), Instant.EPOCH));
    accepted(first.key());
  }

  private Instant made(String id, int secret) {
    return keys.show(id).orElseThrow().secrets().get(secret).createdAt();
  }

  @Test
  void theKeysOwnExpiryWinsOverTheGrace() {
    KeyChange.Issued old = create(SPEC.until(now.plus(Duration.ofHours(1))));
    KeyChange.Issued fresh = rotate(old.id(), Duration.ofDays(2));
    now = now.plus(Duration.ofHours(1));
    assertEquals(RejectionCode.KEY_EXPIRED, refused(old.key()));
    assertEquals(RejectionCode.KEY_EXPIRED, refused(fresh.key()));
    assertInstanceOf(KeyChange.Refused.class, keys.rotate(old.id(), Duration.ZERO));
  }

  @Test
  void aRevokedKeyStopsAtOnceAndOnlyItsHolderIsTold() {
    KeyChange.Issued issued = create(SPEC);
    assertInstanceOf(KeyChange.Done.class, keys.revoke(issued.id(), "leaked"));
    assertEquals(RejectionCode.KEY_DISABLED, refused(issued.key()));
    assertEquals(RejectionCode.KEY_INVALID, refused(changed(issued.key())));
    assertEquals(Optional.of("leaked"), keys.show(issued.id()).orElseThrow().revoked());
    assertInstanceOf(KeyChange.Refused.class, keys.rotate(issued.id(), Duration.ZERO));
  }

  @Test
  void aKeyBoundToNetworksWorksOnlyFromThere() {
    SecretText key = create(boundTo("10.0.0.0/8")).key();
    accepted(key);
    assertInstanceOf(
        Authentication.Authenticated.class, verifier.verify(key, from("::ffff:10.9.9.9")));
    for (String elsewhere : List.of("11.0.0.1", "::a00:1", "not an address", "10.0.0.1/8")) {
      assertEquals(
          Authentication.Rejected.of(RejectionCode.KEY_ORIGIN),
          verifier.verify(key, from(elsewhere)),
          elsewhere);
    }
  }

  private static KeySpec boundTo(String network) {
    return new KeySpec(
        "live",
        "acme",
        "ann",
        "demo",
        Set.of("developer"),
        Set.of("small"),
        Set.of("general"),
        List.of(Cidr.parse(network).orElseThrow()),
        Optional.of(2L),
        Optional.of("eu"),
        Set.of("image"),
        Optional.empty());
  }

  @Test
  void scopesReachThePrincipalAndSurviveStorage() {
    Map<String, Object> attributes = accepted(create(boundTo("10.0.0.0/8")).key()).attributes();
    assertEquals(Set.of("small"), attributes.get("models"));
    assertEquals(Set.of("general"), attributes.get("purposes"));
    assertEquals(Set.of("image"), attributes.get("mayPass"));
    assertEquals(2L, attributes.get("clearance"));
    assertEquals("eu", attributes.get("residency"));
  }

  @Test
  void ownerAndReasonAreRequired() {
    for (String[] missing : new String[][] {{" ", "why"}, {"who", ""}}) {
      assertThrows(
          IllegalArgumentException.class,
          () -> KeySpec.of("live", "acme", missing[0], missing[1], Set.of("developer")));
    }
  }

  @Test
  void keysHashedWithAnOlderPepperWorkUntilItIsRetired() {
    KeyChange.Issued old = create(SPEC);
    secrets.add("pepper", "2", "salt two");
    accepted(old.key());
    KeyChange.Issued fresh = rotate(old.id(), Duration.ofHours(1));
    secrets.retire("1");
    assertEquals(RejectionCode.KEY_INVALID, refused(old.key()));
    accepted(fresh.key());
  }

  @Test
  void theLastUseOfEachSecretIsKeptWithFewWrites() {
    KeyChange.Issued issued = create(SPEC);
    Instant first = now;
    accepted(issued.key());
    int written = records.records.size();
    for (int i = 0; i < 100; i++) {
      now = now.plusSeconds(1);
      accepted(issued.key());
    }
    assertEquals(written, records.records.size());
    assertEquals(Optional.of(first), keys.show(issued.id()).orElseThrow().lastUsed());
    now = now.plus(KeyUse.PRECISION);
    accepted(issued.key());
    assertEquals(Optional.of(now), keys.show(issued.id()).orElseThrow().lastUsed());
  }

  @Test
  void anImportedKeyWorksUnchangedAndRotatesToOurFormat() {
    SecretText foreign = SecretText.of("api key", "sk-other-0123456789abcdefghij");
    assertEquals(RejectionCode.KEY_INVALID, refused(foreign));
    KeyChange.Done done = assertInstanceOf(KeyChange.Done.class, keys.importKey(foreign, SPEC));
    assertEquals(done.id(), accepted(foreign).id());
    assertInstanceOf(KeyChange.Refused.class, keys.importKey(foreign, SPEC));
    KeyChange.Issued fresh = rotate(done.id(), Duration.ofHours(1));
    accepted(foreign);
    assertEquals(done.id(), accepted(fresh.key()).id());
  }

  @Test
  void aWeakForeignKeyIsNotImported() {
    assertInstanceOf(
        KeyChange.Refused.class, keys.importKey(SecretText.of("key", "password"), SPEC));
  }

  @Test
  void aStoreThatFailsIsAnUnavailableAnswerAndNotAnException() {
    SecretText key = create(SPEC).key();
    MemoryRecordStore broken =
        new MemoryRecordStore() {
          @Override
          public Optional<Versioned> read(String name) {
            throw new PortException(PortException.Code.UNAVAILABLE, name);
          }
        };
    ApiKeyVerifier blind = new ApiKeyVerifier(broken, secrets, "pepper", () -> now);
    Authentication answer = blind.verify(key, from("10.0.0.1"));
    assertInstanceOf(Authentication.Rejected.class, answer);
    Authentication.Rejected rejected = (Authentication.Rejected) answer;
    assertEquals(RejectionCode.AUTHENTICATION_UNAVAILABLE, rejected.code());
    assertTrue(rejected.lookUp().orElseThrow().startsWith("UNAVAILABLE: keys/"), "which look-up");
    assertFalse(rejected.message().contains("keys/"), "what the caller is told");
  }

  @Test
  void aDamagedRecordIsNeverHalfUsed() {
    KeyChange.Issued issued = create(boundTo("10.0.0.0/8"));
    records.records.replaceAll(
        (key, old) ->
            new RecordStore.Versioned(
                key,
                old.version(),
                new String(old.body(), StandardCharsets.UTF_8)
                    .replace("\"networks\"", "\"netwerks\"")
                    .getBytes(StandardCharsets.UTF_8)));
    assertEquals(RejectionCode.AUTHENTICATION_UNAVAILABLE, refused(issued.key()));
  }

  @Test
  void theListIsInOrderAndPages() {
    for (int i = 0; i < 5; i++) {
      create(SPEC);
    }
    List<KeySummary> all = keys.list("", 10);
    assertEquals(5, all.size());
    assertEquals(all.subList(2, 4), keys.list(all.get(1).id(), 2));
  }
}
