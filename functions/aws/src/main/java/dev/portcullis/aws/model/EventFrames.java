package dev.portcullis.aws.model;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * Reads the messages of {@code application/vnd.amazon.eventstream} one by one; a message comes out
 * only if both checksums, every length and every header are right.
 *
 * <p>Written from "Amazon Event Stream Specification"
 * (https://smithy.io/2.0/aws/amazon-eventstream.html): total length, headers' length, checksum of
 * these eight bytes; headers; payload; checksum of all before it; CRC-32, big-endian. At most 128
 * KiB of headers and 16 MiB in all. A length is believed only after its checksum, and memory grows
 * with what arrives, not with what was announced. No error quotes what was read.
 */
public final class EventFrames {
  private static final int PRELUDE = 12;
  private static final int CHECKSUM = 4;
  private static final int MOST_HEADERS = 128 << 10;
  private static final int MOST_BYTES = 16 << 20;

  private final InputStream in;

  /** The messages of a stream; the stream stays the caller's to close. */
  public EventFrames(InputStream in) {
    this.in = in;
  }

  /**
   * The next message; empty at the end of the stream.
   *
   * @throws EOFException if the stream ends inside a message
   * @throws IOException if a message is not what the specification says, or a read fails
   */
  public Optional<EventFrame> next() throws IOException {
    byte[] prelude = in.readNBytes(PRELUDE);
    if (prelude.length == 0) {
      return Optional.empty();
    }
    whole(prelude, PRELUDE);
    ByteBuffer lengths = ByteBuffer.wrap(prelude);
    int total = lengths.getInt();
    int headers = lengths.getInt();
    CRC32 crc = new CRC32();
    crc.update(prelude, 0, PRELUDE - CHECKSUM);
    check((int) crc.getValue() == lengths.getInt(), "checksum of its lengths");
    check(total >= PRELUDE + CHECKSUM && total <= MOST_BYTES, "length");
    int rest = total - PRELUDE;
    check(headers >= 0 && headers <= MOST_HEADERS && headers <= rest - CHECKSUM, "headers' length");
    byte[] body = in.readNBytes(rest);
    whole(body, rest);
    crc.update(prelude, PRELUDE - CHECKSUM, CHECKSUM);
    crc.update(body, 0, rest - CHECKSUM);
    ByteBuffer at = ByteBuffer.wrap(body);
    check((int) crc.getValue() == at.getInt(rest - CHECKSUM), "checksum");
    byte[] payload = new byte[rest - CHECKSUM - headers];
    at.get(headers, payload);
    return Optional.of(new EventFrame(headers(at.slice(0, headers)), payload));
  }

  private static void whole(byte[] read, int expected) throws EOFException {
    if (read.length < expected) {
      throw new EOFException("the model's reply broke off");
    }
  }

  private static void check(boolean holds, String what) throws IOException {
    if (!holds) {
      throw new IOException("an event-stream message is wrong in its " + what);
    }
  }

  private static Map<String, String> headers(ByteBuffer in) throws IOException {
    Map<String, String> texts = new HashMap<>();
    Set<String> names = new HashSet<>();
    while (in.hasRemaining()) {
      int length = in.get() & 0xff;
      check(length > 0, "header's name");
      String name = text(in, length);
      check(names.add(name), "header that comes twice");
      check(in.hasRemaining(), "header's type");
      int type = in.get();
      switch (type) {
        case 0, 1 -> skip(in, 0);
        case 2 -> skip(in, 1);
        case 3 -> skip(in, 2);
        case 4 -> skip(in, 4);
        case 5, 8 -> skip(in, 8);
        case 6 -> skip(in, size(in));
        case 7 -> texts.put(name, text(in, size(in)));
        case 9 -> skip(in, 16);
        default -> check(false, "header's type");
      }
    }
    return texts;
  }

  private static int size(ByteBuffer in) throws IOException {
    check(in.remaining() >= 2, "header's length");
    return in.getShort() & 0xffff;
  }

  private static void skip(ByteBuffer in, int count) throws IOException {
    check(in.remaining() >= count, "header's length");
    in.position(in.position() + count);
  }

  private static String text(ByteBuffer in, int length) throws IOException {
    int from = in.position();
    skip(in, length);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(in.slice(from, length)).toString();
    } catch (CharacterCodingException notUtf8) {
      throw new IOException("an event-stream message is wrong in its header's text");
    }
  }
}
