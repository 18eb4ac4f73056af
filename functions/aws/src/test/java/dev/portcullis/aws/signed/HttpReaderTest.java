package dev.portcullis.aws.signed;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.aws.signed.HttpReader.Answer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An answer is read whole and in one way, or not at all. */
final class HttpReaderTest {
  private static final long SEED = 20261127;

  private static final String LENGTH =
      "HTTP/1.1 200 OK\r\nContent-Type: a\r\ncontent-LENGTH: 5\r\n\r\nhello";
  private static final String CHUNKS =
      "HTTP/1.1 400 Bad\r\nTransfer-Encoding: chunked\r\n\r\n"
          + "3\r\nhel\r\n2;x=y\r\nlo\r\n0\r\nTrailer: t\r\n\r\n";
  private static final String INTERIM = "HTTP/1.1 100 Continue\r\n\r\n" + LENGTH;
  private static final List<String> WHOLE = List.of(LENGTH, CHUNKS, INTERIM);

  private static Answer read(String text) throws IOException {
    return new HttpReader(new ByteArrayInputStream(text.getBytes(ISO_8859_1))).answer();
  }

  @Test
  void aBodyIsAsLongAsItsHeadSays() throws IOException {
    for (String text : WHOLE) {
      Answer answer = read(text);
      assertEquals(text.equals(CHUNKS) ? 400 : 200, answer.status());
      assertEquals("hello", answer.text());
      assertTrue(answer.reusable());
    }
  }

  @Test
  void withoutALengthItIsAllThatComesAndTheConnectionIsOver() throws IOException {
    Answer answer = read("HTTP/1.1 200\r\n\r\nhello");
    assertEquals("hello", answer.text());
    assertFalse(answer.reusable());
  }

  @Test
  void anAnswerWithoutABodyEndsWithItsHead() throws IOException {
    assertEquals("", read("HTTP/1.1 204 No Content\r\n\r\n").text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello",
        "HTTP/1.0 200 OK\r\nContent-Length: 5\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhelloHTTP/1.1 200 OK\r\n"
      })
  void aConnectionThatEndsOrHasMoreThanAskedForIsNotUsedAgain(String text) throws IOException {
    assertEquals("hello", read(text).text());
    assertFalse(read(text).reusable());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!",
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffffff\r\nhello",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhelloo\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nContent-Length: +5\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nContent-Length: 5, 5\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nContent-Length: 9999999\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nContent-Length : 5\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nA: b\r\n Content-Length: 5\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nContent-Length: 5\rA: b\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nno colon\r\n\r\nhello",
        "HTTP/1.1 2000 OK\r\nContent-Length: 5\r\n\r\nhello",
        "HTTP/1.1 101 Switching\r\n\r\nhello",
        "HTTP/1.1 099 Odd\r\n\r\nhello",
        "HTTP/2 200 OK\r\nContent-Length: 5\r\n\r\nhello",
        "SSH-2.0-OpenSSH\r\n\r\n",
        "\r\n"
      })
  void whatCouldBeReadInTwoWaysIsNoAnswer(String text) {
    assertThrows(IOException.class, () -> read(text));
  }

  @Test
  void aHeadOrABodyWithoutAnEndIsGivenUp() {
    String endless = "A: " + "b".repeat(40_000);
    assertThrows(IOException.class, () -> read("HTTP/1.1 200 OK\r\n" + endless));
    assertThrows(
        IOException.class,
        () -> read("HTTP/1.1 200 OK\r\n\r\n" + "b".repeat(HttpReader.MOST_BYTES + 1)));
    assertThrows(
        IOException.class, () -> read("HTTP/1.1 100 Continue\r\n\r\n".repeat(2_000) + LENGTH));
  }

  @Test
  void whatIsCutOffAnywhereIsNoAnswer() {
    for (String text : WHOLE) {
      for (int end = 0; end < text.length(); end++) {
        String cut = text.substring(0, end);
        assertThrows(IOException.class, () -> read(cut), cut);
      }
    }
  }

  @Test
  void anyPiecesGiveTheSameAnswer() throws IOException {
    Random random = new Random(SEED);
    for (int round = 0; round < 500; round++) {
      String text = WHOLE.get(random.nextInt(WHOLE.size()));
      byte[] bytes = text.getBytes(ISO_8859_1);
      InputStream whole = new ByteArrayInputStream(bytes);
      InputStream pieces =
          new InputStream() {
            @Override
            public int read() throws IOException {
              return whole.read();
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
              return whole.read(into, offset, Math.min(length, 1 + random.nextInt(7)));
            }
          };
      Answer answer = new HttpReader(pieces).answer();
      assertEquals("hello", answer.text(), "seed " + SEED + " #" + round);
    }
  }

  @Test
  void everyMutantIsReadOrRefused() {
    Random random = new Random(SEED);
    int read = 0;
    for (int round = 0; round < 40_000; round++) {
      byte[] bytes = WHOLE.get(random.nextInt(WHOLE.size())).getBytes(ISO_8859_1);
      for (int n = random.nextInt(4); n > 0; n--) {
        int at = random.nextInt(bytes.length);
        if (random.nextBoolean()) {
          bytes[at] = (byte) "\r\n:; 0159afHT/.\u00ff\u0000".charAt(random.nextInt(17));
        } else {
          bytes = Arrays.copyOf(bytes, Math.max(1, at));
        }
      }
      try {
        Answer answer = new HttpReader(new ByteArrayInputStream(bytes)).answer();
        assertTrue(answer.status() >= 200 && answer.status() <= 999);
        assertTrue(answer.body().length <= HttpReader.MOST_BYTES);
        read++;
      } catch (IOException refused) {
        // The only other outcome.
      }
    }
    assertTrue(read > 4_000, read + " were read");
  }
}
