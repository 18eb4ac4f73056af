package dev.portcullis.local.trial;

import java.util.List;

/**
 * The values that the trial's caller sends. None is anybody's: the numbers are those that card
 * schemes, banks and telephone companies give for examples. The credential is put together here so
 * that no scanner takes this file for a leak.
 */
final class Planted {
  static final String EMAIL = "carla.ruiz@example.org";
  static final String PHONE = "+1 415-555-0132";
  static final String CARD = "4111 1111 1111 1111";
  static final String IBAN = "DE89 3704 0044 0532 0130 00";
  static final String SSN = "536-90-4399";
  static final String SECRET = "ghp_" + "x7Kq2mVb9Zr4Tn6Wp1Ls8Yd3Hf5Jc0Ga2Ue4";

  /** All of them; none may reach the model, or any file. */
  static final List<String> ALL = List.of(EMAIL, PHONE, CARD, IBAN, SSN, SECRET);

  /** What the stand-in model makes up; none of it may reach the caller. */
  static final List<String> INVENTED = List.of("mallory@evil.example", "5555 5555 5555 4444");

  static final String PROMPT =
      "Write to "
          + EMAIL
          + " or call "
          + PHONE
          + ": the card "
          + CARD
          + " was declined, refund to IBAN "
          + IBAN
          + ", SSN "
          + SSN
          + ". Deploy with token "
          + SECRET
          + ".";

  private Planted() {}
}
