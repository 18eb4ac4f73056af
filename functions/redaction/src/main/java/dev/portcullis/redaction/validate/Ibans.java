package dev.portcullis.redaction.validate;

import java.util.HashMap;
import java.util.Map;

/** International bank account numbers: ISO 13616 lengths by country and the ISO 7064 check. */
final class Ibans {
  private static final Map<String, Integer> LENGTHS = lengths();

  private Ibans() {}

  /**
   * Printed in capitals or, carelessly, all small; capitals and small letters mixed are no IBAN.
   */
  static Verdict check(char[] text, int start, int end) {
    boolean small = false;
    boolean capital = false;
    for (int i = start; i < end; i++) {
      small |= text[i] >= 'a' && text[i] <= 'z';
      capital |= text[i] >= 'A' && text[i] <= 'Z';
    }
    boolean right = !(small && capital) && isIban(Validators.compact(text, start, end, true));
    return right ? Verdict.VALID : Verdict.INVALID;
  }

  static boolean isIban(char[] v) {
    if (v.length < 15 || v.length > 34 || v[2] > '9' || v[3] > '9') {
      return false;
    }
    Integer length = LENGTHS.get(new String(v, 0, 2));
    return length != null && length == v.length && Checksums.mod97(v);
  }

  private static Map<String, Integer> lengths() {
    String registry =
        "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27"
            + " DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21"
            + " HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27"
            + " MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24"
            + " RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22"
            + " VG24 XK20 YE30";
    Map<String, Integer> lengths = new HashMap<>();
    for (String entry : registry.split(" ", -1)) {
      lengths.put(entry.substring(0, 2), Integer.valueOf(entry.substring(2)));
    }
    return lengths;
  }
}
