package dev.portcullis.redaction.validate;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Addresses of networks: IPv4, IPv6 (RFC 4291), MAC (IEEE 802), and names under known domains. */
final class Network {
  private static final Set<String> TOP =
      Set.of(
          ("com net org edu gov mil int info biz name pro aero coop museum mobi jobs travel tel asia"
                  + " cat post xxx app dev page cloud online site website tech store shop blog live news"
                  + " media agency digital world today email team work works company group systems"
                  + " solutions services network academy center global link click wiki space life art"
                  + " design studio photo games game fun club vip xyz top win bid loan review stream"
                  + " download science party date trade racing webcam icu cyou one zone city bank money"
                  + " finance capital fund health care clinic doctor dental school college university"
                  + " law legal tax consulting engineering software codes computer host hosting domains"
                  + " support help social chat video audio music film tv radio press report events"
                  + " tickets tours hotel restaurant bar cafe pizza beer wine coffee house homes land"
                  + " estate properties build construction energy solar green eco bio organic farm"
                  + " garden pet dog horse car cars auto bike taxi limo parts tools equipment supply"
                  + " market sale deals gifts fashion shoes jewelry style beauty hair fit yoga run"
                  + " football soccer golf ski surf fishing camp vacations holiday cruises flights"
                  + " london paris berlin nyc tokyo moscow africa wales scot ink")
              .split(" ", -1));

  private static final Set<String> COUNTRY = Set.of(java.util.Locale.getISOCountries());

  private Network() {}

  /** The validator of this name, null when it is not of this family. */
  static @Nullable Validator named(String name) {
    return switch (name) {
      case "ipv4" -> Network::ipv4;
      case "ipv4-reversed" -> Network::ipv4Reversed;
      case "ipv6" -> (text, start, end) -> Addresses.ipv6(text, start, end);
      case "mac" -> Validators.rule(v -> !Checksums.allSame(v));
      case "domain" -> (text, start, end) -> domain(text, start, end) ? Verdict.UNKNOWN : Verdict.INVALID;
      case "email" -> (text, start, end) -> email(text, start, end);
      case "email-reversed" -> Network::emailReversed;
      default -> null;
    };
  }

  private static Verdict ipv4(char[] text, int start, int end) {
    return octets(text, start, end) ? Verdict.UNKNOWN : Verdict.INVALID;
  }

  private static Verdict ipv4Reversed(char[] text, int start, int end) {
    if (octets(text, start, end)) {
      return Verdict.INVALID;
    }
    char[] reversed = Validators.reverse(java.util.Arrays.copyOfRange(text, start, end));
    return octets(reversed, 0, reversed.length) ? Verdict.UNKNOWN : Verdict.INVALID;
  }

  private static boolean octets(char[] text, int start, int end) {
    int value = 0;
    int digits = 0;
    int count = 1;
    for (int i = start; i < end && text[i] != '/'; i++) {
      char c = text[i];
      if (c >= '0' && c <= '9') {
        value = value * 10 + c - '0';
        digits++;
        if (value > 255 || digits > 3) {
          return false;
        }
      } else if (digits > 0) {
        count++;
        value = 0;
        digits = 0;
      }
    }
    return count == 4;
  }

  private static Verdict email(char[] text, int start, int end) {
    int at = start;
    while (at < end && text[at] != '@' && text[at] != ' ' && text[at] != '[' && text[at] != '(') {
      at++;
    }
    boolean dots = text[start] == '.' || text[at - 1] == '.';
    for (int i = start; i + 1 < at; i++) {
      dots |= text[i] == '.' && text[i + 1] == '.';
    }
    return dots ? Verdict.INVALID : Verdict.UNKNOWN;
  }

  private static Verdict emailReversed(char[] text, int start, int end) {
    char[] reversed = Validators.reverse(java.util.Arrays.copyOfRange(text, start, end));
    return domain(reversed, 0, reversed.length) ? Verdict.UNKNOWN : Verdict.INVALID;
  }

  /**
   * Whether what ends here ends with a top-level domain in use, such as {@code .com} or {@code
   * .de}.
   */
  private static boolean domain(char[] text, int start, int end) {
    int stop = start;
    while (stop < end && text[stop] != '/' && text[stop] != ':' && text[stop] != '?') {
      stop++;
    }
    int from = stop;
    while (from > start && text[from - 1] != '.') {
      from--;
    }
    String last = new String(text, from, stop - from).toLowerCase(java.util.Locale.ROOT);
    return TOP.contains(last)
        || last.equals("uk")
        || last.equals("eu")
        || (last.length() == 2 && COUNTRY.contains(last.toUpperCase(java.util.Locale.ROOT)));
  }
}
