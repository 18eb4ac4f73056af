package dev.portcullis.audit.record;

import static dev.portcullis.audit.record.NetworkOrigin.Detail.TRUNCATED;
import static dev.portcullis.audit.record.NetworkOrigin.Detail.WHOLE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NetworkOriginTest {

  @ParameterizedTest
  @CsvSource({
    "203.0.113.77, 203.0.113.0/24",
    "127.0.0.1, 127.0.0.0/24",
    "255.255.255.255, 255.255.255.0/24",
    "::ffff:203.0.113.77, 203.0.113.0/24",
    "2001:db8:85a3:1:2:3:4:5, 2001:db8:85a3:0:0:0:0:0/48",
    "::1, 0:0:0:0:0:0:0:0/48"
  })
  void anAddressIsCutToItsNetwork(String literal, String network) {
    assertEquals(Optional.of(network), NetworkOrigin.of(literal, TRUNCATED).network());
  }

  @Test
  void aWholeAddressIsKeptWhereTheDeploymentAskedForIt() {
    assertEquals(Optional.of("203.0.113.77"), NetworkOrigin.of("203.0.113.77", WHOLE).address());
    assertEquals(Optional.of("203.0.113.77/32"), NetworkOrigin.of("203.0.113.77", WHOLE).network());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "localhost",
        "1",
        "1.2.3",
        "1.2.3.4.5",
        "256.1.1.1",
        "1.2.3.4 ",
        "a.b.c.d",
        ":",
        ":::",
        "2001:db8::1%eth0",
        "alice@example.com",
        "203.0.113.77, 10.0.0.1",
        "[::1]",
        "1.2.3.",
        "12345::",
        "fe80::1::2"
      })
  void whatIsNotAnAddressIsUnknownAndNeverLookedUp(String text) {
    assertEquals(NetworkOrigin.unknown(), NetworkOrigin.of(text, TRUNCATED));
  }

  @Test
  void textCannotBePutInAsAnAddress() {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new NetworkOrigin(
                Optional.of("alice"), Optional.of("alice/24"), List.of(), Optional.empty()));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new NetworkOrigin(
                Optional.empty(), Optional.empty(), List.of("alice"), Optional.empty()));
  }

  @Test
  void theWayIsCutLikeTheOriginAndHoldsOnlyAddresses() {
    NetworkOrigin origin =
        NetworkOrigin.of("203.0.113.77", TRUNCATED)
            .through(
                List.of("198.51.100.9", "alice", "2001:db8:1:2::3"),
                Optional.of("vpce-0a1b2c3d4e5f67890"),
                TRUNCATED);
    assertEquals(List.of("198.51.100.0", "2001:db8:1:0:0:0:0:0"), origin.proxies());
    assertEquals(Optional.of("vpce-0a1b2c3d4e5f67890"), origin.vpcEndpoint());
  }

  @Test
  void aForgedChainOfProxiesIsBoundedAndAForgedEndpointIsLeftOut() {
    NetworkOrigin origin =
        NetworkOrigin.unknown()
            .through(
                Collections.nCopies(1_000, "198.51.100.9"), Optional.of("vpce-alice"), TRUNCATED);
    assertEquals(16, origin.proxies().size());
    assertEquals(Optional.empty(), origin.vpcEndpoint());
  }
}
