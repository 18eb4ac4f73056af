package dev.portcullis.bench.call;

import dev.portcullis.inference.Outbound;
import java.io.OutputStream;
import java.util.Map;

/** An answer that goes nowhere, but for its status. */
final class Swallowed implements Outbound {
  private int status;

  int status() {
    return status;
  }

  @Override
  public boolean streams() {
    return true;
  }

  @Override
  public void send(int answered, Map<String, String> headers, byte[] body) {
    status = answered;
  }

  @Override
  public OutputStream open(int answered, Map<String, String> headers) {
    status = answered;
    return OutputStream.nullOutputStream();
  }
}
