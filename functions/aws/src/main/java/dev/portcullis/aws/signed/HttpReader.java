package dev.portcullis.aws.signed;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Reads one answer of HTTP/1.1 whole, or throws: what is cut off, longer than {@link #MOST_BYTES},
 * or could be read in two ways is no answer.
 *
 * <p>Source: RFC 9112, sections 4 to 7.
 */
final class HttpReader {
  static final int MOST_BYTES = 1 << 20;
  private static final int MOST_HEAD = 32 << 10;

  /**
   * An answer.
   *
   * @param reusable true if the connection can take another request
   */
  record Answer(int status, byte[] body, boolean reusable) {
    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }

    /** Shows no body, which may hold a secret. */
    @Override
    public String toString() {
      return "answer " + status;
    }
  }

  private final InputStream in;
  private final byte[] buffer = new byte[8 << 10];
  private int at;
  private int end;
  private boolean began;

  private int headBytes;
  private int status;
  private boolean persistent;
  private boolean chunked;
  private int length;

  HttpReader(InputStream in) {
    this.in = in;
  }

  /** True once any byte came. */
  boolean began() {
    return began;
  }

  /** The answer that comes next. */
  Answer answer() throws IOException {
    do {
      head();
      // An interim answer, which nobody asked for, has a head only; the real one follows.
    } while (status < 200);
    byte[] body;
    boolean delimited = true;
    if (status == 204 || status == 304) {
      body = new byte[0];
    } else if (chunked) {
      body = chunks();
    } else if (length >= 0) {
      body = exactly(length);
    } else {
      body = rest();
      delimited = false;
    }
    return new Answer(status, body, delimited && persistent && at == end);
  }

  private void head() throws IOException {
    String line = line();
    boolean http = line.startsWith("HTTP/1.") && line.length() >= 12 && line.charAt(8) == ' ';
    if (!http || (line.length() > 12 && line.charAt(12) != ' ')) {
      throw bad();
    }
    status = number(line.substring(9, 12), 10, 999);
    persistent = line.charAt(7) == '1';
    chunked = false;
    length = -1;
    if (status < 100 || status == 101) {
      throw bad();
    }
    for (String field = line(); !field.isEmpty(); field = line()) {
      field(field);
    }
    if (chunked && length >= 0) {
      throw bad();
    }
  }

  private void field(String line) throws IOException {
    int colon = line.indexOf(':');
    // A line that begins or a name that ends with a blank is what two readers read in two ways.
    if (colon < 1 || line.charAt(0) <= ' ' || line.charAt(colon - 1) <= ' ') {
      throw bad();
    }
    String value = line.substring(colon + 1).strip();
    switch (colon) {
      case 10 -> {
        if (line.regionMatches(true, 0, "connection", 0, colon)) {
          persistent = persistent && !value.equalsIgnoreCase("close");
        }
      }
      case 14 -> {
        if (line.regionMatches(true, 0, "content-length", 0, colon)) {
          int named = number(value, 10, MOST_BYTES);
          if (length >= 0 && length != named) {
            throw bad();
          }
          length = named;
        }
      }
      case 17 -> {
        if (line.regionMatches(true, 0, "transfer-encoding", 0, colon)) {
          if (chunked || !value.equalsIgnoreCase("chunked")) {
            throw bad();
          }
          chunked = true;
        }
      }
      default -> {}
    }
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    while (true) {
      String line = line();
      int semicolon = line.indexOf(';');
      String digits = (semicolon < 0 ? line : line.substring(0, semicolon)).strip();
      int size = number(digits, 16, MOST_BYTES - body.size());
      if (size == 0) {
        break;
      }
      body.writeBytes(exactly(size));
      if (!line().isEmpty()) {
        throw bad();
      }
    }
    while (!line().isEmpty()) {
      // A trailer, of which nothing is needed.
    }
    return body.toByteArray();
  }

  private byte[] exactly(int count) throws IOException {
    byte[] bytes = new byte[count];
    int done = Math.min(count, end - at);
    System.arraycopy(buffer, at, bytes, 0, done);
    at += done;
    if (in.readNBytes(bytes, done, count - done) < count - done) {
      throw new EOFException("an answer that is cut off");
    }
    return bytes;
  }

  private byte[] rest() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.write(buffer, at, end - at);
    at = end;
    body.writeBytes(in.readNBytes(MOST_BYTES + 1 - body.size()));
    if (body.size() > MOST_BYTES) {
      throw bad();
    }
    return body.toByteArray();
  }

  /** A line of a head, without its end. */
  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = next(); b != '\n'; b = next()) {
      if (++headBytes > MOST_HEAD) {
        throw bad();
      }
      line.append((char) b);
    }
    int last = line.length() - 1;
    if (last >= 0 && line.charAt(last) == '\r') {
      line.setLength(last);
    }
    if (line.indexOf("\r") >= 0) {
      throw bad();
    }
    return line.toString();
  }

  private int next() throws IOException {
    if (at == end) {
      at = 0;
      end = Math.max(0, in.read(buffer));
      if (end == 0) {
        throw new EOFException("an answer that is cut off");
      }
      began = true;
    }
    return buffer[at++] & 0xff;
  }

  private static int number(String digits, int radix, int most) throws IOException {
    int number = 0;
    if (digits.isEmpty() || digits.length() > 8) {
      throw bad();
    }
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      int digit = c < 128 ? Character.digit(c, radix) : -1;
      number = number * radix + digit;
      if (digit < 0 || number < 0 || number > most) {
        throw bad();
      }
    }
    return number;
  }

  private static IOException bad() {
    return new IOException("no HTTP answer, or one too long");
  }
}
