package dev.portcullis.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LimitFilesTest {

  private static String problem(Runnable reading) {
    return String.valueOf(assertThrows(IllegalArgumentException.class, reading::run).getMessage());
  }

  @Test
  void everyBadLineOfTheRulesIsNamed() {
    String text =
        """
        # comment
        team * requests_per_minute 5
        key * requests_per_hour 5
        key * tokens_per_day -1
        key * tokens_per_day 1.5
        key * tokens_per_day
        key a tokens_per_day 1
        key a tokens_per_day 2
        key b spend_per_day 0.0000000001
        """;
    String message = problem(() -> LimitRules.parse(text, "limits.txt"));
    for (int line : new int[] {2, 3, 4, 5, 6, 8, 9}) {
      assertTrue(message.contains("limits.txt:" + line + ": "), message);
    }
    assertEquals(7, message.lines().count(), message);
  }

  @Test
  void spendIsReadInDollars() {
    LimitRules rules = LimitRules.parse("tenant acme spend_per_day 12.50 # dollars", "l");
    assertEquals(Map.of(Limit.SPEND_PER_DAY, 12_500_000_000L), rules.of(Scope.TENANT, "acme"));
    assertEquals(Map.of(), rules.of(Scope.TENANT, "other"));
  }

  @Test
  void theLongestMatchingNamePricesTheModel() {
    Prices prices = Prices.parse("* 9 9\ngpt-* 2 2\ngpt-4o-* 3 3\ngpt-4o-x 4 4\n", "p");
    Usage million = new Usage(1_000_000, 0);
    assertEquals(4_000_000_000L, prices.nanoDollars("gpt-4o-x", million));
    assertEquals(3_000_000_000L, prices.nanoDollars("gpt-4o-y", million));
    assertEquals(2_000_000_000L, prices.nanoDollars("gpt-5", million));
    assertEquals(9_000_000_000L, prices.nanoDollars("other", million));
  }

  @Test
  void aPartOfTheSmallestUnitIsRoundedUp() {
    assertEquals(1, Prices.parse("* 0.0001 0", "p").nanoDollars("m", new Usage(1, 0)));
  }

  @Test
  void pricesWithoutOneForUnlistedModelsAreRefused() {
    assertTrue(problem(() -> Prices.parse("gpt 1 1", "prices.txt")).contains("'*'"));
  }

  @Test
  void aBadPriceIsNamedWithItsLine() {
    for (String bad : new String[] {"* -1 1", "* 1", "* 1 1 1", "* 1e9 1", "* NaN 1", "* 1 ,5"}) {
      assertTrue(problem(() -> Prices.parse("\n" + bad, "p.txt")).startsWith("p.txt:2: "), bad);
    }
  }

  @Test
  void theShippedPricesAreReadable() {
    assertTrue(Prices.shipped().nanoDollars("never-heard-of", new Usage(1, 1)) > 0);
  }

  @Test
  void theShippedLimitsAreReadable() throws java.io.IOException {
    String text =
        java.nio.file.Files.readString(
            java.nio.file.Path.of("..", "..", "infra", "policies", "limits.txt"));
    LimitRules rules = LimitRules.parse(text, "limits.txt");
    assertEquals(120L, rules.of(Scope.KEY, "any").get(Limit.REQUESTS_PER_MINUTE));
  }

  @Test
  void aThreadThatIsToldToStopStopsWaiting() {
    Thread.currentThread().interrupt();
    assertTrue(!Backoff.sleeping(new java.util.Random(1)).pause(1));
    assertTrue(Thread.interrupted());
  }
}
