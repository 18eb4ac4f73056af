package dev.portcullis.audit.read;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.portcullis.ports.PortException;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class BundleSourceTest {
  private final Map<String, byte[]> objects = new HashMap<>();

  @Test
  void entriesOfFullAndPartialBundlesComeInOrder() {
    BundleSource source = log(600);
    List<byte[]> entries = new ArrayList<>();
    source.read(0, 600, (index, entry) -> entries.add(entry));
    for (int i = 0; i < 600; i++) {
      assertArrayEquals(entry(i), entries.get(i));
    }
  }

  @Test
  void aPartOfTheLogIsReadWithoutTheRest() {
    BundleSource source = log(600);
    objects.remove("tile/entries/000");
    List<Long> indexes = new ArrayList<>();
    source.read(300, 303, (index, entry) -> indexes.add(index));
    assertEquals(List.of(300L, 301L, 302L), indexes);
  }

  @Test
  void aPartialBundleThatWasReplacedByTheFullOneIsReadFromIt() {
    log(512);
    BundleSource older = new BundleSource(key -> Optional.ofNullable(objects.get(key)), () -> 300);
    List<Long> indexes = new ArrayList<>();
    older.read(0, 300, (index, entry) -> indexes.add(index));
    assertEquals(300, indexes.size());
  }

  @Test
  void aMissingBundleIsAFailureAndNotAGap() {
    BundleSource source = log(600);
    objects.remove("tile/entries/001");
    PortException missing =
        assertThrows(PortException.class, () -> source.read(0, 600, (index, entry) -> true));
    assertEquals(PortException.Code.MISSING, missing.code());
  }

  @Test
  void aShortBundleIsCorrupt() {
    BundleSource source = log(256);
    byte[] whole = objects.get("tile/entries/000");
    for (int length : new int[] {0, 1, 2, 7, whole.length - 1}) {
      objects.put("tile/entries/000", Arrays.copyOf(whole, length));
      PortException broken =
          assertThrows(PortException.class, () -> source.read(0, 256, (index, entry) -> true));
      assertEquals(PortException.Code.CORRUPT, broken.code());
    }
  }

  @Test
  void randomBytesAreEntriesOrCorrupt() {
    long seed = 3;
    Random random = new Random(seed);
    BundleSource source = log(256);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = new byte[random.nextInt(1_500)];
      random.nextBytes(bytes);
      for (int n = 0; n < bytes.length && random.nextInt(4) > 0; n += 2) {
        bytes[n] = 0;
      }
      objects.put("tile/entries/000", bytes);
      try {
        source.read(0, 256, (index, entry) -> true);
      } catch (PortException e) {
        assertEquals(PortException.Code.CORRUPT, e.code(), "seed " + seed + " #" + i);
      }
    }
  }

  @Test
  void readingBeyondTheLogIsAMistakeOfTheCaller() {
    BundleSource source = log(10);
    assertThrows(IllegalArgumentException.class, () -> source.read(0, 11, (index, entry) -> true));
  }

  @Test
  void bundleNumbersAreWrittenInGroupsOfThree() {
    assertEquals("000", BundleSource.path(0));
    assertEquals("999", BundleSource.path(999));
    assertEquals("x001/000", BundleSource.path(1000));
    assertEquals("x001/x234/067", BundleSource.path(1_234_067));
  }

  private BundleSource log(int size) {
    for (int first = 0; first < size; first += 256) {
      int width = Math.min(256, size - first);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      for (int i = first; i < first + width; i++) {
        byte[] entry = entry(i);
        out.write(entry.length >>> 8);
        out.write(entry.length);
        out.writeBytes(entry);
      }
      String name = "tile/entries/" + BundleSource.path(first / 256);
      objects.put(width == 256 ? name : name + ".p/" + width, out.toByteArray());
    }
    return new BundleSource(key -> Optional.ofNullable(objects.get(key)), () -> size);
  }

  private static byte[] entry(int i) {
    byte[] entry = new byte[i % 700];
    Arrays.fill(entry, (byte) i);
    return entry;
  }
}
