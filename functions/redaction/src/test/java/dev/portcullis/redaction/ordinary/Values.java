package dev.portcullis.redaction.ordinary;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** Random values of the kinds that machines write: identifiers, digests, counts, times. */
final class Values {
  /** The values that are data of a type that detectors know. */
  static final Map<String, String> LABELS =
      Map.of(
          "iso", "DATE_TIME",
          "clf", "DATE_TIME",
          "day", "DATE_TIME",
          "longday", "DATE_TIME",
          "ip", "IP_ADDRESS",
          "url", "URL",
          "host", "URL",
          "image", "URL");

  private final Random random;

  Values(Random random) {
    this.random = random;
  }

  String of(String name) {
    return switch (name) {
      case "uuid" -> hex(8) + "-" + hex(4) + "-4" + hex(3) + "-a" + hex(3) + "-" + hex(12);
      case "sha1" -> hex(40);
      case "sha256" -> hex(64);
      case "short" -> hex(7);
      case "trace" -> hex(32);
      case "span" -> hex(16);
      case "etag" -> "W/\"" + hex(20) + "\"";
      case "color" -> "#" + hex(6);
      case "b64" -> base64(12 + random.nextInt(40));
      case "integrity" -> "sha512-" + base64(64);
      case "n1" -> digits(1);
      case "n2" -> digits(2);
      case "n3" -> digits(3);
      case "n4" -> digits(4);
      case "n5" -> digits(5);
      case "n6" -> digits(6);
      case "n7" -> digits(7);
      case "n8" -> digits(8);
      case "n9" -> digits(9);
      case "n10" -> digits(10);
      case "n12" -> digits(12);
      case "snowflake" -> "1" + digits(18);
      case "order" -> digits(3) + "-" + digits(7) + "-" + digits(7);
      case "millis" -> Long.toString(time());
      case "seconds" -> Long.toString(time() / 1000);
      case "nanos" -> time() + digits(6);
      case "price" -> digits(1 + random.nextInt(4)) + "." + digits(2);
      case "ratio" -> "0." + digits(4);
      case "version" -> random.nextInt(9) + "." + random.nextInt(40) + "." + random.nextInt(20);
      case "sku" -> letters(3) + "-" + digits(4) + "-" + letters(2);
      case "part" -> letters(2) + digits(6) + letters(1);
      case "iso" -> format("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'");
      case "clf" -> format("dd/MMM/yyyy:HH:mm:ss Z");
      case "day" -> format("yyyy-MM-dd");
      case "longday" -> format("d MMMM yyyy");
      case "clock" -> format("HH:mm:ss,SSS");
      case "ip" -> "10." + octet() + "." + octet() + "." + octet();
      case "host" -> "node" + digits(2) + ".cluster.example.net";
      case "image" -> "registry.example.net/" + letters(6).toLowerCase(Locale.ROOT);
      case "url" -> "https://docs.example.com/guide/" + letters(6).toLowerCase(Locale.ROOT);
      default -> throw new IllegalArgumentException("no value " + name);
    };
  }

  private long time() {
    return 1_600_000_000_000L + (long) (random.nextDouble() * 1.5e11);
  }

  private String format(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH)
        .withZone(ZoneOffset.UTC)
        .format(Instant.ofEpochMilli(time()));
  }

  private int octet() {
    return 1 + random.nextInt(254);
  }

  private String hex(int length) {
    return draw("0123456789abcdef", length);
  }

  private String letters(int length) {
    return draw("ABCDEFGHKLMNPRSTVWXYZ", length);
  }

  private String digits(int length) {
    return (1 + random.nextInt(9)) + draw("0123456789", length - 1);
  }

  private String base64(int bytes) {
    byte[] content = new byte[bytes];
    random.nextBytes(content);
    return new String(Base64.getEncoder().encode(content), StandardCharsets.ISO_8859_1);
  }

  private String draw(String from, int length) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < length; i++) {
      out.append(from.charAt(random.nextInt(from.length())));
    }
    return out.toString();
  }
}
