package dev.portcullis.contract;

import static dev.portcullis.contract.Refusals.refuses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.ports.PortException.Code;
import dev.portcullis.ports.SecretStore;
import dev.portcullis.ports.SecretText;
import dev.portcullis.ports.SecretVersions;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link SecretVersions} does, sentence by sentence. */
public abstract class SecretVersionsContract {
  private static final SecretText ONE = SecretText.of("test", "value one");
  private static final SecretText TWO = SecretText.of("test", "value two");

  private SecretVersions versions = new NotOpened();
  private SecretStore store = new NotOpened();

  /** For adapters' suites. */
  protected SecretVersionsContract() {}

  /** An empty store to write to. */
  protected abstract SecretVersions emptyVersions() throws Exception;

  /** A store that reads, with no cache in front, what the one opened last writes. */
  protected abstract SecretStore reading() throws Exception;

  @BeforeEach
  final void open() throws Exception {
    versions = emptyVersions();
    store = reading();
  }

  @Test
  final void aSecretThatDoesNotExistHasNoVersions() {
    assertEquals(List.of(), versions.versions("model/key"));
  }

  @Test
  final void aStagedVersionIsReadByItsNameOnly() {
    assertTrue(versions.stage("model/key", "one", ONE));
    assertEquals(ONE, store.read("model/key", "one").orElseThrow().value());
    assertEquals(Optional.empty(), store.fresh("model/key"));
    assertFalse(versions.versions("model/key").get(0).current());
  }

  @Test
  final void stagingTheSameValueAgainIsTrue() {
    versions.stage("model/key", "one", ONE);
    assertTrue(versions.stage("model/key", "one", ONE));
  }

  @Test
  final void stagingAnotherValueIsFalseAndChangesNothing() {
    versions.stage("model/key", "one", ONE);
    assertFalse(versions.stage("model/key", "one", TWO));
    assertEquals(ONE, store.read("model/key", "one").orElseThrow().value());
  }

  @Test
  final void aPromotedVersionIsWhatReadersGet() {
    versions.stage("model/key", "one", ONE);
    assertTrue(versions.promote("model/key", "one", SecretVersions.NONE));
    assertEquals(ONE, store.fresh("model/key").orElseThrow().value());
    assertTrue(versions.versions("model/key").get(0).current());
  }

  @Test
  final void theFormerVersionStaysReadableAfterAPromotion() {
    both();
    assertTrue(versions.promote("model/key", "two", "one"));
    assertEquals(TWO, store.fresh("model/key").orElseThrow().value());
    assertEquals(ONE, store.read("model/key", "one").orElseThrow().value());
    assertEquals(1, versions.versions("model/key").stream().filter(v -> v.current()).count());
  }

  @Test
  final void promotingAgainstAnotherCurrentVersionIsFalseAndChangesNothing() {
    both();
    assertFalse(versions.promote("model/key", "two", "zero"));
    assertFalse(versions.promote("model/key", "two", SecretVersions.NONE));
    assertEquals(ONE, store.fresh("model/key").orElseThrow().value());
  }

  @Test
  final void promotingTheCurrentVersionAgainIsTrue() {
    both();
    versions.promote("model/key", "two", "one");
    assertTrue(versions.promote("model/key", "two", "one"));
  }

  @Test
  final void promotingWhatWasNeverStagedIsMissing() {
    both();
    refuses(Code.MISSING, () -> versions.promote("model/key", "three", "one"));
  }

  @Test
  final void goingBackIsAPromotion() {
    both();
    versions.promote("model/key", "two", "one");
    assertTrue(versions.promote("model/key", "one", "two"));
    assertEquals(ONE, store.fresh("model/key").orElseThrow().value());
  }

  @Test
  final void aDestroyedVersionIsNeitherReadNorListed() {
    both();
    versions.destroy("model/key", "two");
    assertEquals(Optional.empty(), store.read("model/key", "two"));
    assertEquals(List.of("one"), names());
  }

  @Test
  final void destroyingWhatIsNotThereIsNoError() {
    versions.destroy("model/key", "nine");
    both();
    versions.destroy("model/key", "nine");
    assertEquals(List.of("one", "two"), names());
  }

  @Test
  final void destroyingTheCurrentVersionIsInvalidAndKeepsIt() {
    both();
    refuses(Code.INVALID, () -> versions.destroy("model/key", "one"));
    assertEquals(ONE, store.fresh("model/key").orElseThrow().value());
  }

  @Test
  final void aNameOutsideTheRuleIsInvalid() {
    refuses(Code.INVALID, () -> versions.stage("model/key", "a/b", ONE));
    refuses(Code.INVALID, () -> versions.stage("model/key", "", ONE));
    refuses(Code.INVALID, () -> versions.stage("model/key", "a".repeat(65), ONE));
    refuses(Code.INVALID, () -> versions.stage("../key", "one", ONE));
  }

  @Test
  final void ofRacingPromotionsExactlyOneWins() throws Exception {
    both();
    for (int i = 0; i < 8; i++) {
      versions.stage("model/key", "racer-" + i, SecretText.of("test", "racer " + i));
    }
    List<Boolean> won = Racing.race(8, i -> versions.promote("model/key", "racer-" + i, "one"));
    assertEquals(1, won.stream().filter(one -> one).count());
  }

  private void both() {
    versions.stage("model/key", "one", ONE);
    versions.promote("model/key", "one", SecretVersions.NONE);
    versions.stage("model/key", "two", TWO);
  }

  private List<String> names() {
    TreeSet<String> names = new TreeSet<>();
    versions.versions("model/key").forEach(version -> names.add(version.name()));
    return List.copyOf(names);
  }
}
