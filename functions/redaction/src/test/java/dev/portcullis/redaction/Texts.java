package dev.portcullis.redaction;

import java.util.List;
import java.util.Random;

/** Texts with values, disguises and near misses, made by seed. */
public final class Texts {
  private static final List<String> PARTS =
      List.of(
          "My card number is 4012 8888 8888 1881, thank you. ",
          "Mail jane.doe+x@example.co.uk or call +44 20 7946 0958. ",
          "IBAN GB82 WEST 1234 5698 7654 32 and DE89370400440532013000; ",
          "SSN 078-05-1121 born on 2/16/1942\n",
          "host 192.168.10.14 / 2001:db8::1 / 00:1A:2B:3C:4D:5E ",
          "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U ",
          "ghp_1a2B3c4D5e6F7g8H9i0J1k2L3m4N5o6P7q8R AKIAIOSFODNN7EXAMPLQ ",
          "-----BEGIN RSA PRIVATE KEY-----\nMIIEowIBAAKCAQEAxyz0123456789abcdef\n-----END RSA PRIVATE KEY----- ",
          "https://example.com/a/path?with=query&email=a%40b.com ",
          "%6a%61%6e%65%40%65%78%61%6d%70%6c%65%2e%63%6f%6d ",
          "j\u200ba\u200bn\u200be\u200b@\u200bexample.com \u202e4012888888881881\u202c ",
          "&#106;ane&commat;example&period;com \\u006aane\\u0040example.com ",
          "amFuZUBleGFtcGxlLmNvbQ== 6a616e65406578616d706c652e636f6d ",
          "4 0 1 2 8 8 8 8 8 8 8 8 1 8 8 1 and j a n e @ e x a m p l e . c o m ",
          "\uD835\uDFD2\uD835\uDFCE\uD835\uDFCF\uD835\uDFD0 8888 8888 1881 ",
          "Dr. Anna Schmidt, 12 Main Street, Springfield, IL 62704, is 43 years old. ",
          "plain words without anything in them, 100% sure & nothing \\ more ",
          "{\"a\":\"x\\n4012888888881881\\n\",\"b\":[1,2,3]} ",
          "%25%33%34 %2525 &amp;#64; \\\\u0040 %C3%A9t%C3%A9 ",
          "a-a-a-a-a-a-a-a a.a.a.a.a.a.a.a 1.1.1.1.1.1.1.1 @@@@ ::::: ",
          "\u200b\u200b\u200b\u200b\u200b\u200b\u200b\u200b\u200b\u200b\u200b\u200b\u200b\u200b\u200b\u200b\u200b ");

  private Texts() {}

  /** A text of this many parts; some are cut short, some joined, some with stray characters. */
  public static String mixed(Random random, int parts) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < parts; i++) {
      String part = PARTS.get(random.nextInt(PARTS.size()));
      switch (random.nextInt(8)) {
        case 0 -> text.append(part, 0, random.nextInt(part.length()));
        case 1 -> text.append(part.strip());
        case 2 -> text.append((char) random.nextInt(0x10000)).append(part);
        case 3 -> text.append(part.repeat(1 + random.nextInt(6)));
        default -> text.append(part);
      }
    }
    return text.toString();
  }
}
