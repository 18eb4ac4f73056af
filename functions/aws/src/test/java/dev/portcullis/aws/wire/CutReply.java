package dev.portcullis.aws.wire;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An answer as it goes over the wire.
 *
 * @param pieces written one after the other
 * @param hangs whether the connection stays open behind them
 */
public record CutReply(List<byte[]> pieces, boolean hangs) {

  /** A whole answer of HTTP. */
  public static CutReply whole(int status, Map<String, String> headers, byte[] body) {
    Map<String, String> all = new TreeMap<>(headers);
    all.put("Content-Length", Integer.toString(body.length));
    return new CutReply(List.of(head(status, all), body), false);
  }

  /** A whole answer in HTTP's chunks. */
  public static CutReply chunked(Map<String, String> headers, List<byte[]> chunks) {
    Map<String, String> all = new TreeMap<>(headers);
    all.put("Transfer-Encoding", "chunked");
    List<byte[]> pieces = new ArrayList<>(List.of(head(200, all)));
    for (byte[] chunk : chunks) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      out.writeBytes(CutServer.latin(Integer.toHexString(chunk.length) + "\r\n"));
      out.writeBytes(chunk);
      out.writeBytes(CutServer.latin("\r\n"));
      pieces.add(out.toByteArray());
    }
    pieces.add(CutServer.latin("0\r\n\r\n"));
    return new CutReply(pieces, false);
  }

  /** Nothing, for as long as anybody waits. */
  public static CutReply silence() {
    return new CutReply(List.of(), true);
  }

  /** The same bytes up to one of them. */
  public CutReply cutAt(int byteCount) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    pieces.forEach(all::writeBytes);
    byte[] bytes = all.toByteArray();
    return new CutReply(List.of(Arrays.copyOf(bytes, Math.min(byteCount, bytes.length))), hangs);
  }

  /** How many bytes it has. */
  public int length() {
    return pieces.stream().mapToInt(piece -> piece.length).sum();
  }

  /** The same with the connection left open. */
  public CutReply hanging() {
    return new CutReply(pieces, true);
  }

  private static byte[] head(int status, Map<String, String> headers) {
    StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Status\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    return CutServer.latin(head.append("Connection: close\r\n\r\n").toString());
  }
}
