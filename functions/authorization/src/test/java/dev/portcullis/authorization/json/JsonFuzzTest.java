package dev.portcullis.authorization.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonFuzzTest {
  private static final long SEED = Long.getLong("portcullis.fuzz.seed", 20261124L);
  private static final long MILLIS = Long.getLong("portcullis.fuzz.millis", 2_000L);
  private static final String BITS = "{}[]\":,\\ \n\tu0019eE+-.tfn\"abc\u0000é\ud83d\ude00";
  private final Random random = new Random(SEED);

  @Test
  void noTextCrashesTheReaderAndEveryTreeReadsBack() throws Exception {
    StrictJson json = new StrictJson(32);
    long end = System.nanoTime() + MILLIS * 1_000_000;
    int refused = 0;
    int read = 0;
    while (System.nanoTime() < end) {
      Object tree = tree(0);
      String text = StrictJson.write(tree);
      assertEquals(tree, json.read(text), "seed " + SEED);
      StringBuilder changed = new StringBuilder(text);
      for (int edits = random.nextInt(4); edits >= 0; edits--) {
        int at = random.nextInt(changed.length());
        changed.setCharAt(at, BITS.charAt(random.nextInt(BITS.length())));
      }
      try {
        json.read(changed.toString());
        read++;
      } catch (StrictJson.Malformed expected) {
        refused++;
      } catch (RuntimeException crash) {
        throw new AssertionError("seed " + SEED + ": " + changed, crash);
      }
    }
    assertTrue(read > 0 && refused > 0, read + " read, " + refused + " refused");
  }

  private Object tree(int depth) {
    return switch (random.nextInt(depth > 5 ? 3 : 5)) {
      case 0 -> random.nextLong() >> random.nextInt(64);
      case 1 -> random.nextBoolean();
      case 2 -> text();
      case 3 -> {
        List<Object> list = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          list.add(tree(depth + 1));
        }
        yield list;
      }
      default -> {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          map.put(text(), tree(depth + 1));
        }
        yield map;
      }
    };
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(6); i > 0; i--) {
      text.append(BITS.charAt(random.nextInt(BITS.length())));
    }
    return text.toString();
  }
}
