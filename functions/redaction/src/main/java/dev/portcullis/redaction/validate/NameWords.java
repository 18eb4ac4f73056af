package dev.portcullis.redaction.validate;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether capitalised words can be a name: some words are capitalised for other reasons. */
final class NameWords {
  /** Words that begin sentences or stand in headings, products and calendars. */
  private static final Set<String> COMMON =
      Set.copyOf(
          List.of(
              ("the a an and or but if then this that these those there here what when where who why how which"
                      + " i i'm i'd i'll i've you your yours he she it its we they them my our his her their is are"
                      + " was were be been am do does did done can could will would shall should may might must have"
                      + " has had not no yes ok please thanks thank hello hi hey dear sorry good great new old big"
                      + " small first last next all any some every each both more most many much few one two three"
                      + " four five six seven eight nine ten for from to in on at by with without of off up down out"
                      + " over under about after before since until while during between into as so than too very"
                      + " just only also even still again now today tomorrow yesterday monday tuesday wednesday"
                      + " thursday friday saturday sunday january february march april june july august september"
                      + " october november december spring summer autumn winter morning evening night day week"
                      + " month year date time name names address phone fax email e-mail mobile office desk home"
                      + " website web site page file files user users password account accounts number numbers card"
                      + " credit debit bank payment order invoice total amount price customer client service"
                      + " services support help contact info information details personal billing shipping city"
                      + " state country zip street road apt suite box unit north south east west northern southern"
                      + " company team group project product system software server database network error warning"
                      + " note example test data report summary section chapter table figure list item title"
                      + " type value key code line text message subject version release update open close start stop"
                      + " create delete get set add remove run build make use see read write send receive call meet"
                      + " let look need want know think say said tell ask give take come go back there's it's"
                      + " president minister government court act law civil rights house senate committee department"
                      + " university school college hospital church street club union war world internet java python"
                      + " javascript linux windows docker kubernetes github google amazon microsoft apple cloud api"
                      + " json http https sql html css ssn iban vat pin dob id ip url how's what's who's where's"
                      + " can't don't won't didn't isn't patient mr mrs ms dr prof miss sir")
                  .split(" ", -1)));

  private NameWords() {}

  /** The validator of this name, null when it is not of this family. */
  static @Nullable Validator named(String name) {
    return switch (name) {
      case "name-words" -> NameWords::words;
      case "capitalised" -> (text, start, end) -> Character.isUpperCase(text[start]) ? Verdict.UNKNOWN : Verdict.INVALID;
      default -> null;
    };
  }

  /** Refuses a common word anywhere in the name; shorter matches are tried after it. */
  private static Verdict words(char[] text, int start, int end) {
    int from = start;
    for (int i = start; i <= end; i++) {
      boolean apart = i == end || text[i] == ' ' || text[i] == '\n' || text[i] == ',';
      if (apart) {
        if (i > from
            && COMMON.contains(new String(text, from, i - from).toLowerCase(Locale.ROOT))) {
          boolean inner = text[from] >= 'a' && text[from] <= 'z';
          if (!inner) {
            return Verdict.INVALID;
          }
        }
        from = i + 1;
      }
    }
    return Verdict.UNKNOWN;
  }
}
