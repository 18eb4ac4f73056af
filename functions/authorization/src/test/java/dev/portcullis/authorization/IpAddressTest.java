package dev.portcullis.authorization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IpAddressTest {

  @Test
  void anIpv4AddressInsideIpv6IsTheIpv4Address() {
    assertEquals(IpAddress.parse("10.0.0.1"), IpAddress.parse("::ffff:10.0.0.1"));
    assertEquals("10.0.0.1", IpAddress.parse("::ffff:a00:1").orElseThrow().toString());
  }

  @Test
  void everyWritingOfAnIpv6AddressIsOneAddress() {
    assertEquals(IpAddress.parse("2001:db8::1"), IpAddress.parse("2001:0DB8:0:0:0:0:0:1"));
  }

  @Test
  void whatIsNotExactlyOneAddressIsRefused() {
    for (String text :
        List.of(
            "",
            "10.0.0.1/8",
            "10.0.0",
            "010.0.0.1",
            "256.0.0.1",
            "1.2.3.4.5",
            "0x7f.0.0.1",
            "localhost",
            "fe80::1%eth0",
            "::1%lo",
            "1::2::3",
            "2130706433",
            " 10.0.0.1",
            "abcd",
            "[::1]",
            "a.b.c.d",
            ":",
            "::ffff:10.0.0.1/104",
            "face.b00c")) {
      assertTrue(IpAddress.parse(text).isEmpty(), text);
    }
  }

  @Test
  void theTextReadsBackAsTheSameAddress() {
    for (String text :
        List.of("0.0.0.0", "255.255.255.255", "::", "::1", "fe80::1", "2001:db8::")) {
      Optional<IpAddress> parsed = IpAddress.parse(text);
      assertEquals(parsed, IpAddress.parse(parsed.orElseThrow().toString()));
    }
  }
}
