package dev.portcullis.aws.model;

import java.util.Map;

/**
 * One message of an event stream whose two checksums were right.
 *
 * @param headers the headers whose value is a text
 * @param payload the message's bytes
 */
public record EventFrame(Map<String, String> headers, byte[] payload) {
  public EventFrame {
    headers = Map.copyOf(headers);
  }

  /** {@code event}, {@code exception} or {@code error}; empty if the frame does not say. */
  public String messageType() {
    return headers.getOrDefault(":message-type", "");
  }

  /** Which event it is; empty for what is none. */
  public String eventType() {
    return headers.getOrDefault(":event-type", "");
  }

  /** Which exception or error it is; empty for an event. */
  public String exceptionType() {
    return headers.getOrDefault(":exception-type", headers.getOrDefault(":error-code", ""));
  }

  /** The payload is part of a reply and is never shown. */
  @Override
  public String toString() {
    return messageType() + " of " + payload.length + " bytes";
  }
}
