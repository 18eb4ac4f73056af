package dev.portcullis.audit.record;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.Test;

final class CanonicalObjectTest {

  @Test
  void membersAreSortedByUtf16CodeUnitsAndNotByCodePoints() {
    CanonicalObject object =
        new CanonicalObject().put("\uFB33", 1).put("\uD83D\uDE02", 2).put("a", 3);
    assertEquals("{\"a\":3,\"\uD83D\uDE02\":2,\"\uFB33\":1}", text(object));
  }

  @Test
  void stringsAreEscapedInTheOneAllowedWay() {
    CanonicalObject object =
        new CanonicalObject().put("k", "\u0000\b\t\n\u000b\f\r\u001f\"\\/\u007f\u20ac");
    assertEquals(
        "{\"k\":\"\\u0000\\b\\t\\n\\u000b\\f\\r\\u001f\\\"\\\\/\u007f\u20ac\"}", text(object));
  }

  @Test
  void emptyObjectsAndArraysHaveNoSpace() {
    CanonicalObject object =
        new CanonicalObject()
            .put("a", new CanonicalObject())
            .putStrings("b", List.of())
            .putCounts("c", Map.of());
    assertEquals("{\"a\":{},\"b\":[]}", text(object));
  }

  @Test
  void anIntegerBeyondADoubleIsRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new CanonicalObject().put("n", CanonicalObject.MAX_INTEGER + 1));
  }

  @Test
  void aLoneSurrogateIsRefused() {
    for (String text : List.of("\uD83D", "\uDE02", "a\uD83Db", "\uDE02\uD83D")) {
      CanonicalObject object = new CanonicalObject().put("k", text);
      assertThrows(IllegalArgumentException.class, object::toBytes);
    }
  }

  @Test
  void aMemberIsSetOnce() {
    CanonicalObject object = new CanonicalObject().put("k", 1);
    assertThrows(IllegalStateException.class, () -> object.put("k", 1));
  }

  @Test
  void anotherImplementationGivesTheSameBytesForEveryKindOfRecord() throws IOException {
    for (AuditRecord record : SampleRecords.all()) {
      byte[] ours = SampleRecords.encoder().encode(record).bytes();
      assertArrayEquals(new JsonCanonicalizer(ours).getEncodedUTF8(), ours);
    }
  }

  @Test
  void anotherImplementationGivesTheSameBytesForRandomObjects() throws IOException {
    long seed = 20261124;
    Random random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      byte[] ours = object(random, 0).toBytes();
      assertArrayEquals(
          new JsonCanonicalizer(ours).getEncodedUTF8(), ours, "seed " + seed + " #" + i);
    }
  }

  private static CanonicalObject object(Random random, int depth) {
    CanonicalObject object = new CanonicalObject();
    for (int i = random.nextInt(6); i > 0; i--) {
      String name = string(random) + i;
      switch (random.nextInt(depth < 3 ? 4 : 2)) {
        case 0 -> object.put(name, string(random));
        case 1 -> object.put(name, random.nextLong() % CanonicalObject.MAX_INTEGER);
        case 2 -> object.put(name, object(random, depth + 1));
        default -> {
          List<CanonicalObject> values = new ArrayList<>();
          values.add(object(random, depth + 1));
          object.put(name, values);
        }
      }
    }
    return object;
  }

  private static String string(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      int[] ranges = {0x20, 0x80, 0x3000, 0xD7FF, 0x1F900};
      int point = random.nextInt(ranges[random.nextInt(ranges.length)]);
      text.appendCodePoint(point >= 0xD800 && point < 0xE000 ? 'x' : point);
    }
    return text.toString();
  }

  private static String text(CanonicalObject object) {
    return new String(object.toBytes(), StandardCharsets.UTF_8);
  }
}
