package dev.portcullis.audit.log;

import dev.portcullis.audit.log.Commit.Batch;
import dev.portcullis.audit.tlog.TreeHash;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A commit as lines of text, the last of which is the SHA-256 of the others. */
final class CommitText {
  private static final String TITLE = "portcullis-commit-v1";
  private static final String NUMBER = "(0|[1-9][0-9]{0,17})";
  private static final String BASE64 = "([A-Za-z0-9+/=]*)";
  private static final Pattern HEAD =
      Pattern.compile(
          (TITLE + "\nlog ([^\\p{Cntrl}]+)\ncommit N\ntime N\nprevious ([0-9a-f]{64})\n")
                  .replace("N", NUMBER)
              + "horizon N\ntree N B\nrange B\nrecent B\ncheckpoint B\n"
                  .replace("N", NUMBER)
                  .replace("B", BASE64));
  private static final Pattern BATCH =
      Pattern.compile("batch N N ([0-9a-f]{64}) ([A-Za-z0-9._/-]+)".replace("N", NUMBER));
  private static final int SUM = "sum ".length() + 64 + 1;

  private CommitText() {}

  static byte[] render(Commit commit) {
    StringBuilder text = new StringBuilder(TITLE);
    text.append("\nlog ").append(commit.origin());
    text.append("\ncommit ").append(commit.number());
    text.append("\ntime ").append(commit.time());
    text.append("\nprevious ").append(commit.previous());
    text.append("\nhorizon ").append(commit.horizon());
    text.append("\ntree ").append(commit.size()).append(' ').append(base64(commit.root()));
    text.append("\nrange ").append(base64(join(commit.range())));
    text.append("\nrecent ").append(base64(commit.recent().bytes()));
    text.append("\ncheckpoint ").append(base64(commit.checkpoint())).append('\n');
    for (Batch batch : commit.batches()) {
      text.append("batch ").append(batch.first()).append(' ').append(batch.count());
      text.append(' ').append(batch.digest()).append(' ').append(batch.key()).append('\n');
    }
    byte[] summed = text.toString().getBytes(StandardCharsets.UTF_8);
    text.append("sum ").append(sum(summed)).append('\n');
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  static Commit parse(byte[] stored) {
    int end = stored.length - SUM;
    if (end < 0 || !tail(stored, end).equals("sum " + sum(Arrays.copyOf(stored, end)) + "\n")) {
      throw corrupt();
    }
    String text = new String(stored, 0, end, StandardCharsets.UTF_8);
    Matcher head = HEAD.matcher(text);
    if (!head.lookingAt()) {
      throw corrupt();
    }
    try {
      return new Commit(
          head.group(1),
          Long.parseLong(head.group(2)),
          Long.parseLong(head.group(3)),
          head.group(4),
          Long.parseLong(head.group(5)),
          Long.parseLong(head.group(6)),
          Base64.getDecoder().decode(head.group(7)),
          split(Base64.getDecoder().decode(head.group(8))),
          RecentKeys.of(Base64.getDecoder().decode(head.group(9))),
          Base64.getDecoder().decode(head.group(10)),
          batches(text.substring(head.end())));
    } catch (IllegalArgumentException e) {
      throw new PortException(Code.CORRUPT, "not a commit", e);
    }
  }

  private static List<Batch> batches(String text) {
    List<Batch> batches = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int end = text.indexOf('\n', at);
      Matcher batch = BATCH.matcher(text.substring(at, Math.max(at, end)));
      if (!batch.matches()) {
        throw corrupt();
      }
      batches.add(
          new Batch(
              Long.parseLong(batch.group(1)),
              Integer.parseInt(batch.group(2)),
              batch.group(3),
              batch.group(4)));
      at = end + 1;
    }
    return batches;
  }

  private static String tail(byte[] stored, int from) {
    return new String(stored, from, stored.length - from, StandardCharsets.UTF_8);
  }

  private static String sum(byte[] bytes) {
    return HexFormat.of().formatHex(TreeHash.sha256().digest(bytes));
  }

  private static byte[] join(List<byte[]> hashes) {
    byte[] all = new byte[hashes.size() * TreeHash.LENGTH];
    for (int i = 0; i < hashes.size(); i++) {
      System.arraycopy(hashes.get(i), 0, all, i * TreeHash.LENGTH, TreeHash.LENGTH);
    }
    return all;
  }

  private static List<byte[]> split(byte[] all) {
    if (all.length % TreeHash.LENGTH != 0) {
      throw corrupt();
    }
    List<byte[]> hashes = new ArrayList<>();
    for (int at = 0; at < all.length; at += TreeHash.LENGTH) {
      hashes.add(Arrays.copyOfRange(all, at, at + TreeHash.LENGTH));
    }
    return hashes;
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static PortException corrupt() {
    return new PortException(Code.CORRUPT, "not a commit");
  }
}
