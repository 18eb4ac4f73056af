package dev.portcullis.inference.reply;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * One server-sent event.
 *
 * @param name its name; empty if it has none
 * @param data its data, without line ends
 */
public record ServerEvent(String name, String data) {
  public ServerEvent {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(data, "data");
  }

  /** The event as it goes over the wire. */
  public byte[] bytes() {
    String text = (name.isEmpty() ? "" : "event: " + name + "\n") + "data: " + data + "\n\n";
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Shows its name and size only. */
  @Override
  public String toString() {
    return "ServerEvent[" + name + ", " + data.length() + " characters]";
  }
}
