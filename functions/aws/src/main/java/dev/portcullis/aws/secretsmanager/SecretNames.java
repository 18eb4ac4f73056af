package dev.portcullis.aws.secretsmanager;

import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import java.util.regex.Pattern;

/** Our names of secrets; the sentence is in {@link dev.portcullis.ports.WormStore}. */
final class SecretNames {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*");
  private static final Pattern DOTS = Pattern.compile("(^|.*/)\\.\\.?(/.*|$)");

  private SecretNames() {}

  static void check(String name) {
    if (name.length() > 512 || !NAME.matcher(name).matches() || DOTS.matcher(name).matches()) {
      throw new PortException(Code.INVALID, "not a secret's name");
    }
  }
}
