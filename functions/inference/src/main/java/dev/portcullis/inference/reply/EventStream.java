package dev.portcullis.inference.reply;

import dev.portcullis.inference.reply.UnfitReplyException.Reason;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Reads server-sent events (WHATWG HTML, section 9.2) one by one as they arrive; comments, ids and
 * retry times are passed over. An event is at most 4 MiB with the comments before it.
 */
public final class EventStream {
  private static final int MOST_BYTES = 4 << 20;

  private final InputStream in;

  /** The events of a stream; the stream stays the caller's to close. */
  public EventStream(InputStream in) {
    this.in = new BufferedInputStream(in);
  }

  /**
   * The next event; empty at the end of the stream.
   *
   * @throws UnfitReplyException TRUNCATED if the stream breaks off, TIMEOUT if nothing came in
   *     time, GARBAGE if it is no event stream
   */
  public Optional<ServerEvent> next() throws UnfitReplyException {
    StringBuilder data = new StringBuilder();
    String name = "";
    boolean any = false;
    int read = 0;
    for (Optional<String> line = line(); line.isPresent(); line = line()) {
      String text = line.get();
      read += text.length() + 1;
      if (read > MOST_BYTES) {
        // Comments without an end would otherwise keep a call open that nobody gets anything from.
        throw new UnfitReplyException(Reason.GARBAGE);
      }
      if (text.isEmpty()) {
        if (any) {
          return Optional.of(new ServerEvent(name, data.toString()));
        }
        name = "";
      } else if (text.startsWith("data:")) {
        data.append(any ? "\n" : "").append(value(text, 5));
        any = true;
      } else if (text.startsWith("event:")) {
        name = value(text, 6);
      } else if (text.charAt(0) != ':' && !text.startsWith("id:") && !text.startsWith("retry:")) {
        throw new UnfitReplyException(Reason.GARBAGE);
      }
    }
    // Some servers leave out the blank line behind the last event.
    return any ? Optional.of(new ServerEvent(name, data.toString())) : Optional.empty();
  }

  private static String value(String line, int from) {
    return line.startsWith(" ", from) ? line.substring(from + 1) : line.substring(from);
  }

  private Optional<String> line() throws UnfitReplyException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(256);
    try {
      int b = in.read();
      if (b < 0) {
        return Optional.empty();
      }
      for (; b >= 0 && b != '\n'; b = in.read()) {
        line.write(b);
        if (line.size() > MOST_BYTES) {
          throw new UnfitReplyException(Reason.GARBAGE);
        }
      }
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(line.toByteArray()))
              .toString();
      return Optional.of(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
    } catch (CharacterCodingException notUtf8) {
      throw new UnfitReplyException(Reason.GARBAGE);
    } catch (IOException broken) {
      throw new UnfitReplyException(reason(broken));
    }
  }

  /** What a failed read of a reply means. */
  public static Reason reason(IOException broken) {
    boolean late =
        broken instanceof InterruptedIOException || broken instanceof HttpTimeoutException;
    return late ? Reason.TIMEOUT : Reason.TRUNCATED;
  }
}
