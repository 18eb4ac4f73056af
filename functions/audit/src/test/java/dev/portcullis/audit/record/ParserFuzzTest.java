package dev.portcullis.audit.record;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.portcullis.ports.KeyWrapping.Wrapped;
import dev.portcullis.ports.PortException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever text comes in, the small parsers give a value or their one error, and soon. */
final class ParserFuzzTest {
  private static final long SEED = 20261124;
  private static final String ALPHABET = "0123456789abcdef.:-/ %[]fF\u00e9\u0000\n";

  @Test
  void addressesAreAddressesOrUnknown() {
    Random random = new Random(SEED);
    for (int i = 0; i < 100_000; i++) {
      String text = mutate("2001:db8:85a3::8a2e:203.0.113.7", random);
      NetworkOrigin origin = NetworkOrigin.of(text, NetworkOrigin.Detail.TRUNCATED);
      assertTrue(
          origin.address().map(a -> a.endsWith(".0") || a.endsWith(":0")).orElse(true),
          "seed " + SEED + " #" + i);
    }
  }

  @Test
  void traceContextsAreHexadecimalOrNone() {
    Random random = new Random(SEED);
    for (int i = 0; i < 100_000; i++) {
      TraceContext.parse(mutate("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", random));
    }
  }

  @Test
  void subjectRecordsAreWholeOrCorrupt() {
    Random random = new Random(SEED);
    String whole =
        new String(
            new SubjectRecord("s-0011223344556677", new Wrapped("wrap-1", new byte[40])).encode(),
            StandardCharsets.US_ASCII);
    for (int i = 0; i < 100_000; i++) {
      try {
        SubjectRecord.decode(mutate(whole, random).getBytes(StandardCharsets.UTF_8));
      } catch (PortException e) {
        assertTrue(e.code() == PortException.Code.CORRUPT, "seed " + SEED + " #" + i);
      } catch (IllegalArgumentException e) {
        fail("seed " + SEED + " #" + i, e);
      }
    }
  }

  private static String mutate(String text, Random random) {
    StringBuilder changed = new StringBuilder(text);
    for (int n = random.nextInt(4); n >= 0; n--) {
      int at = random.nextInt(changed.length() + 1);
      char c = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
      if (at == changed.length() || random.nextInt(3) == 0) {
        changed.insert(at, c);
      } else if (random.nextBoolean()) {
        changed.setCharAt(at, c);
      } else {
        changed.deleteCharAt(at);
      }
    }
    return changed.toString();
  }
}
