package dev.portcullis.audit.tlog;

/**
 * The names of a log's tiles, as C2SP tlog-tiles gives them.
 *
 * @param level 0 for leaf hashes; each level above hashes full tiles of the one below
 * @param index the tile's place in its level, 0 or more
 * @param width how many hashes it holds, 1 to 256
 */
public record Tile(int level, long index, int width) {
  /** How many hashes a full tile holds. */
  public static final int FULL = 256;

  public Tile {
    if (level < 0 || level > 63 || index < 0 || width < 1 || width > FULL) {
      throw new IllegalArgumentException("tile " + level + " " + index + " " + width);
    }
  }

  /** Where the tile's hashes are. */
  public String path() {
    return "tile/" + level + "/" + number(index) + suffix(width);
  }

  /** Where the entries of a level 0 tile are. */
  public static String entries(long index, int width) {
    return "tile/entries/" + number(index) + suffix(width);
  }

  /** The width of the tile at the right edge of a level, 0 if the level ends with a full one. */
  public static int edge(long size, int level) {
    return level > 7 ? 0 : (int) (size >>> (8 * level)) & 255;
  }

  /** How many full tiles a level has. */
  public static long full(long size, int level) {
    return level > 6 ? 0 : size >>> (8 * (level + 1));
  }

  private static String suffix(int width) {
    return width == FULL ? "" : ".p/" + width;
  }

  private static String number(long index) {
    StringBuilder path = new StringBuilder(three(index % 1000));
    for (long rest = index / 1000; rest > 0; rest /= 1000) {
      path.insert(0, "x" + three(rest % 1000) + "/");
    }
    return path.toString();
  }

  private static String three(long part) {
    return "" + part / 100 + part / 10 % 10 + part % 10;
  }
}
