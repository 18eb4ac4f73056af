package dev.portcullis.audit.log;

import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an intake object says about itself.
 *
 * @param writer the writer's epoch: 16 hexadecimal digits, new for every start of an instance
 * @param counter the batch's number in that epoch, from 0
 * @param time the writer's clock in milliseconds since 1970, a claim
 * @param previous the digest of the batch before that this writer knows to be durable; zeros for
 *     the first
 * @param unconfirmed batches since then that may or may not be durable, because no answer came
 * @param entries how many entries follow
 */
public record IntakeHead(
    String writer,
    long counter,
    long time,
    String previous,
    List<Unconfirmed> unconfirmed,
    int entries) {
  /** The digest before the first batch. */
  public static final String NONE = "0".repeat(64);

  private static final String TITLE = "portcullis-intake-v1";
  private static final Pattern TEXT =
      Pattern.compile(
          TITLE
              + "\nwriter ([0-9a-f]{16}) (0|[1-9][0-9]{0,9}) (0|[1-9][0-9]{0,14})\n"
              + "previous ([0-9a-f]{64})\n"
              + "((?:unconfirmed (?:0|[1-9][0-9]{0,9}) [0-9a-f]{64}\n)*)"
              + "entries ([1-9][0-9]{0,7})\n\n");

  /**
   * A batch whose fate its writer does not know.
   *
   * @param counter its number
   * @param digest its digest
   */
  public record Unconfirmed(long counter, String digest) {
    public Unconfirmed {
      Objects.requireNonNull(digest, "digest");
    }
  }

  public IntakeHead {
    Objects.requireNonNull(writer, "writer");
    Objects.requireNonNull(previous, "previous");
    unconfirmed = List.copyOf(unconfirmed);
  }

  String text(int count) {
    StringBuilder text = new StringBuilder(TITLE);
    text.append("\nwriter ").append(writer).append(' ').append(counter).append(' ').append(time);
    text.append("\nprevious ").append(previous).append('\n');
    for (Unconfirmed batch : unconfirmed) {
      text.append("unconfirmed ").append(batch.counter).append(' ');
      text.append(batch.digest).append('\n');
    }
    return text.append("entries ").append(count).append("\n\n").toString();
  }

  /** Where the head ends: behind the first empty line. */
  static int end(byte[] stored) {
    for (int i = 1; i < stored.length; i++) {
      if (stored[i] == '\n' && stored[i - 1] == '\n') {
        return i + 1;
      }
    }
    throw corrupt();
  }

  static IntakeHead parse(String text) {
    Matcher m = TEXT.matcher(text);
    if (!m.matches()) {
      throw corrupt();
    }
    List<Unconfirmed> unconfirmed = new ArrayList<>();
    m.group(5)
        .lines()
        .map(line -> line.split(" ", 3))
        .forEach(part -> unconfirmed.add(new Unconfirmed(Long.parseLong(part[1]), part[2])));
    return new IntakeHead(
        m.group(1),
        Long.parseLong(m.group(2)),
        Long.parseLong(m.group(3)),
        m.group(4),
        unconfirmed,
        Integer.parseInt(m.group(6)));
  }

  private static PortException corrupt() {
    return new PortException(Code.CORRUPT, "not the head of an intake object");
  }
}
