package dev.portcullis.aws.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.TreeMap;

/** One answer: status, headers and body. */
public record WireReply(int status, Map<String, String> headers, byte[] body) {

  /** An answer without a body. */
  public static WireReply of(int status) {
    return new WireReply(status, Map.of(), new byte[0]);
  }

  /** An answer with a text. */
  public static WireReply of(int status, String contentType, String body) {
    return new WireReply(status, Map.of("Content-Type", contentType), body.getBytes(UTF_8));
  }

  /** The same with one more header. */
  public WireReply with(String name, String value) {
    Map<String, String> more = new TreeMap<>(headers);
    more.put(name, value);
    return new WireReply(status, more, body);
  }

  /** The same with another body. */
  public WireReply with(byte[] bytes) {
    return new WireReply(status, headers, bytes);
  }
}
