package dev.portcullis.audit.record;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a call came from, cut to a network: /24 for IPv4 and /48 for IPv6 unless the deployment
 * asked for whole addresses.
 *
 * @param address a literal address, host bits zero unless whole addresses were asked for; empty if
 *     the platform named none or what it named is not an address
 * @param network the same with its prefix length, such as {@code 203.0.113.0/24}
 * @param proxies what the request passed on its way, cut in the same manner
 * @param vpcEndpoint the private endpoint it came through, such as {@code vpce-0a1b2c3d}
 */
public record NetworkOrigin(
    Optional<String> address,
    Optional<String> network,
    List<String> proxies,
    Optional<String> vpcEndpoint) {
  private static final int MOST_PROXIES = 16;
  private static final Pattern VPC_ENDPOINT = Pattern.compile("vpce-[0-9a-f]{8,17}");
  private static final Pattern IPV4 =
      Pattern.compile("(?:(?:25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})(?:\\.(?!$)|$)){4}");
  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]{2,45}");

  /** How much of an address the log keeps. */
  public enum Detail {
    /** The network only; the default. */
    TRUNCATED,
    /** The whole address, for a deployment whose purpose and law allow it. */
    WHOLE
  }

  public NetworkOrigin {
    Objects.requireNonNull(address, "address");
    Objects.requireNonNull(network, "network");
    proxies = List.copyOf(proxies);
    Objects.requireNonNull(vpcEndpoint, "vpcEndpoint");
    if (address.filter(text -> parse(text).isEmpty()).isPresent()
        || address.isPresent() != network.isPresent()
        || proxies.stream().anyMatch(text -> parse(text).isEmpty())
        || vpcEndpoint.filter(id -> !VPC_ENDPOINT.matcher(id).matches()).isPresent()
        || (address.isPresent() && !network.get().startsWith(address.get() + "/"))) {
      throw new IllegalArgumentException("not a network origin");
    }
  }

  /** An origin nobody named. */
  public static NetworkOrigin unknown() {
    return new NetworkOrigin(Optional.empty(), Optional.empty(), List.of(), Optional.empty());
  }

  /**
   * The origin of a literal address; {@link #unknown} for anything that is not one, so that no text
   * a caller chose gets into a record. No name is ever looked up.
   */
  public static NetworkOrigin of(String literal, Detail detail) {
    return cut(literal, detail)
        .map(
            text ->
                new NetworkOrigin(
                    Optional.of(text.substring(0, text.indexOf('/'))),
                    Optional.of(text),
                    List.of(),
                    Optional.empty()))
        .orElseGet(NetworkOrigin::unknown);
  }

  /**
   * The same origin with the way a request took.
   *
   * @param literals addresses of proxies, nearest to the caller first; what is not an address is
   *     left out, and so is all behind the sixteenth
   * @param endpoint the private endpoint; left out if it does not look like one
   */
  public NetworkOrigin through(List<String> literals, Optional<String> endpoint, Detail detail) {
    List<String> addresses =
        literals.stream()
            .limit(MOST_PROXIES)
            .flatMap(literal -> cut(literal, detail).stream())
            .map(text -> text.substring(0, text.indexOf('/')))
            .toList();
    return new NetworkOrigin(
        address, network, addresses, endpoint.filter(id -> VPC_ENDPOINT.matcher(id).matches()));
  }

  /** The address with its prefix length. */
  private static Optional<String> cut(String literal, Detail detail) {
    return parse(literal)
        .map(
            bytes -> {
              int bits = detail == Detail.WHOLE ? bytes.length * 8 : bytes.length == 4 ? 24 : 48;
              for (int i = bits / 8; i < bytes.length; i++) {
                bytes[i] = 0;
              }
              return text(bytes) + "/" + bits;
            });
  }

  private static Optional<byte[]> parse(String literal) {
    boolean four = literal.length() <= 15 && IPV4.matcher(literal).matches();
    boolean six = literal.indexOf(':') >= 0 && IPV6.matcher(literal).matches();
    if (!four && !six) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(literal).getAddress());
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  private static String text(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes).getHostAddress();
    } catch (UnknownHostException e) {
      throw new IllegalStateException("4 or 16 bytes are an address", e);
    }
  }
}
