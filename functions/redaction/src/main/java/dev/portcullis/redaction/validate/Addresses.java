package dev.portcullis.redaction.validate;

/** IPv6 addresses in every form of RFC 4291 section 2.2, with zone (RFC 4007) and prefix length. */
final class Addresses {
  private Addresses() {}

  static Verdict ipv6(char[] text, int start, int end) {
    int stop = start;
    while (stop < end && text[stop] != '%' && text[stop] != '/') {
      stop++;
    }
    if (stop < end && !isPrefix(text, stop, end)) {
      return Verdict.INVALID;
    }
    if (text[stop - 1] == '.') {
      return Verdict.INVALID;
    }
    return isAddress(text, start, stop) ? Verdict.UNKNOWN : Verdict.REFUSED;
  }

  private static boolean isPrefix(char[] text, int start, int end) {
    for (int i = start; i < end; i++) {
      if (text[i] == '/') {
        return i + 1 < end && end - i <= 4 && Checksums.number(text, i + 1, end) <= 128;
      }
    }
    return true;
  }

  private static boolean isAddress(char[] text, int start, int end) {
    int groups = 0;
    int digits = 0;
    boolean gap = false;
    int at = start;
    while (at < end) {
      char c = text[at];
      if (c == ':') {
        boolean twice = at + 1 < end && text[at + 1] == ':';
        if (twice && (gap || (at + 2 < end && text[at + 2] == ':'))) {
          return false;
        }
        if (!twice && (digits == 0 || at + 1 == end)) {
          return false;
        }
        groups += digits > 0 ? 1 : 0;
        digits = 0;
        gap |= twice;
        at += twice ? 2 : 1;
      } else if (c == '.') {
        return isMixed(text, at - digits, end, groups, gap);
      } else {
        digits++;
        at++;
        if (digits > 4) {
          return false;
        }
      }
    }
    groups += digits > 0 ? 1 : 0;
    return gap ? groups <= 7 : groups == 8;
  }

  private static boolean isMixed(char[] text, int start, int end, int groups, boolean gap) {
    int value = 0;
    int digits = 0;
    int octets = 1;
    for (int i = start; i < end; i++) {
      if (text[i] == '.') {
        octets += digits > 0 ? 1 : 9;
        digits = 0;
        value = 0;
      } else if (text[i] >= '0' && text[i] <= '9') {
        value = value * 10 + text[i] - '0';
        digits++;
        if (value > 255) {
          return false;
        }
      } else {
        return false;
      }
    }
    return octets == 4 && digits > 0 && (gap ? groups <= 5 : groups == 6);
  }
}
