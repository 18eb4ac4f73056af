package dev.portcullis.aws.signed;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Writes a request of HTTP/1.1 as the bytes that go out in one piece.
 *
 * <p>Source: RFC 9112, section 3.
 */
final class HttpRequest {
  private HttpRequest() {}

  /**
   * The bytes of a request.
   *
   * @param target path and query, encoded
   * @param headers all but the body's length, {@code host} among them
   * @throws IllegalArgumentException naming the header that has a character which cannot be sent;
   *     its value may be a secret and is not repeated
   */
  static byte[] bytes(String method, String target, Map<String, String> headers, byte[] body) {
    StringBuilder head = new StringBuilder(1_024);
    head.append(method).append(' ').append(visible("target", target)).append(" HTTP/1.1\r\n");
    for (Map.Entry<String, String> header : headers.entrySet()) {
      head.append(header.getKey()).append(": ");
      head.append(visible(header.getKey(), header.getValue())).append("\r\n");
    }
    head.append("content-length: ").append(body.length).append("\r\n\r\n");
    byte[] first = head.toString().getBytes(StandardCharsets.ISO_8859_1);
    byte[] bytes = new byte[first.length + body.length];
    System.arraycopy(first, 0, bytes, 0, first.length);
    System.arraycopy(body, 0, bytes, first.length, body.length);
    return bytes;
  }

  /** The end of a line within a value would begin a header of somebody else's choice. */
  private static String visible(String name, String value) {
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) < ' ' || value.charAt(i) > '~') {
        throw new IllegalArgumentException("the header " + name + " cannot be sent");
      }
    }
    return value;
  }
}
