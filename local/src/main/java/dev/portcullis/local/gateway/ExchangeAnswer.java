package dev.portcullis.local.gateway;

import com.sun.net.httpserver.HttpExchange;
import dev.portcullis.inference.Outbound;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/** Writes an answer to one exchange; each piece of a stream is flushed. */
final class ExchangeAnswer implements Outbound {
  private static final long NO_BODY = -1;
  private static final long CHUNKED = 0;

  /** As many bytes of a refused body are read on, so that its sender gets to read the refusal. */
  private static final int MOST_DRAINED = 64 << 20;

  private final HttpExchange exchange;

  ExchangeAnswer(HttpExchange exchange) {
    this.exchange = exchange;
  }

  @Override
  public boolean streams() {
    return true;
  }

  @Override
  public void send(int status, Map<String, String> headers, byte[] body) throws IOException {
    drain();
    headers.forEach(exchange.getResponseHeaders()::set);
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, head || body.length == 0 ? NO_BODY : body.length);
    if (!head && body.length > 0) {
      exchange.getResponseBody().write(body);
    }
    exchange.getResponseBody().close();
  }

  @Override
  public OutputStream open(int status, Map<String, String> headers) throws IOException {
    headers.forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(status, CHUNKED);
    return exchange.getResponseBody();
  }

  private void drain() throws IOException {
    byte[] unread = new byte[64 << 10];
    int left = MOST_DRAINED;
    for (int count = 0; count >= 0 && left > 0; left -= count) {
      count = exchange.getRequestBody().read(unread);
    }
  }
}
