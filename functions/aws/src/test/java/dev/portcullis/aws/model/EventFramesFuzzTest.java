package dev.portcullis.aws.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.aws.wire.Frames;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EventFramesFuzzTest {
  private static final long SEED = Long.getLong("portcullis.fuzz.seed", 20261126L);
  private static final long MILLIS = Long.getLong("portcullis.fuzz.millis", 5_000L);

  @Test
  void everyFrameOfTheSdkIsReadAndNoChangedOneIs() throws IOException {
    Random random = new Random(SEED);
    long end = System.nanoTime() + MILLIS * 1_000_000;
    long tried = 0;
    while (System.nanoTime() < end) {
      byte[] payload = new byte[random.nextInt(300)];
      random.nextBytes(payload);
      byte[] frame = Frames.frame(Map.of(":event-type", "e" + random.nextInt()), payload);
      EventFrame read = new EventFrames(new ByteArrayInputStream(frame)).next().orElseThrow();
      assertArrayEquals(payload, read.payload());
      byte[] wrong = changed(frame, random);
      assertThrows(
          IOException.class,
          () -> new EventFrames(new ByteArrayInputStream(wrong)).next(),
          "seed " + SEED + ", number " + tried);
      tried++;
    }
    assertTrue(tried > 1_000, "only " + tried);
  }

  private static byte[] changed(byte[] frame, Random random) {
    if (random.nextInt(3) == 0) {
      return Arrays.copyOf(frame, 1 + random.nextInt(frame.length - 1));
    }
    byte[] wrong = frame.clone();
    wrong[random.nextInt(wrong.length)] ^= (byte) (1 << random.nextInt(8));
    return wrong;
  }

  @Test
  void anAnnouncedLengthOverTheBoundIsRefusedBeforeItIsRead() {
    byte[] huge = Frames.frame(Map.of(), "x".repeat(16 << 20).getBytes(UTF_8));
    assertThrows(IOException.class, () -> new EventFrames(new ByteArrayInputStream(huge)).next());
  }
}
