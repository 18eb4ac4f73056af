package dev.portcullis.inference;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Keeps an answer, and every piece of it that was written by itself. */
final class Caught implements Outbound {
  int status;
  Map<String, String> headers = Map.of();
  boolean closed;
  final List<String> pieces = new ArrayList<>();
  private final boolean streams;

  /** After so many written pieces the caller is gone; never if negative. */
  private final int patience;

  Caught() {
    this(true, -1);
  }

  Caught(boolean streams, int patience) {
    this.streams = streams;
    this.patience = patience;
  }

  String body() {
    return String.join("", pieces);
  }

  @Override
  public boolean streams() {
    return streams;
  }

  @Override
  public void send(int status, Map<String, String> headers, byte[] body) {
    this.status = status;
    this.headers = headers;
    pieces.add(new String(body, StandardCharsets.UTF_8));
    closed = true;
  }

  @Override
  public OutputStream open(int status, Map<String, String> headers) {
    this.status = status;
    this.headers = headers;
    return new ByteArrayOutputStream() {
      @Override
      public void flush() throws IOException {
        if (pieces.size() == patience) {
          throw new IOException("gone");
        }
        pieces.add(toString(StandardCharsets.UTF_8));
        reset();
      }

      @Override
      public void close() {
        closed = true;
      }
    };
  }
}
