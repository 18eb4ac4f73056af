package dev.portcullis.redaction.detect;

import java.util.List;

/** Whether a value looks random enough to be a secret. */
final class Entropy {
  private Entropy() {}

  /** Whether the value has this many bits a character and none of the words in it (any case). */
  static boolean suffices(char[] text, int start, int end, double least, List<String> stops) {
    if (least > 0 && shannon(text, start, end) < least) {
      return false;
    }
    for (String stop : stops) {
      if (contains(text, start, end, stop)) {
        return false;
      }
    }
    return true;
  }

  /** Shannon entropy of the characters in bits a character. */
  static double shannon(char[] text, int start, int end) {
    int[] counts = new int[128];
    for (int i = start; i < end; i++) {
      counts[text[i] & 127]++;
    }
    double length = end - start;
    double bits = 0;
    for (int count : counts) {
      if (count > 0) {
        double share = count / length;
        bits -= share * Math.log(share) / Math.log(2);
      }
    }
    return bits;
  }

  private static boolean contains(char[] text, int start, int end, String word) {
    for (int i = start; i + word.length() <= end; i++) {
      int j = 0;
      while (j < word.length() && Character.toLowerCase(text[i + j]) == word.charAt(j)) {
        j++;
      }
      if (j == word.length()) {
        return true;
      }
    }
    return false;
  }
}
