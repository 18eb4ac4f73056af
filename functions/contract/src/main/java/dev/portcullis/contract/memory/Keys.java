package dev.portcullis.contract.memory;

import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import java.util.regex.Pattern;

/** The keys that every store takes; the sentence is in {@link dev.portcullis.ports.WormStore}. */
final class Keys {
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*");
  private static final Pattern DOTS = Pattern.compile("(^|.*/)\\.\\.?(/.*|$)");

  private Keys() {}

  static void check(String key) {
    if (key.length() > 512 || !KEY.matcher(key).matches() || DOTS.matcher(key).matches()) {
      throw new PortException(Code.INVALID, "not a key of this store");
    }
  }
}
