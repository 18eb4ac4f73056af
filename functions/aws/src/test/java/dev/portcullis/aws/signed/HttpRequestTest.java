package dev.portcullis.aws.signed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A request is what was asked for and nothing that a value brings. */
final class HttpRequestTest {

  @Test
  void itHasItsHeadersAndTheLengthOfItsBody() {
    byte[] bytes =
        HttpRequest.bytes("POST", "/", Map.of("host", "h:1"), "{\u00e9}".getBytes(UTF_8));
    assertEquals(
        "POST / HTTP/1.1\r\nhost: h:1\r\ncontent-length: 4\r\n\r\n{\u00e9}",
        new String(bytes, UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"planted\r\nx: y", "planted\n", "planted\u0000", "planted\u00e9"})
  void aValueThatWouldEndItsLineIsNotSentAndNotRepeated(String value) {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> HttpRequest.bytes("GET", "/", Map.of("authorization", value), new byte[0]));
    assertEquals("the header authorization cannot be sent", refused.getMessage());
    IllegalArgumentException target =
        assertThrows(
            IllegalArgumentException.class,
            () -> HttpRequest.bytes("GET", "/" + value, Map.of(), new byte[0]));
    assertFalse(target.getMessage().contains("planted"));
  }
}
