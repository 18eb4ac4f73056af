package dev.portcullis.authorization.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The JDK reads the same, or neither reads anything. */
final class MomentsTest {
  private static final long SEED = 20261127;

  private static boolean check(String text, String where) {
    try {
      assertEquals(Instant.parse(text), Moments.parse(text), where);
      return true;
    } catch (DateTimeException none) {
      assertThrows(DateTimeException.class, () -> Moments.parse(text), where);
      return false;
    }
  }

  @Test
  void oddOnesAreReadAsTheJdkReadsThem() {
    for (String text :
        List.of(
            "",
            "Z",
            "2026-01-01T00:00:00Z",
            "2026-01-01t00:00:00z",
            "2026-01-01T24:00:00Z",
            "2026-06-30T23:59:60Z",
            "2026-02-29T00:00:00Z",
            "2024-02-29T00:00:00Z",
            "2026-01-01T00:00:00.Z",
            "2026-01-01T00:00:00.1Z",
            "2026-01-01T00:00:00.123456789Z",
            "2026-01-01T00:00:00.1234567890Z",
            "2026-01-01T00:00:00+01:00",
            "2026-01-01T00:00Z",
            "+12026-01-01T00:00:00Z",
            "-0001-01-01T00:00:00Z",
            "\u0662026-01-01T00:00:00Z")) {
      check(text, text);
    }
  }

  @Test
  void momentsAndTheirMutantsAreReadAsTheJdkReadsThem() {
    Random random = new Random(SEED);
    int read = 0;
    for (int round = 0; round < 40_000; round++) {
      long nanos = random.nextBoolean() ? 0 : random.nextInt(1_000) * 1_000_000L;
      Instant moment =
          Instant.ofEpochSecond(random.nextLong(-62_000_000_000L, 250_000_000_000L), nanos);
      StringBuilder text = new StringBuilder(moment.toString());
      for (int n = random.nextInt(3); n > 0; n--) {
        text.setCharAt(random.nextInt(text.length()), "0123459:-.TZ+ ".charAt(random.nextInt(14)));
      }
      read += check(text.toString(), "seed " + SEED + " #" + round + " " + text) ? 1 : 0;
    }
    assertTrue(read > 10_000, read + " were read");
  }
}
