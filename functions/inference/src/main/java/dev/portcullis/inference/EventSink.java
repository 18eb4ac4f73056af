package dev.portcullis.inference;

import dev.portcullis.audit.record.ContentDigest;
import dev.portcullis.audit.record.Digests;
import dev.portcullis.inference.reply.ServerEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sends events as they come, or collects them where the platform cannot stream, and says so in a
 * header. Nothing is sent before the first event, so that an early failure is still a plain error.
 */
final class EventSink {
  private static final String TYPE = "text/event-stream; charset=utf-8";

  private final Outbound answer;
  private final String requestId;
  private final Digests.Running delivered;
  private final ByteArrayOutputStream collected = new ByteArrayOutputStream();
  private @Nullable OutputStream stream;

  EventSink(Outbound answer, String requestId, Digests.Running delivered) {
    this.answer = answer;
    this.requestId = requestId;
    this.delivered = delivered;
  }

  boolean buffered() {
    return !answer.streams();
  }

  String requestId() {
    return requestId;
  }

  /** Whether the caller has got bytes, so that the status can no longer be an error. */
  boolean begun() {
    return stream != null;
  }

  void write(List<ServerEvent> events) throws IOException {
    for (ServerEvent event : events) {
      byte[] bytes = event.bytes();
      delivered.update(bytes, 0, bytes.length);
      write(bytes);
    }
  }

  private void write(byte[] bytes) throws IOException {
    if (buffered()) {
      collected.write(bytes);
      return;
    }
    OutputStream open = stream;
    if (open == null) {
      open = answer.open(200, headers());
      stream = open;
    }
    open.write(bytes);
    open.flush();
  }

  /** Adds what the caller gets at the very end to the digest, before the outcome is recorded. */
  ContentDigest digestWith(List<ServerEvent> last) {
    for (ServerEvent event : last) {
      byte[] bytes = event.bytes();
      delivered.update(bytes, 0, bytes.length);
    }
    return delivered.finish();
  }

  /** The digest of what went out, where nothing more will. */
  ContentDigest digest() {
    return digestWith(List.of());
  }

  /** Sends the last events, which the digest has, and ends the answer. */
  void end(List<ServerEvent> last) throws IOException {
    for (ServerEvent event : last) {
      write(event.bytes());
    }
    OutputStream open = stream;
    if (open != null) {
      open.close();
    } else if (buffered()) {
      answer.send(200, headers(), collected.toByteArray());
    }
  }

  private Map<String, String> headers() {
    Map<String, String> headers = ErrorAnswer.headers(TYPE, requestId);
    headers.put("x-portcullis-stream", buffered() ? "buffered" : "live");
    return headers;
  }
}
