package dev.portcullis.authorization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class CidrTest {

  private static boolean contains(String range, String address) {
    return Cidr.parse(range).orElseThrow().contains(IpAddress.parse(address).orElseThrow());
  }

  @Test
  void aRangeEndsExactlyAtItsEdges() {
    assertEquals(
        List.of(false, true, true, false),
        List.of("10.15.255.255", "10.16.0.0", "10.31.255.255", "10.32.0.0").stream()
            .map(address -> contains("10.16.0.0/12", address))
            .toList());
  }

  @Test
  void allAddressesOfAFamilyAreARangeButNotThoseOfTheOther() {
    assertTrue(contains("0.0.0.0/0", "255.1.2.3"));
    assertTrue(contains("::/0", "2001:db8::1"));
    assertTrue(!contains("::/0", "1.2.3.4"));
    assertTrue(!contains("0.0.0.0/0", "::1"));
  }

  @Test
  void aSingleAddressIsARangeOfOne() {
    assertTrue(contains("192.0.2.7", "192.0.2.7"));
    assertTrue(!contains("192.0.2.7", "192.0.2.8"));
  }

  @Test
  void whatIsNotARangeIsRefused() {
    for (String text :
        List.of(
            "10.0.0.1/8",
            "10.0.0.0/33",
            "10.0.0.0/-1",
            "10.0.0.0/08",
            "10.0.0.0/",
            "/8",
            "10.0.0.0/8/8",
            "::/129",
            "10.0.0.0/8 ",
            "host/8")) {
      assertTrue(Cidr.parse(text).isEmpty(), text);
    }
  }
}
