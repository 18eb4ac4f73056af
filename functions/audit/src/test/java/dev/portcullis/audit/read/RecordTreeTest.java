package dev.portcullis.audit.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RecordTreeTest {
  private static final String SAMPLE =
      "{\"a\":{\"b\":\"x\",\"n\":7,\"l\":[\"p\",1,{\"q\":\"r\"}],\"c\":{\"k\":2,\"t\":\"no\"}}}";

  @Test
  void pathsReachEveryKindOfValue() {
    RecordTree tree = RecordTree.parse(bytes(SAMPLE)).orElseThrow();
    assertEquals(Optional.of("x"), tree.text("a", "b"));
    assertEquals(OptionalLong.of(7), tree.number("a", "n"));
    assertEquals(List.of("p"), tree.texts("a", "l"));
    assertEquals(Optional.of("r"), tree.objects("a", "l").get(0).text("q"));
    assertEquals(Map.of("k", 2L), tree.counts("a", "c"));
  }

  @Test
  void aPathThatIsNotThereOrOfAnotherTypeIsEmpty() {
    RecordTree tree = RecordTree.parse(bytes(SAMPLE)).orElseThrow();
    assertEquals(Optional.empty(), tree.text("a", "n"));
    assertEquals(Optional.empty(), tree.text("a", "b", "c"));
    assertEquals(OptionalLong.empty(), tree.number("z"));
    assertEquals(List.of(), tree.objects("a"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "[]", "1", "{", "{}{}", "{\"a\":1,\"a\":2}", "{\"a\":NaN}", "{a:1}", "\u0000"})
  void whatIsNotOneObjectIsEmpty(String json) {
    assertTrue(RecordTree.parse(bytes(json)).isEmpty());
  }

  @Test
  void nestingBeyondTheBoundIsEmptyAndNotAnOverflow() {
    assertTrue(RecordTree.parse(bytes("{\"a\":".repeat(100_000))).isEmpty());
  }

  @Test
  void randomChangesToARecordNeverThrow() {
    long seed = 7;
    Random random = new Random(seed);
    for (int i = 0; i < 50_000; i++) {
      byte[] json = bytes(SAMPLE);
      for (int n = random.nextInt(4); n >= 0; n--) {
        json[random.nextInt(json.length)] = (byte) random.nextInt(256);
      }
      RecordTree.parse(json).ifPresent(tree -> tree.text("a", "b"));
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
