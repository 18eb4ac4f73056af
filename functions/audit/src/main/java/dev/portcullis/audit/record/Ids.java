package dev.portcullis.audit.record;

import java.util.regex.Pattern;

/** The identifiers this project makes itself: random or derived, never a value from outside. */
final class Ids {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  private Ids() {}

  static String require(String id) {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException("not an id of ours");
    }
    return id;
  }
}
