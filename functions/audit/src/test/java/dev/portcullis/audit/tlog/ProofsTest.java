package dev.portcullis.audit.tlog;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ProofsTest {
  private final TreeHash hasher = new TreeHash();

  @Test
  void everyInclusionProofOfEverySmallTreeHolds() {
    for (int size = 1; size <= 70; size++) {
      TileTree tree = tree(size);
      for (int index = 0; index < size; index++) {
        List<byte[]> proof = tree.inclusion(index);
        assertTrue(Proofs.included(leaf(index), index, size, proof, naive(0, size)));
        assertFalse(Proofs.included(leaf(index + 1), index, size, proof, naive(0, size)));
        assertFalse(Proofs.included(leaf(index), index + 1, size, proof, naive(0, size)));
      }
    }
  }

  @Test
  void everyConsistencyProofOfEverySmallTreeHolds() {
    for (int size = 0; size <= 70; size++) {
      TileTree tree = tree(size);
      for (int old = 0; old <= size; old++) {
        List<byte[]> proof = tree.consistency(old);
        assertEquals(old > 0, Proofs.consistent(old, naive(0, old), size, naive(0, size), proof));
        if (old > 0 && old < size) {
          assertFalse(Proofs.consistent(old, naive(0, size), size, naive(0, size), proof));
        }
      }
    }
  }

  @Test
  void proofsReachOverTilesOfThreeLevels() {
    int size = 70_000;
    TileTree tree = tree(size);
    byte[] root = tree.root();
    for (int index : new int[] {0, 255, 256, 65_535, 65_536, 69_887, 69_888, 69_999}) {
      assertTrue(Proofs.included(leaf(index), index, size, tree.inclusion(index), root));
    }
    for (int old : new int[] {1, 255, 256, 257, 65_536, 69_999}) {
      assertTrue(Proofs.consistent(old, tree(old).root(), size, root, tree.consistency(old)));
    }
  }

  @Test
  void aChangedProofNeverHolds() {
    long seed = 7;
    Random random = new Random(seed);
    TileTree tree = tree(1_000);
    byte[] root = tree.root();
    for (int round = 0; round < 1_000; round++) {
      int index = random.nextInt(1_000);
      List<byte[]> proof = changed(tree.inclusion(index), random);
      assertFalse(Proofs.included(leaf(index), index, 1_000, proof, root), "seed " + seed);
      int old = 1 + random.nextInt(998);
      List<byte[]> grown = changed(tree.consistency(old), random);
      assertFalse(Proofs.consistent(old, tree(old).root(), 1_000, root, grown), "seed " + seed);
    }
  }

  @Test
  void theCompactRangeGivesTheRootOfEverySize() {
    CompactRange range = CompactRange.empty();
    for (int size = 1; size <= 300; size++) {
      range.append(leaf(size - 1), 0, hasher);
      assertArrayEquals(naive(0, size), range.root(hasher), "size " + size);
      assertArrayEquals(range.root(hasher), CompactRange.of(size, range.hashes()).root(hasher));
    }
  }

  @Test
  void theEdgeOfATreeAgreesOnlyWithItsOwnRange() {
    GrowingTree tree = GrowingTree.empty(hasher, (tile, hashes) -> {});
    for (int i = 0; i < 700; i++) {
      tree.append(leaf(i), 0);
    }
    List<byte[]> partial = tree.partial();
    assertEquals(2, partial.size());
    for (int level = 0; level < 2; level++) {
      assertTrue(GrowingTree.agrees(tree.range(), level, partial.get(level), hasher));
      byte[] bad = partial.get(level).clone();
      bad[0] ^= 1;
      assertFalse(GrowingTree.agrees(tree.range(), level, bad, hasher));
    }
  }

  @Test
  void aTileIsNamedAsTheSpecificationSays() {
    assertEquals("tile/0/x001/x234/067", new Tile(0, 1_234_067, 256).path());
    assertEquals("tile/2/000.p/1", new Tile(2, 0, 1).path());
    assertEquals("tile/entries/x001/000.p/255", Tile.entries(1_000, 255));
  }

  private static List<byte[]> changed(List<byte[]> proof, Random random) {
    List<byte[]> changed = new ArrayList<>(proof);
    int at = random.nextInt(proof.size());
    switch (random.nextInt(4)) {
      case 0 -> changed.remove(at);
      case 1 -> changed.add(at, new byte[32]);
      case 2 -> changed.add(proof.get(at));
      default -> {
        byte[] bad = proof.get(at).clone();
        bad[random.nextInt(32)] ^= (byte) (1 << random.nextInt(8));
        changed.set(at, bad);
      }
    }
    return changed;
  }

  private TileTree tree(int size) {
    Map<Tile, byte[]> tiles = new HashMap<>();
    GrowingTree growing = GrowingTree.empty(hasher, tiles::put);
    for (int i = 0; i < size; i++) {
      growing.append(leaf(i), 0);
    }
    List<byte[]> partial = growing.partial();
    for (int level = 0; level < partial.size(); level++) {
      if (partial.get(level).length > 0) {
        Tile tile = new Tile(level, Tile.full(size, level), partial.get(level).length / 32);
        tiles.put(tile, partial.get(level));
      }
    }
    return new TileTree(size, tile -> Arrays.copyOf(tiles.get(tile), tile.width() * 32));
  }

  private byte[] leaf(int i) {
    return hasher.leaf(ByteBuffer.allocate(4).putInt(i).array());
  }

  /** RFC 6962, section 2.1, word for word. */
  private byte[] naive(int from, int to) {
    if (from == to) {
      return TreeHash.empty();
    }
    if (to - from == 1) {
      return leaf(from);
    }
    int middle = from + Integer.highestOneBit(to - from - 1);
    return hasher.node(naive(from, middle), naive(middle, to));
  }
}
