package dev.portcullis.local.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;
import java.util.TreeMap;

/** {@code dependencies.txt}: what is used by whom, under which licence, and why. */
final class DependencyList {
  private DependencyList() {}

  /**
   * A line.
   *
   * @param artifact group, name, classifier if any, and version, parted by colons
   * @param where the widest place it is used in
   * @param licence its SPDX identifier
   * @param why what it is for
   */
  record Line(String artifact, String where, String licence, String why) {}

  /** The lines by their artifacts. */
  static Map<String, Line> read() {
    Map<String, Line> lines = new TreeMap<>();
    try {
      for (String text :
          Files.readAllLines(Checkout.ROOT.resolve("dependencies.txt"), StandardCharsets.UTF_8)) {
        if (text.isBlank() || text.startsWith("#")) {
          continue;
        }
        String[] word = text.split(" +", 4);
        if (word.length < 4) {
          throw new IllegalStateException("four columns are needed: " + text);
        }
        Line line = new Line(word[0], word[1], word[2], word[3]);
        if (lines.put(line.artifact(), line) != null) {
          throw new IllegalStateException("listed twice: " + line.artifact());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return lines;
  }
}
