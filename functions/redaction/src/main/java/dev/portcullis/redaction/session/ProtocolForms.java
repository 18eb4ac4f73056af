package dev.portcullis.redaction.session;

import java.util.List;

/** The forms that the protocols' own values have; what has another form is text. */
public final class ProtocolForms {
  private static final int LONGEST_MODEL = 200;
  private static final int LONGEST_IDENTIFIER = 128;

  /** How the providers' ids begin; they are random, and some look like credentials. */
  private static final List<String> ID_PREFIXES =
      List.of(
          "call_",
          "toolu_",
          "chatcmpl-",
          "msg_",
          "fc_",
          "ctc_",
          "rs_",
          "resp_",
          "conv_",
          "pmpt_",
          "vs_",
          "item_");

  private ProtocolForms() {}

  /** Letters, digits and {@code ._:/-}, as in {@code org/model-1.5:latest}; no at sign. */
  public static boolean isModel(String value) {
    return consistsOf(value, LONGEST_MODEL, "._:/-");
  }

  static boolean isIdentifier(String value) {
    return consistsOf(value, LONGEST_IDENTIFIER, "._-");
  }

  /** Whether the value is an id in a form that providers give out. */
  public static boolean isKnownId(String value) {
    return isIdentifier(value) && ID_PREFIXES.stream().anyMatch(value::startsWith);
  }

  private static boolean consistsOf(String value, int longest, String others) {
    if (value.isEmpty() || value.length() > longest) {
      return false;
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (!letter && (c < '0' || c > '9') && others.indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }
}
