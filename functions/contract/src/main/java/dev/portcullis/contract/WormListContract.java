package dev.portcullis.contract;

import static dev.portcullis.contract.Refusals.refuses;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portcullis.ports.PortException.Code;
import dev.portcullis.ports.WormStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How every {@link WormStore} lists: by prefix, behind a key, in the order of the keys' bytes. */
public abstract class WormListContract {
  private WormStore store = new Unset();
  private Instant later = Instant.MAX;

  /** For adapters' suites. */
  protected WormListContract() {}

  /** An empty store. */
  protected abstract WormStore emptyStore() throws Exception;

  /** The time by the store's own clock. */
  protected abstract Instant now();

  @BeforeEach
  final void open() throws Exception {
    store = emptyStore();
    later = now().plus(Duration.ofHours(1));
  }

  @Test
  final void anEmptyStoreListsNothing() {
    assertEquals(List.of(), keys("", "", 1_000));
  }

  @Test
  final void keysComeInTheOrderOfTheirBytes() {
    create("b", "a/b", "a-b", "a.b", "a0", "B", "a_b");
    assertEquals(List.of("B", "a-b", "a.b", "a/b", "a0", "a_b", "b"), keys("", "", 1_000));
  }

  @Test
  final void aPrefixNeedNotEndAtASlash() {
    create("log/10", "log/1", "log/2", "logs/1");
    assertEquals(List.of("log/1", "log/10"), keys("log/1", "", 1_000));
  }

  @Test
  final void listingStartsBehindTheGivenKey() {
    create("a/1", "a/2", "a/3");
    assertEquals(List.of("a/3"), keys("a/", "a/2", 1_000));
  }

  @Test
  final void theGivenKeyNeedNotExist() {
    create("a/1", "a/3");
    assertEquals(List.of("a/3"), keys("a/", "a/2", 1_000));
  }

  @Test
  final void aGivenKeyBeforeThePrefixHidesNothing() {
    create("b/1", "b/2");
    assertEquals(List.of("b/1", "b/2"), keys("b/", "a", 1_000));
  }

  @Test
  final void aGivenKeyBehindThePrefixLeavesNothing() {
    create("b/1");
    assertEquals(List.of(), keys("b/", "c", 1_000));
  }

  @Test
  final void noMoreThanTheLimitComeBack() {
    create("a", "b", "c");
    assertEquals(List.of("a", "b"), keys("", "", 2));
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 1_001})
  final void aLimitOutsideOneToAThousandIsInvalid(int limit) {
    refuses(Code.INVALID, () -> store.list("", "", limit));
  }

  @Test
  final void sizesAreListed() {
    store.create("a", new byte[42], later);
    assertEquals(42, store.list("", "", 1).get(0).size());
  }

  @Test
  final void pagesTogetherAreTheWholeOrder() {
    long seed = 20261124;
    Random random = new Random(seed);
    TreeSet<String> expected = new TreeSet<>();
    while (expected.size() < 200) {
      // Files end in x and folders do not, so that no key is another's folder.
      expected.add(
          "k" + random.nextInt(9) + "-/" + random.nextInt(99) + "./" + random.nextInt(9) + "x");
    }
    expected.forEach(this::create);
    List<String> seen = new ArrayList<>();
    List<String> page = keys("", "", 7);
    while (!page.isEmpty()) {
      seen.addAll(page);
      page = keys("", page.get(page.size() - 1), 7);
    }
    assertEquals(List.copyOf(expected), seen, "seed " + seed);
  }

  @Test
  final void aCreatedObjectIsListedAtOnce() {
    for (int i = 0; i < 50; i++) {
      String key = "now/" + i;
      create(key);
      assertEquals(List.of(key), keys(key, "", 1));
    }
  }

  private void create(String... keys) {
    for (String key : keys) {
      store.create(key, new byte[] {1}, later);
    }
  }

  private List<String> keys(String prefix, String after, int limit) {
    return store.list(prefix, after, limit).stream().map(WormStore.Entry::key).toList();
  }
}
