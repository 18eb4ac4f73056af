package dev.portcullis.redaction.validate;

import org.jspecify.annotations.Nullable;


/** Telephone numbers: lengths of ITU-T E.164 and the shapes of local numbers. */
final class Telephones {
  private Telephones() {}

  /** The validator of this name, null when it is not of this family. */
  static @Nullable Validator named(String name) {
    return switch (name) {
      case "phone" -> Telephones::international;
      case "phone-local" -> Telephones::local;
      default -> null;
    };
  }

  private static int digits(char[] text, int start, int end) {
    int digits = 0;
    for (int i = start; i < end; i++) {
      char c = text[i];
      if ((c | 0x20) == 'x' || (c | 0x20) == 'e' || c == '#') {
        break;
      }
      digits += c >= '0' && c <= '9' ? 1 : 0;
    }
    return digits;
  }

  private static Verdict international(char[] text, int start, int end) {
    int digits = digits(text, start, end);
    int most = text[start] == '0' ? 18 : 15;
    return digits >= 8 && digits <= most ? Verdict.UNKNOWN : Verdict.INVALID;
  }

  private static Verdict local(char[] text, int start, int end) {
    int digits = digits(text, start, end);
    boolean opens = false;
    boolean closes = false;
    for (int i = start; i < end; i++) {
      opens |= text[i] == '(';
      closes |= text[i] == ')';
    }
    return digits >= 7 && digits <= 13 && opens == closes ? Verdict.UNKNOWN : Verdict.INVALID;
  }
}
