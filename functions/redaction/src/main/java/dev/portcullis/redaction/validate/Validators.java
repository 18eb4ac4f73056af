package dev.portcullis.redaction.validate;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Every validator that a detector file can name. */
public final class Validators {
  private static final Set<String> NAMES =
      new TreeSet<>(
          Arrays.asList(
              ("age ar-cuit at-svnr au-abn au-acn au-medicare au-tfn be-national bech32 bg-egn "
                      + "bitcoin-base58 br-cnpj br-cpf ca-sin capitalised card card-reversed ch-ahv cl-rut "
                      + "cn-resident cz-birth date de-bsnr de-document de-id-card de-kvnr de-lanr de-plz "
                      + "de-rvnr de-tax-id de-vat dk-cpr domain ee-lt-personal email email-reversed es-nie "
                      + "es-nif fi-hetu four-digits-together fr-nir gr-amka has-digit has-letter "
                      + "has-letter-and-digit hk-identity hr-oib iban iban-reversed iccid id-nik ie-pps "
                      + "il-identity imei in-aadhaar in-gstin ipv4 ipv4-reversed ipv6 is-kennitala it-fiscal "
                      + "it-vat jp-my-number jwt kr-business kr-foreigner kr-resident luhn mac mx-curp "
                      + "name-words ng-nin nl-bsn no-fnr not-all-same not-placeholder nz-ird phone phone-local pl-nip "
                      + "pl-pesel pt-nif random-looking ro-cnp se-organisation se-personal secret-name secret-value sg-nric sg-uen "
                      + "si-emso th-national token-shaped tr-national tw-identity ua-tax uk-nhs url us-aba "
                      + "us-cusip us-dea us-npi us-ssn us-ssn-reversed vin year za-identity")
                  .split(" ", -1)));

  private Validators() {}

  /** The validator of this name, or an {@link IllegalArgumentException} that names it. */
  public static Validator named(String name) {
    if (!NAMES.contains(name)) {
      throw new IllegalArgumentException("unknown validator " + name);
    }
    return new Deferred(name);
  }

  /** Every name, in order. */
  public static Set<String> names() {
    return new TreeSet<>(NAMES);
  }

  /**
   * A validator that is made when a match first needs it: a process that redacts one text does not
   * wait for a hundred of them.
   */
  private static final class Deferred implements Validator {
    private final String name;
    private volatile @Nullable Validator made;

    Deferred(String name) {
      this.name = name;
    }

    @Override
    public Verdict check(char[] text, int start, int end) {
      Validator validator = made;
      if (validator == null) {
        validator = make(name);
        made = validator;
      }
      return validator.check(text, start, end);
    }
  }

  private static Validator make(String name) {
    Validator made = universal(name);
    made = made != null ? made : AmericanNumbers.named(name);
    made = made != null ? made : AsianNumbers.named(name);
    made = made != null ? made : Calendar.named(name);
    made = made != null ? made : EuropeanNumbers.named(name);
    made = made != null ? made : GermanNumbers.named(name);
    made = made != null ? made : NameWords.named(name);
    made = made != null ? made : Network.named(name);
    made = made != null ? made : NordicNumbers.named(name);
    made = made != null ? made : PacificNumbers.named(name);
    made = made != null ? made : SecretNames.named(name);
    made = made != null ? made : SecretValues.named(name);
    made = made != null ? made : Telephones.named(name);
    made = made != null ? made : Tokens.named(name);
    if (made == null) {
      throw new IllegalStateException("no validator is called " + name);
    }
    return made;
  }

  private static @Nullable Validator universal(String name) {
    return switch (name) {
      case "luhn" -> check(Checksums::luhn);
      case "card" -> check(Cards::isCard);
      case "card-reversed" -> check(v -> Cards.isCard(reverse(v)));
      case "iban" -> Ibans::check;
      case "iban-reversed" -> check(v -> Ibans.isIban(reverse(v)));
      case "bitcoin-base58" -> check(Wallets::isBase58Check, false);
      case "bech32" -> check(Wallets::isBech32, false);
      case "vin" -> check(v -> v.length == 17 && Vehicles.isVin(v));
      case "imei" -> check(v -> v.length == 15 && !Checksums.allSame(v) && Checksums.luhn(v));
      case "iccid" -> check(v -> v.length >= 19 && Checksums.luhn(v));
      case "not-all-same" -> rule(v -> !Checksums.allSame(v));
      case "has-digit" -> rule(v -> count(v, '0', '9') > 0);
      case "has-letter" -> rule(v -> count(v, 'A', 'Z') > 0);
      case "has-letter-and-digit" -> rule(v -> count(v, '0', '9') > 0 && count(v, 'A', 'Z') > 0);
      case "four-digits-together" -> rule(Validators::hasFourDigits);
      default -> null;
    };
  }

  /** A checksum: right is VALID, wrong is INVALID; letters are compared in upper case. */
  static Validator check(Predicate<char[]> holds) {
    return check(holds, true);
  }

  private static Validator check(Predicate<char[]> holds, boolean upper) {
    return (text, start, end) ->
        holds.test(compact(text, start, end, upper)) ? Verdict.VALID : Verdict.INVALID;
  }

  /** A rule that can refuse but not confirm. */
  static Validator rule(Predicate<char[]> holds) {
    return (text, start, end) ->
        holds.test(compact(text, start, end, true)) ? Verdict.UNKNOWN : Verdict.INVALID;
  }

  /** A rule with every verdict. */
  static Validator judged(Function<char[], Verdict> judge) {
    return (text, start, end) -> judge.apply(compact(text, start, end, true));
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
