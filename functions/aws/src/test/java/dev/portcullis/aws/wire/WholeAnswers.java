package dev.portcullis.aws.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** A service of raw answers behind a server of whole ones: its chunks come in one piece. */
public record WholeAnswers(CutService service) implements WireService {
  @Override
  public WireReply answer(WireRequest request) {
    CutReply cut = service.answer(request);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    cut.pieces().forEach(all::writeBytes);
    String text = all.toString(ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    String[] lines = text.substring(0, end).split("\r\n");
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      headers.put(lines[i].substring(0, colon), lines[i].substring(colon + 1).strip());
    }
    byte[] body = Arrays.copyOfRange(all.toByteArray(), end + 4, all.size());
    boolean chunked = headers.remove("Transfer-Encoding") != null;
    headers.remove("Content-Length");
    headers.remove("Connection");
    int status = Integer.parseInt(lines[0].split(" ")[1]);
    return new WireReply(status, headers, chunked ? joined(body) : body);
  }

  private static byte[] joined(byte[] chunks) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    String text = new String(chunks, ISO_8859_1);
    for (int at = 0; ; ) {
      int line = text.indexOf("\r\n", at);
      int length = Integer.parseInt(text.substring(at, line), 16);
      if (length == 0) {
        return out.toByteArray();
      }
      out.write(chunks, line + 2, length);
      at = line + 2 + length + 2;
    }
  }
}
