package dev.portcullis.authorization.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.authorization.Authentication;
import dev.portcullis.authorization.MemoryRecordStore;
import dev.portcullis.authorization.MemorySecretStore;
import dev.portcullis.authorization.RequestHead;
import dev.portcullis.authorization.keys.KeyLog.Change;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import dev.portcullis.ports.SecretText;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every write of every making goes wrong in every way: no secret is accepted of which the log does
 * not know that it was about to be made and that it was, and what is left is found and ended.
 */
final class KeyMakingTest {
  private static final KeySpec SPEC =
      KeySpec.of("live", "acme", "ann@example.org", "the demo", Set.of("developer"));
  private static final SecretText FOREIGN =
      SecretText.of("api key", "sk-other-0123456789abcdefghij");

  /** What is asked for. */
  enum Making {
    CREATE,
    IMPORT,
    ROTATE,
    EMERGENCY
  }

  /** What goes wrong with one write, to the table or to the log. */
  enum Wrong {
    KILLED_BEFORE,
    KILLED_AFTER,
    UNAVAILABLE,
    DENIED,
    LATE_AND_LOST,
    LATE_AND_KEPT
  }

  /** The process is no more; nothing of ours may catch it. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** One deployment, of whose writes one goes wrong, or all from there on. */
  private static final class World {
    final MemoryRecordStore table = new MemoryRecordStore();
    final Map<String, Set<Change>> log = new TreeMap<>();
    final List<String> entries = new ArrayList<>();
    final MemorySecretStore secrets = new MemorySecretStore().add("pepper", "1", "salt one");
    Instant now = Instant.parse("2026-11-24T14:00:00Z");
    Optional<Wrong> wrong = Optional.empty();
    boolean lasting;
    boolean happened;
    int at;
    int writes;

    final ApiKeys keys =
        new ApiKeys(
            new MemoryRecordStore() {
              @Override
              public Optional<Versioned> read(String key) {
                return table.read(key);
              }

              @Override
              public Optional<String> write(String key, byte[] body, String expected) {
                return effect(() -> table.write(key, body, expected));
              }

              @Override
              public List<Versioned> list(String prefix, String after, int limit) {
                return table.list(prefix, after, limit);
              }
            },
            secrets,
            "pepper",
            () -> now,
            new SecureRandom(),
            (event, id, change) -> effect(() -> written(event, change)));

    private boolean written(String event, Change change) {
      entries.add(event + " " + change);
      return log.computeIfAbsent(event, key -> EnumSet.noneOf(Change.class)).add(change);
    }

    private <T> T effect(Supplier<T> real) {
      int number = writes++;
      if (wrong.isEmpty() || number < at || (number > at && !lasting)) {
        return real.get();
      }
      happened = true;
      switch (wrong.get()) {
        case KILLED_BEFORE -> throw new Killed();
        case KILLED_AFTER -> {
          real.get();
          throw new Killed();
        }
        case UNAVAILABLE -> throw new PortException(Code.UNAVAILABLE, "planted");
        case DENIED -> throw new PortException(Code.DENIED, "planted");
        case LATE_AND_LOST -> throw new PortException(Code.TIMEOUT, "planted");
        case LATE_AND_KEPT -> {
          real.get();
          throw new PortException(Code.TIMEOUT, "planted");
        }
      }
      throw new AssertionError("the family is closed");
    }

    boolean accepted(SecretText key) {
      RequestHead head = new RequestHead("GET", "/", Map.of(), Optional.empty(), Optional.empty());
      return new ApiKeyVerifier(table, secrets, "pepper", () -> now).verify(key, head)
          instanceof Authentication.Authenticated;
    }

    /** Every secret that is accepted now has both its entries. */
    void nothingIsAcceptedInSilence(String where) {
      for (KeySummary key : keys.list("", 100)) {
        for (KeySummary.SecretState secret : key.secrets()) {
          if (key.state().equals("active") && secret.live()) {
            String event = key.id() + "-" + secret.createdAt().toEpochMilli();
            Set<Change> known = log.getOrDefault(event, Set.of());
            assertTrue(
                known.containsAll(Set.of(Change.CREATING, Change.CREATED))
                    || known.containsAll(Set.of(Change.REPLACING, Change.MADE_PRIMARY)),
                where + ": accepted, and the log has only " + known);
            assertFalse(known.contains(Change.GIVEN_UP), where + ": accepted and given up");
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Making.class)
  void nothingIsAcceptedThatTheLogDoesNotKnowAndNothingIsLeft(Making making) {
    for (Wrong wrong : Wrong.values()) {
      for (boolean lasting : new boolean[] {false, true}) {
        int at = 0;
        while (run(making, wrong, lasting, at)) {
          at++;
        }
        assertTrue(at >= 4, making + " has four writes at least");
      }
    }
  }

  /** False once there is no write left to go wrong. */
  private static boolean run(Making making, Wrong wrong, boolean lasting, int at) {
    World world = new World();
    KeyChange.Issued former = (KeyChange.Issued) world.keys.create(SPEC);
    world.now = world.now.plusSeconds(1);
    world.wrong = Optional.of(wrong);
    world.lasting = lasting;
    world.at = at;
    world.writes = 0;
    String where = making + " " + wrong + (lasting ? " lasting" : "") + " at " + at;
    Optional<KeyChange> answer = Optional.empty();
    try {
      answer = Optional.of(make(world, making, former.id()));
    } catch (PortException | Killed failed) {
      // Whoever asked was told that it failed, or nothing.
    }
    boolean happened = world.happened;
    world.wrong = Optional.empty();
    world.nothingIsAcceptedInSilence(where);
    if (answer.isPresent() && answer.get() instanceof KeyChange.Issued issued) {
      assertTrue(world.accepted(issued.key()), where + ": shown and refused");
    }
    boolean replaced =
        world.log.values().stream().anyMatch(known -> known.contains(Change.MADE_PRIMARY));
    assertTrue(replaced || world.accepted(former.key()), where + ": the former key is lost");

    world.now = world.now.plus(KeyMaking.LONGEST).plusSeconds(1);
    world.keys.giveUpUnfinished();
    world.nothingIsAcceptedInSilence(where + ", reconciled");
    everythingStoredHasItsEnd(world, where);
    int entries = world.entries.size();
    assertEquals(List.of(), world.keys.giveUpUnfinished(), where + ": found again");
    assertEquals(entries, world.entries.size(), where + ": recorded again");

    KeyChange again = make(world, making == Making.ROTATE ? Making.EMERGENCY : making, former.id());
    boolean before = again instanceof KeyChange.Refused && world.accepted(FOREIGN);
    assertTrue(before || !(again instanceof KeyChange.Refused), where + ": " + again);
    world.nothingIsAcceptedInSilence(where + ", done again");
    return happened;
  }

  private static KeyChange make(World world, Making making, String former) {
    return switch (making) {
      case CREATE -> world.keys.create(SPEC);
      case IMPORT -> world.keys.importKey(FOREIGN, SPEC);
      case ROTATE -> world.keys.rotate(former, Duration.ofHours(2));
      case EMERGENCY -> world.keys.rotate(former, Duration.ZERO);
    };
  }

  private static void everythingStoredHasItsEnd(World world, String where) {
    for (KeySummary key : world.keys.list("", 100)) {
      assertFalse(key.state().equals("unfinished"), where);
      for (KeySummary.SecretState secret : key.secrets()) {
        assertTrue(!secret.unfinished() || key.state().equals("revoked"), where);
        String event = key.id() + "-" + secret.createdAt().toEpochMilli();
        Set<Change> known = world.log.get(event);
        assertTrue(
            secret.unfinished()
                ? known.contains(Change.GIVEN_UP)
                : known.contains(Change.CREATED) || known.contains(Change.MADE_PRIMARY),
            where + ": " + known);
      }
    }
  }

  @Test
  void theLogHasTheIntentBeforeTheTableHasAnything() {
    World world = new World();
    world.wrong = Optional.of(Wrong.KILLED_BEFORE);
    world.at = 1;
    killed(world, Making.CREATE, "");
    assertEquals(List.of(), world.keys.list("", 10));
    assertEquals(1, world.entries.size());
    assertTrue(world.entries.get(0).endsWith(" CREATING"), "" + world.entries);
  }

  @Test
  void aSecretBesideTwoThatAreLiveTakesNeitherOfTheirPlacesBeforeItIsFinished() {
    World world = new World();
    KeyChange.Issued first = (KeyChange.Issued) world.keys.create(SPEC);
    KeyChange.Issued second = (KeyChange.Issued) world.keys.rotate(first.id(), Duration.ofHours(2));
    world.wrong = Optional.of(Wrong.KILLED_BEFORE);
    world.writes = 0;
    world.at = 2;
    killed(world, Making.EMERGENCY, first.id());
    assertTrue(world.accepted(first.key()), "in its grace");
    assertTrue(world.accepted(second.key()), "the newest");
  }

  @Test
  void whatTakesTooLongIsGivenUpAndCannotBeFinishedAfterwards() {
    World world = new World();
    KeyChange.Issued former = (KeyChange.Issued) world.keys.create(SPEC);
    World other = world;
    List<String> found = new ArrayList<>();
    ApiKeys slow =
        new ApiKeys(
            world.table,
            world.secrets,
            "pepper",
            () -> other.now,
            new SecureRandom(),
            (event, id, change) -> {
              other.written(event, change);
              if (change == Change.MADE_PRIMARY) {
                // The process stood still for an hour, and somebody reconciled meanwhile.
                other.now = other.now.plus(Duration.ofHours(1));
                found.addAll(other.keys.giveUpUnfinished());
              }
            });
    assertInstanceOf(KeyChange.Refused.class, slow.rotate(former.id(), Duration.ZERO));
    assertEquals(List.of(former.id()), found);
    assertTrue(world.accepted(former.key()), "the former one");
    world.nothingIsAcceptedInSilence("after an hour");
  }

  @Test
  void aMakingUnderWayIsLeftAloneAndKeepsASecondOneWaiting() {
    World world = new World();
    KeyChange.Issued former = (KeyChange.Issued) world.keys.create(SPEC);
    world.wrong = Optional.of(Wrong.KILLED_BEFORE);
    world.writes = 0;
    world.at = 2;
    killed(world, Making.ROTATE, former.id());
    assertEquals(List.of(), world.keys.giveUpUnfinished());
    assertInstanceOf(KeyChange.Refused.class, world.keys.rotate(former.id(), Duration.ZERO));
    world.now = world.now.plus(KeyMaking.LONGEST).plusSeconds(1);
    assertInstanceOf(KeyChange.Issued.class, world.keys.rotate(former.id(), Duration.ZERO));
  }

  @Test
  void anUnfinishedKeyIsShownAsSuchAndWithoutAnEnd() {
    World world = new World();
    world.wrong = Optional.of(Wrong.KILLED_BEFORE);
    world.at = 2;
    killed(world, Making.CREATE, "");
    KeySummary key = world.keys.list("", 10).get(0);
    assertEquals("unfinished", key.state());
    assertEquals(Optional.empty(), key.secrets().get(0).usableUntil());
    assertFalse(key.secrets().get(0).live());
  }

  private static void killed(World world, Making making, String former) {
    try {
      make(world, making, former);
      throw new AssertionError("it was not killed");
    } catch (Killed now) {
      world.wrong = Optional.empty();
    }
  }
}
