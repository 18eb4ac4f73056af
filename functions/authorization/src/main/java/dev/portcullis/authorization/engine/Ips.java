package dev.portcullis.authorization.engine;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/** Cedar's ipaddr: an address or a range, IPv4 or IPv6, never IPv4 written inside IPv6. */
final class Ips {
  private Ips() {}

  static Value.Ip parse(String text) throws EvaluationException {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    List<Byte> bytes = address.indexOf(':') >= 0 ? v6(address) : v4(address);
    int prefix = bytes.size() * 8;
    if (slash >= 0) {
      String length = text.substring(slash + 1);
      if (!length.matches("0|[1-9][0-9]{0,2}") || Integer.parseInt(length) > prefix) {
        throw new EvaluationException("not an ipaddr");
      }
      prefix = Integer.parseInt(length);
    }
    return new Value.Ip(bytes, prefix);
  }

  private static List<Byte> v4(String text) throws EvaluationException {
    List<Byte> bytes = new ArrayList<>();
    for (String part : text.split("\\.", -1)) {
      if (!part.matches("0|[1-9][0-9]{0,2}") || Integer.parseInt(part) > 255) {
        throw new EvaluationException("not an ipaddr");
      }
      bytes.add((byte) Integer.parseInt(part));
    }
    if (bytes.size() != 4) {
      throw new EvaluationException("not an ipaddr");
    }
    return bytes;
  }

  private static List<Byte> v6(String text) throws EvaluationException {
    if (!text.matches("[0-9a-fA-F:]{2,39}") || text.matches(".*[0-9a-fA-F]{5}.*")) {
      throw new EvaluationException("not an ipaddr");
    }
    try {
      // Only hexadecimal and colons are left: the JDK reads it and never looks up a name.
      byte[] address = InetAddress.getByName("[" + text + "]").getAddress();
      return address.length == 16 ? list(address) : mapped(address);
    } catch (UnknownHostException bad) {
      throw new EvaluationException("not an ipaddr");
    }
  }

  /** The JDK turns a mapped address into IPv4; written in hexadecimal, Cedar keeps it IPv6. */
  private static List<Byte> mapped(byte[] v4) {
    byte[] all = new byte[16];
    all[10] = (byte) 0xff;
    all[11] = (byte) 0xff;
    System.arraycopy(v4, 0, all, 12, 4);
    return list(all);
  }

  static List<Byte> list(byte[] bytes) {
    List<Byte> list = new ArrayList<>(bytes.length);
    for (byte b : bytes) {
      list.add(b);
    }
    return list;
  }

  static boolean loopback(Value.Ip ip) throws EvaluationException {
    return ip.bytes().size() == 4 ? inRange(ip, parse("127.0.0.0/8")) : inRange(ip, parse("::1"));
  }

  static boolean multicast(Value.Ip ip) throws EvaluationException {
    return ip.bytes().size() == 4
        ? inRange(ip, parse("224.0.0.0/4"))
        : inRange(ip, parse("ff00::/8"));
  }

  /** True if all of the first lies in the second; families never mix. */
  static boolean inRange(Value.Ip ip, Value.Ip range) {
    if (ip.bytes().size() != range.bytes().size() || ip.prefix() < range.prefix()) {
      return false;
    }
    for (int bit = 0; bit < range.prefix(); bit++) {
      int shift = 7 - bit % 8;
      if (((ip.bytes().get(bit / 8) ^ range.bytes().get(bit / 8)) >> shift & 1) != 0) {
        return false;
      }
    }
    return true;
  }
}
