package dev.portcullis.audit.log;

import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * One event for the log; its leaf is exactly these bytes, which nothing re-serialises.
 *
 * @param eventId the same for every attempt to log the same event (source, request and stage), 1 to
 *     255 printable ASCII characters without a space
 * @param bytes 1 to 65,535 bytes, what a C2SP entry bundle can hold; not to be changed afterwards
 */
public record LogEntry(String eventId, byte[] bytes) {
  /** The longest entry, in bytes. */
  public static final int LONGEST = 65_535;

  /** Throws INVALID for an id or a length that the log cannot hold. */
  public LogEntry {
    Objects.requireNonNull(bytes, "bytes");
    if (eventId.isEmpty() || eventId.length() > 255 || !printable(eventId)) {
      throw new PortException(Code.INVALID, "an event id the log cannot hold");
    }
    if (bytes.length == 0 || bytes.length > LONGEST) {
      throw new PortException(Code.INVALID, eventId + ": an entry of " + bytes.length + " bytes");
    }
  }

  private static boolean printable(String id) {
    for (int i = 0; i < id.length(); i++) {
      if (id.charAt(i) <= ' ' || id.charAt(i) >= 127) {
        return false;
      }
    }
    return true;
  }

  /** The id is ASCII, which in Latin-1 is the same bytes and one copy. */
  byte[] idBytes() {
    return eventId.getBytes(StandardCharsets.ISO_8859_1);
  }

  @Override
  public String toString() {
    return "LogEntry[" + eventId + ", " + bytes.length + " bytes]";
  }
}
