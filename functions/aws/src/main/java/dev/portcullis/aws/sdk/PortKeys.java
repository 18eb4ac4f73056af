package dev.portcullis.aws.sdk;

import java.util.regex.Pattern;

/** The rule for keys and names that {@link dev.portcullis.ports.WormStore} states. */
public final class PortKeys {
  private static final int LONGEST = 512;
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*");
  private static final Pattern DOTS = Pattern.compile("(^|.*/)\\.\\.?(/.*|$)");

  private PortKeys() {}

  /** Whether a text is a key. */
  public static boolean valid(String key) {
    return key.length() <= LONGEST && KEY.matcher(key).matches() && !DOTS.matcher(key).matches();
  }
}
