package dev.portcullis.authorization.engine;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Cedar's ipaddr: an address or a range, IPv4 or IPv6, never IPv4 written inside IPv6. */
final class Ips {
  private Ips() {}

  static Value.Ip parse(String text) throws EvaluationException {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    byte[] bytes = address.indexOf(':') >= 0 ? v6(address) : v4(address);
    int prefix = bytes.length * 8;
    if (slash >= 0) {
      int length = number(text.substring(slash + 1));
      if (length < 0 || length > prefix) {
        throw new EvaluationException("not an ipaddr");
      }
      prefix = length;
    }
    return Value.Ip.of(bytes, prefix);
  }

  private static byte[] v4(String text) throws EvaluationException {
    byte[] bytes = new byte[4];
    int start = 0;
    for (int i = 0; i < 4; i++) {
      int end = i == 3 ? text.length() : text.indexOf('.', start);
      int part = end < 0 ? -1 : number(text.substring(start, end));
      if (part < 0 || part > 255) {
        throw new EvaluationException("not an ipaddr");
      }
      bytes[i] = (byte) part;
      start = end + 1;
    }
    return bytes;
  }

  /** One to three digits without a leading zero; -1 for anything else. */
  private static int number(String digits) {
    if (digits.isEmpty()
        || digits.length() > 3
        || (digits.length() > 1 && digits.startsWith("0"))) {
      return -1;
    }
    int number = 0;
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      number = number * 10 + (c - '0');
    }
    return number;
  }

  private static byte[] v6(String text) throws EvaluationException {
    int digits = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      digits = c == ':' ? 0 : digits + 1;
      if (digits > 4 || (c != ':' && (c >= 128 || Character.digit(c, 16) < 0))) {
        throw new EvaluationException("not an ipaddr");
      }
    }
    if (text.length() < 2 || text.length() > 39) {
      throw new EvaluationException("not an ipaddr");
    }
    try {
      // Only hexadecimal and colons are left: the JDK reads it and never looks up a name.
      byte[] address = InetAddress.getByName("[" + text + "]").getAddress();
      return address.length == 16 ? address : mapped(address);
    } catch (UnknownHostException bad) {
      throw new EvaluationException("not an ipaddr");
    }
  }

  /** The JDK turns ::ffff:a00:1 into IPv4; for Cedar it stays IPv6. */
  private static byte[] mapped(byte[] v4) {
    byte[] all = new byte[16];
    all[10] = (byte) 0xff;
    all[11] = (byte) 0xff;
    System.arraycopy(v4, 0, all, 12, 4);
    return all;
  }

  /** 127.0.0.0/8 and ::1. */
  static boolean loopback(Value.Ip ip) {
    return ip.v6()
        ? ip.high() == 0 && ip.low() == 1 && ip.prefix() == 128
        : ip.high() >>> 56 == 127 && ip.prefix() >= 8;
  }

  /** 224.0.0.0/4 and ff00::/8. */
  static boolean multicast(Value.Ip ip) {
    return ip.v6()
        ? ip.high() >>> 56 == 0xff && ip.prefix() >= 8
        : ip.high() >>> 60 == 0xe && ip.prefix() >= 4;
  }

  /** True if all of the first lies in the second; families never mix. */
  static boolean inRange(Value.Ip ip, Value.Ip range) {
    return ip.v6() == range.v6()
        && ip.prefix() >= range.prefix()
        && ((ip.high() ^ range.high()) & mask(range.prefix())) == 0
        && ((ip.low() ^ range.low()) & mask(range.prefix() - 64)) == 0;
  }

  /** The first bits of 64 set. */
  private static long mask(int bits) {
    return bits <= 0 ? 0 : bits >= 64 ? -1L : -1L << (64 - bits);
  }
}
