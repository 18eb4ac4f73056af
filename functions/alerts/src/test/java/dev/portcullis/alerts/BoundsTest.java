package dev.portcullis.alerts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class BoundsTest {

  @Test
  void aBoundedMapForgetsWhatWasUsedLongestAgo() {
    Bounded<String, Integer> map = new Bounded<>(2);
    map.put("a", 1);
    map.put("b", 2);
    map.get("a");
    map.put("c", 3);
    assertEquals("[a, c]", map.keySet().toString());
  }

  @Test
  void aSlidingCountNeverExceedsWhatIsReallyInTheWindow() {
    long seed = 99;
    Random random = new Random(seed);
    WindowCount count = new WindowCount(1_200);
    long[] times = new long[3_000];
    long now = 0;
    for (int i = 0; i < times.length; i++) {
      now += random.nextInt(60);
      times[i] = now;
      long real = 0;
      long sure = 0;
      for (int j = 0; j <= i; j++) {
        real += times[j] > now - 1_200 ? 1 : 0;
        sure += times[j] > now - 1_100 ? 1 : 0;
      }
      long counted = count.add(now, "e");
      assertTrue(counted <= real && counted >= sure, "seed " + seed + " #" + i);
    }
  }

  @Test
  void aTimeBeforeTheWindowIsNotCountedIntoIt() {
    WindowCount count = new WindowCount(1_200);
    count.add(100_000, "a");
    assertEquals(1, count.add(50_000, "b"));
    assertEquals(2, count.add(100_001, "c"));
  }

  @Test
  void aJumpOfCenturiesIsCountedInAMoment() {
    WindowCount count = new WindowCount(1_200);
    count.add(0, "a");
    assertEquals(1, count.add(Long.MAX_VALUE / 2, "b"));
  }
}
