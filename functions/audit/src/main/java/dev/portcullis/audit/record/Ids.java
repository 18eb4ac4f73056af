package dev.portcullis.audit.record;

import java.util.regex.Pattern;

/** The identifiers this project makes itself: random or derived, never a value from outside. */
final class Ids {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  private Ids() {}

  static boolean fits(String id) {
    return ID.matcher(id).matches();
  }

  static String require(String id) {
    if (!fits(id)) {
      throw new IllegalArgumentException("not an id of ours");
    }
    return id;
  }
}
