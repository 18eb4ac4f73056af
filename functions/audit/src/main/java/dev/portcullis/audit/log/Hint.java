package dev.portcullis.audit.log;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the last run got to, for the next one's speed. It is not trusted: a wrong one costs reads
 * and changes nothing.
 *
 * @param number the last commit that was signed and published
 * @param digest that commit's digest
 * @param checkpoint its signed and cosigned checkpoint
 */
public record Hint(long number, String digest, byte[] checkpoint) {
  /** Where the hint is, among what is published. */
  public static final String KEY = "hint/commit";

  private static final Pattern LINE =
      Pattern.compile("portcullis-hint-v1 (0|[1-9][0-9]{0,11}) ([0-9a-f]{64})\n");

  byte[] render() {
    byte[] line =
        ("portcullis-hint-v1 " + number + " " + digest + "\n").getBytes(StandardCharsets.US_ASCII);
    byte[] all = Arrays.copyOf(line, line.length + checkpoint.length);
    System.arraycopy(checkpoint, 0, all, line.length, checkpoint.length);
    return all;
  }

  /** Reads a hint; empty if it is none. */
  public static Optional<Hint> parse(byte[] stored) {
    int end = 0;
    while (end < stored.length && stored[end] != '\n') {
      end++;
    }
    end = Math.min(end + 1, stored.length);
    Matcher line = LINE.matcher(new String(stored, 0, end, StandardCharsets.US_ASCII));
    return line.matches()
        ? Optional.of(
            new Hint(
                Long.parseLong(line.group(1)),
                line.group(2),
                Arrays.copyOfRange(stored, end, stored.length)))
        : Optional.empty();
  }
}
