package dev.portcullis.aws.wire.s3;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.portcullis.aws.wire.WireRequest;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/**
 * A request's body out of its {@code aws-chunked} frame, if it has one, and held against every
 * checksum that came with it in a header or behind it.
 *
 * @param bytes what is to be stored
 * @param checksums those that were sent, by their header's name
 * @param digested true if there was a checksum or a Content-MD5
 */
record S3Body(byte[] bytes, Map<String, String> checksums, boolean digested) {
  private static final String PREFIX = "x-amz-checksum-";

  static S3Body of(WireRequest request) {
    Map<String, String> sums = new TreeMap<>();
    request
        .headers()
        .forEach(
            (name, values) -> {
              if (name.startsWith(PREFIX) && !name.endsWith("-mode") && !name.endsWith("-type")) {
                sums.put(name, values.get(0));
              }
            });
    String payload = request.header("x-amz-content-sha256").orElse("");
    byte[] bytes = request.body();
    if (payload.startsWith("STREAMING-")) {
      if (!payload.equals("STREAMING-UNSIGNED-PAYLOAD-TRAILER")) {
        throw S3Refusal.notImplemented("x-amz-content-sha256");
      }
      bytes = unframed(request, sums);
    } else if (!payload.equals("UNSIGNED-PAYLOAD")
        && !payload.equals(HexFormat.of().formatHex(digest("SHA-256", bytes)))) {
      throw S3Refusal.of(
          400,
          "XAmzContentSHA256Mismatch",
          "The provided header does not match what was computed.");
    }
    for (Map.Entry<String, String> sum : sums.entrySet()) {
      if (!sum.getValue().equals(sum(sum.getKey().substring(PREFIX.length()), bytes))) {
        throw S3Refusal.of(400, "BadDigest", "The checksum you specified did not match.");
      }
    }
    String md5 = request.header("content-md5").orElse("");
    if (!md5.isEmpty() && !md5.equals(base64(digest("MD5", bytes)))) {
      throw S3Refusal.of(400, "BadDigest", "The Content-MD5 you specified did not match.");
    }
    return new S3Body(bytes, sums, !md5.isEmpty() || !sums.isEmpty());
  }

  /** Chunks of {@code size-in-hex CRLF bytes CRLF}, a last one of size 0, then trailing headers. */
  private static byte[] unframed(WireRequest request, Map<String, String> sums) {
    byte[] framed = request.body();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int at = 0;
    while (true) {
      int end = endOfLine(framed, at);
      int size = HexFormat.fromHexDigits(new String(framed, at, end - at, US_ASCII));
      at = end + 2;
      if (size == 0) {
        break;
      }
      out.write(framed, at, size);
      at = endOfLine(framed, at + size) + 2;
    }
    String announced = request.header("x-amz-trailer").orElse("");
    while (at < framed.length && framed[at] != '\r') {
      int end = endOfLine(framed, at);
      String[] header = new String(framed, at, end - at, US_ASCII).split(":", 2);
      if (!header[0].equalsIgnoreCase(announced)) {
        throw S3Refusal.of(400, "MalformedTrailerError", "The request's trailer was malformed.");
      }
      sums.put(header[0].toLowerCase(Locale.ROOT), header[1].trim());
      at = end + 2;
    }
    if (!announced.isEmpty() && !sums.containsKey(announced)) {
      throw S3Refusal.of(400, "MalformedTrailerError", "The request's trailer was missing.");
    }
    String decoded = request.header("x-amz-decoded-content-length").orElse("");
    if (!decoded.equals(String.valueOf(out.size()))) {
      throw S3Refusal.of(400, "IncompleteBody", "The decoded length is not what was announced.");
    }
    return out.toByteArray();
  }

  private static int endOfLine(byte[] framed, int from) {
    for (int i = from; i + 1 < framed.length; i++) {
      if (framed[i] == '\r' && framed[i + 1] == '\n') {
        return i;
      }
    }
    throw S3Refusal.of(400, "IncompleteBody", "The body ends within a chunk.");
  }

  static String sum(String algorithm, byte[] bytes) {
    return switch (algorithm) {
      case "sha256" -> base64(digest("SHA-256", bytes));
      case "sha1" -> base64(digest("SHA-1", bytes));
      case "crc32" -> crc(new CRC32(), bytes);
      case "crc32c" -> crc(new CRC32C(), bytes);
      default -> throw S3Refusal.notImplemented(algorithm);
    };
  }

  static byte[] digest(String algorithm, byte[] bytes) {
    try {
      return MessageDigest.getInstance(algorithm).digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String crc(Checksum crc, byte[] bytes) {
    crc.update(bytes);
    return base64(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
