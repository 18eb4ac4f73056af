package dev.portcullis.authorization;

import java.util.Optional;

/**
 * A range of addresses such as {@code 10.0.0.0/8}; contains exactly the addresses of its own family
 * that share its first bits.
 */
public final class Cidr {
  private final byte[] network;
  private final int bits;
  private final String text;

  private Cidr(byte[] network, int bits, String text) {
    this.network = network;
    this.bits = bits;
    this.text = text;
  }

  /**
   * The range that a text names; a single address is a range of one. Empty if it is neither, or if
   * bits beyond the prefix are set ({@code 10.0.0.1/8}), because then one of the two is a mistake.
   */
  public static Optional<Cidr> parse(String text) {
    int slash = text.indexOf('/');
    Optional<IpAddress> address = IpAddress.parse(slash < 0 ? text : text.substring(0, slash));
    if (address.isEmpty()) {
      return Optional.empty();
    }
    byte[] network = address.get().bytes();
    int width = network.length * 8;
    int bits = width;
    if (slash >= 0) {
      String length = text.substring(slash + 1);
      if (!length.matches("0|[1-9][0-9]{0,2}") || Integer.parseInt(length) > width) {
        return Optional.empty();
      }
      bits = Integer.parseInt(length);
    }
    for (int i = bits; i < width; i++) {
      if (bit(network, i) != 0) {
        return Optional.empty();
      }
    }
    return Optional.of(new Cidr(network, bits, text));
  }

  /** True if the address is in this range; an address of the other family never is. */
  public boolean contains(IpAddress address) {
    byte[] bytes = address.bytes();
    if (bytes.length != network.length) {
      return false;
    }
    for (int i = 0; i < bits; i++) {
      if (bit(bytes, i) != bit(network, i)) {
        return false;
      }
    }
    return true;
  }

  private static int bit(byte[] bytes, int index) {
    return (bytes[index / 8] >> (7 - index % 8)) & 1;
  }

  @Override
  public String toString() {
    return text;
  }
}
