package dev.portcullis.redaction.validate;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

/** Every validator that a detector file can name. */
public final class Validators {
  private static final Map<String, Validator> ALL = all();

  private Validators() {}

  /** The validator of this name, or an {@link IllegalArgumentException} that names it. */
  public static Validator named(String name) {
    Validator validator = ALL.get(name);
    if (validator == null) {
      throw new IllegalArgumentException("unknown validator " + name);
    }
    return validator;
  }

  /** Every name, in order. */
  public static Set<String> names() {
    return new TreeSet<>(ALL.keySet());
  }

  private static Map<String, Validator> all() {
    Map<String, Validator> all = new HashMap<>();
    universal(all);
    Network.register(all);
    Telephones.register(all);
    Tokens.register(all);
    NameWords.register(all);
    Calendar.register(all);
    AmericanNumbers.register(all);
    GermanNumbers.register(all);
    EuropeanNumbers.register(all);
    NordicNumbers.register(all);
    AsianNumbers.register(all);
    PacificNumbers.register(all);
    return Map.copyOf(all);
  }

  private static void universal(Map<String, Validator> all) {
    check(all, "luhn", Checksums::luhn);
    check(all, "card", Cards::isCard);
    check(all, "card-reversed", v -> Cards.isCard(reverse(v)));
    all.put("iban", Ibans::check);
    check(all, "iban-reversed", v -> Ibans.isIban(reverse(v)));
    check(all, "bitcoin-base58", Wallets::isBase58Check, false);
    check(all, "bech32", Wallets::isBech32, false);
    check(all, "vin", v -> v.length == 17 && Vehicles.isVin(v));
    check(all, "imei", v -> v.length == 15 && !Checksums.allSame(v) && Checksums.luhn(v));
    check(all, "iccid", v -> v.length >= 19 && Checksums.luhn(v));
    rule(all, "not-all-same", v -> !Checksums.allSame(v));
    rule(all, "has-digit", v -> count(v, '0', '9') > 0);
    rule(all, "has-letter", v -> count(v, 'A', 'Z') > 0);
    rule(all, "has-letter-and-digit", v -> count(v, '0', '9') > 0 && count(v, 'A', 'Z') > 0);
    rule(all, "four-digits-together", Validators::hasFourDigits);
  }

  /** A checksum: right is VALID, wrong is INVALID; letters are compared in upper case. */
  static void check(Map<String, Validator> all, String name, Predicate<char[]> holds) {
    check(all, name, holds, true);
  }

  private static void check(
      Map<String, Validator> all, String name, Predicate<char[]> holds, boolean upper) {
    all.put(
        name,
        (text, start, end) ->
            holds.test(compact(text, start, end, upper)) ? Verdict.VALID : Verdict.INVALID);
  }

  /** A rule that can refuse but not confirm. */
  static void rule(Map<String, Validator> all, String name, Predicate<char[]> holds) {
    all.put(
        name,
        (text, start, end) ->
            holds.test(compact(text, start, end, true)) ? Verdict.UNKNOWN : Verdict.INVALID);
  }

  /** A rule with every verdict. */
  static void judged(Map<String, Validator> all, String name, Function<char[], Verdict> judge) {
    all.put(name, (text, start, end) -> judge.apply(compact(text, start, end, true)));
  }

  /** Letters and digits only, separators left out. */
  static char[] compact(char[] text, int start, int end, boolean upper) {
    char[] kept = new char[end - start];
    int count = 0;
    for (int i = start; i < end; i++) {
      char c = text[i];
      if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z')) {
        kept[count++] = c;
      } else if (c >= 'a' && c <= 'z') {
        kept[count++] = upper ? (char) (c - 32) : c;
      }
    }
    return count == kept.length ? kept : Arrays.copyOf(kept, count);
  }

  static char[] reverse(char[] v) {
    char[] reversed = new char[v.length];
    for (int i = 0; i < v.length; i++) {
      reversed[i] = v[v.length - 1 - i];
    }
    return reversed;
  }

  private static int count(char[] v, char first, char last) {
    int count = 0;
    for (char c : v) {
      count += c >= first && c <= last ? 1 : 0;
    }
    return count;
  }

  private static boolean hasFourDigits(char[] v) {
    int together = 0;
    for (char c : v) {
      together = c >= '0' && c <= '9' ? together + 1 : 0;
      if (together == 4) {
        return true;
      }
    }
    return false;
  }
}
