package dev.portcullis.authorization;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;

/**
 * One IP address in normal form: an IPv4 address inside IPv6 ({@code ::ffff:10.0.0.1}) is the IPv4
 * address, and a range ({@code 10.0.0.1/8}) is not an address.
 *
 * <p>Policy engines differ exactly there, so a caller's address is normalised before any rule sees
 * it. Scoped addresses ({@code fe80::1%eth0}) are refused. Never resolves a name.
 */
public final class IpAddress {
  private final byte[] bytes;

  private IpAddress(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The address that a text names; empty if it is not exactly one address. */
  public static Optional<IpAddress> parse(String text) {
    if (text.length() < 2 || text.length() > 45 || !onlyAddressCharacters(text)) {
      return Optional.empty();
    }
    boolean v6 = text.indexOf(':') >= 0;
    if (!v6 && !dottedQuad(text)) {
      return Optional.empty();
    }
    try {
      // Only digits, dots, colons and a-f are left, in a form that is never looked up as a name;
      // the JDK turns a mapped IPv4 address into the IPv4 address by itself.
      return Optional.of(
          new IpAddress(InetAddress.getByName(v6 ? "[" + text + "]" : text).getAddress()));
    } catch (UnknownHostException notAnAddress) {
      return Optional.empty();
    }
  }

  private static boolean onlyAddressCharacters(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '.' && c != ':' && (c >= 128 || Character.digit(c, 16) < 0)) {
        return false;
      }
    }
    return true;
  }

  private static boolean dottedQuad(String text) {
    int parts = 1;
    int digits = 0;
    int value = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '.') {
        if (digits == 0) {
          return false;
        }
        parts++;
        digits = 0;
        value = 0;
      } else if (c < '0' || c > '9' || (digits > 0 && value == 0)) {
        return false; // No digit, or one behind a zero: 010 is octal to some readers.
      } else {
        digits++;
        value = value * 10 + c - '0';
        if (value > 255) {
          return false;
        }
      }
    }
    return parts == 4 && digits > 0;
  }

  /** The 4 or 16 bytes. */
  byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof IpAddress that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** The address in text: dotted decimal, or eight groups for IPv6. */
  @Override
  public String toString() {
    try {
      return InetAddress.getByAddress(bytes).getHostAddress();
    } catch (UnknownHostException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
