package dev.portcullis.inference;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/**
 * Where the answer to one request goes; exactly one of {@link #send} and {@link #open} is called,
 * once.
 *
 * <p>Every {@link IOException} means that the caller went away: nothing further is written then.
 */
public interface Outbound {

  /**
   * False if this platform can only answer in one piece: an event stream is then collected and sent
   * whole, and its header and record say so.
   */
  boolean streams();

  /**
   * Sends a whole answer.
   *
   * @param status the HTTP status
   * @param headers names in lower case; the platform adds the length itself
   * @param body may be empty
   */
  void send(int status, Map<String, String> headers, byte[] body) throws IOException;

  /**
   * Begins an answer whose length is not known; each write to the stream reaches the caller without
   * waiting for the next, and closing it ends the answer. Not called unless {@link #streams}.
   */
  OutputStream open(int status, Map<String, String> headers) throws IOException;
}
