package dev.portcullis.redaction.text;

import java.text.Normalizer;

/**
 * Maps one code point to the one character that detectors compare, or to {@link #DELETED}.
 *
 * <p>Digits of every script become ASCII digits, compatibility forms and accented letters their
 * base letter, look-alikes of Latin letters (Greek, Cyrillic) those letters, every space a space,
 * every dash a hyphen. Zero-width characters, bidirectional controls, tags, soft hyphens and
 * combining marks vanish. The mapping looks at one code point at a time, so that cutting a stream
 * cannot change it (source: UAX #15 and UTS #39, reduced to what personal data needs).
 */
public final class Folding {
  /** The code point takes no place in what detectors see. */
  public static final char DELETED = '\uFFFF';

  /** Stands for every character outside the basic plane that has no simpler form. */
  static final char ASTRAL = '\uFFFD';

  private static final String LATIN =
      "AAAAAAACEEEEIIIIDNOOOOO*OUUUUYTsaaaaaaaceeeeiiiidnooooo/ouuuuyty" // U+00C0..U+00FF
          + "AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIiIiJjKkkLlLlLlLlLlNnNnNnnNnOoOoOoOo"
          + "RrRrRrSsSsSsSsTtTtTtUuUuUuUuUuUuWwYyYZzZzZzs"; // U+0100..U+017F
  private static final String GREEK_FROM = "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαβειοκνρτυχϲ";
  private static final String GREEK_TO = "ABEZHIKMNOPTYXabeiokvptuxc";
  private static final String CYRILLIC_FROM = "АВЕЗКМНОРСТУХаеорсухіІјЈѕЅԁԛԝһӏІЇїёЁкмнтвгиьбѡԌԍ";
  private static final String CYRILLIC_TO = "ABE3KMHOPCTYXaeopcyxiIjJsSdqwhlIIieEkmhtbrnb6wGg";
  private static final String OTHER_FROM = "ıȷɑɡɩɪʏοսօհոցзԐℓℯℊℴ‚․·。｡﹒﹫＠∕⁄：∶﹕‘’“”′＿";
  private static final String OTHER_TO = "ijagiiyouohng3Elego,.....@@//:::''\"\"'_";

  private Folding() {}

  /** Folds one code point. */
  static char fold(int codePoint) {
    if (codePoint < 0xC0) {
      return codePoint < 0x80 ? (char) codePoint : latinOne(codePoint);
    }
    if (codePoint < 0x180) {
      char folded = LATIN.charAt(codePoint - 0xC0);
      return folded == '*' ? 'x' : folded;
    }
    char alike = codePoint < 0x10000 ? lookAlike((char) codePoint) : 0;
    return alike != 0 ? alike : byProperty(codePoint);
  }

  private static char latinOne(int codePoint) {
    return switch (codePoint) {
      case 0xA0 -> ' ';
      case 0xAA -> 'a';
      case 0xAD -> DELETED;
      case 0xB2 -> '2';
      case 0xB3 -> '3';
      case 0xB5 -> 'u';
      case 0xB7 -> '.';
      case 0xB9 -> '1';
      case 0xBA -> 'o';
      case 0x85 -> '\n';
      default -> (char) codePoint;
    };
  }

  private static char lookAlike(char c) {
    int at = GREEK_FROM.indexOf(c);
    if (at >= 0) {
      return GREEK_TO.charAt(at);
    }
    at = CYRILLIC_FROM.indexOf(c);
    if (at >= 0) {
      return CYRILLIC_TO.charAt(at);
    }
    at = OTHER_FROM.indexOf(c);
    return at >= 0 ? OTHER_TO.charAt(at) : 0;
  }

  private static char byProperty(int codePoint) {
    int type = Character.getType(codePoint);
    if (type == Character.DECIMAL_DIGIT_NUMBER) {
      return (char) ('0' + Character.digit(codePoint, 10));
    }
    if (type == Character.FORMAT
        || type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK) {
      return DELETED;
    }
    if (type == Character.SPACE_SEPARATOR) {
      return ' ';
    }
    if (type == Character.LINE_SEPARATOR || type == Character.PARAGRAPH_SEPARATOR) {
      return '\n';
    }
    if (type == Character.DASH_PUNCTUATION) {
      return '-';
    }
    if (codePoint == 0x2212) {
      return '-';
    }
    if (isInvisible(codePoint)) {
      return DELETED;
    }
    if (codePoint >= 0x1F1E6 && codePoint <= 0x1F1FF) {
      return (char) ('A' + codePoint - 0x1F1E6);
    }
    return compatible(codePoint);
  }

  private static boolean isInvisible(int codePoint) {
    return codePoint == 0x115F
        || codePoint == 0x1160
        || codePoint == 0x3164
        || codePoint == 0xFFA0
        || codePoint == 0x2800;
  }

  private static char compatible(int codePoint) {
    if ((codePoint >= 0xAC00 && codePoint <= 0xD7A3)
        || (codePoint >= 0x4E00 && codePoint <= 0x9FFF)) {
      return (char) codePoint;
    }
    String simple = Normalizer.normalize(Character.toString(codePoint), Normalizer.Form.NFKD);
    int first = simple.codePointAt(0);
    if (first == '(' && simple.length() > 1) {
      first = simple.codePointAt(1);
    }
    if (first >= 0x10000) {
      return ASTRAL;
    }
    char folded = (char) first;
    if (folded >= 0xC0 && first != codePoint) {
      char alike = lookAlike(folded);
      return alike != 0 ? alike : folded;
    }
    return folded;
  }
}
