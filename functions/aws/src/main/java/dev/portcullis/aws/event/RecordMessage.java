package dev.portcullis.aws.event;

import dev.portcullis.authorization.json.StrictJson;
import dev.portcullis.ports.PortException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * One audit record on its way to the writer, in a queue or in a direct call.
 *
 * @param eventId the same for every attempt to log the same event
 * @param bytes the record's canonical bytes; not to be changed
 */
public record RecordMessage(String eventId, byte[] bytes) {
  private static final int LONGEST = 65_535;

  public RecordMessage {
    Objects.requireNonNull(eventId, "eventId");
    Objects.requireNonNull(bytes, "bytes");
  }

  /**
   * Reads {@code {"event_id", "record"}}: the record is base64 of a JSON object whose {@code
   * metadata.uid} is that id, so that no record gets into the log under another's id.
   *
   * @throws BadEventException if it is not one
   */
  public static RecordMessage read(Fields message) {
    message.only("event_id", "record");
    String id = message.text("event_id");
    byte[] bytes = decode(message.text("record"));
    if (bytes.length == 0 || bytes.length > LONGEST) {
      throw new BadEventException("record has " + bytes.length + " bytes");
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (!Fields.parse(text).object("metadata").text("uid").equals(id)) {
        throw new BadEventException("record is another event's");
      }
    } catch (CharacterCodingException notText) {
      throw new BadEventException("record is not UTF-8");
    }
    return new RecordMessage(id, bytes);
  }

  /**
   * The message as it goes into the queue.
   *
   * @throws PortException INVALID if it is longer than the log's longest entry
   */
  public String encode() {
    if (bytes.length > LONGEST) {
      throw new PortException(PortException.Code.INVALID, eventId + ": too long for the log");
    }
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("event_id", eventId);
    message.put("record", Base64.getEncoder().encodeToString(bytes));
    return StrictJson.write(message);
  }

  private static byte[] decode(String base64) {
    try {
      byte[] bytes = Base64.getDecoder().decode(base64);
      if (!Base64.getEncoder().encodeToString(bytes).equals(base64)) {
        throw new BadEventException("record is not base64 as an encoder writes it");
      }
      return bytes;
    } catch (IllegalArgumentException notBase64) {
      throw new BadEventException("record is not base64");
    }
  }

  /** Shows the id and the length. */
  @Override
  public String toString() {
    return "RecordMessage[" + eventId + ", " + bytes.length + " bytes]";
  }
}
