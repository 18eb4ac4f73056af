package dev.portcullis.aws.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.eventstream.HeaderValue;
import software.amazon.awssdk.eventstream.Message;

/** Messages of an event stream, made by the SDK's own encoder. */
public final class Frames {
  private Frames() {}

  /** An event with JSON. */
  public static byte[] event(String type, String json) {
    return event(type, "application/json", json.getBytes(UTF_8));
  }

  /** An event with bytes. */
  public static byte[] event(String type, String contentType, byte[] payload) {
    return frame(
        Map.of(":message-type", "event", ":event-type", type, ":content-type", contentType),
        payload);
  }

  /** An exception with JSON. */
  public static byte[] exception(String type, String json) {
    return frame(
        Map.of(
            ":message-type",
            "exception",
            ":exception-type",
            type,
            ":content-type",
            "application/json"),
        json.getBytes(UTF_8));
  }

  /** A message with these texts as headers. */
  public static byte[] frame(Map<String, String> headers, byte[] payload) {
    Map<String, HeaderValue> values = new TreeMap<>();
    headers.forEach((name, value) -> values.put(name, HeaderValue.fromString(value)));
    return bytes(new Message(values, payload));
  }

  /** A message as bytes. */
  public static byte[] bytes(Message message) {
    ByteBuffer buffer = message.toByteBuffer();
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }
}
