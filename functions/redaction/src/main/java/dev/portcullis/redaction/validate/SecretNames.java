package dev.portcullis.redaction.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether the name that a value is assigned to speaks of a secret.
 *
 * <p>Names are compounds whose last word says what the value is: {@code api_key} is a key, {@code
 * api_key_id} an identifier, {@code apiVersion} a version, and an {@code accessor} none of them.
 */
final class SecretNames {
  private static final Set<String> SECRET =
      words(
          "access api apis auth oauth authentication authorization cred creds credential credentials"
              + " key keys passwd password passwords passphrase pwd secret secrets token tokens");

  /** Ends of a word that is written without a separator: appkey, accesstoken. */
  private static final List<String> ENDS =
      List.of("key", "keys", "token", "secret", "password", "passwd", "passphrase", "creds");

  /** Beginnings of such a word: apikey1, authkey, secretstring. */
  private static final List<String> BEGINNINGS =
      List.of("api", "auth", "credential", "credentials", "key", "password", "secret", "token");

  /** Words that only end or begin as those do. */
  private static final Set<String> ALIKE =
      words(
          "author authors authored authority authentic donkey hockey jockey keyboard keyed keyframe"
              + " keying keynote keypad keystone keystroke keyword keywords lackey monkey secretary"
              + " tokenize tokenized tokenizer tokenizers turkey turnkey whiskey");

  /** What the last word says when the value is something else. */
  private static final Set<String> OTHER =
      words(
          "alg algo algorithm alias arn audience author board branch bundle bytes category"
              + " checksum cipher class code column comment commit config count date description"
              + " digest dir directory domain down duration enabled endpoint event exists expiration"
              + " expires expiry field file filename fingerprint folder format frame group guid hash"
              + " header headers host hostname id ident identifier ids image index issuer label len"
              + " length level limit list location mesh meshing message method mode mount name names"
              + " namespace note notes operation option origin owner package pair params path paths"
              + " pattern permission policy port position prefix press pressed property provider"
              + " realm ref reference regex region release resource revision ring role route schema"
              + " scope scopes selector server service sha sha1 sha256 signature size source state"
              + " status store storetype subject suffix table tag tags template text time timeout"
              + " timestamp title topic ttl type types uid up uri url urls usage user username uuid"
              + " vault version versions volume word zone");

  /** What makes a key or a token that everybody may see. */
  private static final Set<String> OPEN =
      words(
          "bucket cache column composite continuation csrf cursor foreign hot idx index locale"
              + " message natural next object page partition pub public row schema sequence sort"
              + " translation unique xsrf");

  private static final Set<String> TYPES = Set.of("string", "str", "val");

  private SecretNames() {}

  /** The validator of this name, null when it is not of this family. */
  static @Nullable Validator named(String name) {
    return name.equals("secret-name")
        ? (text, start, end) -> isSecret(before(text, start)) ? Verdict.UNKNOWN : Verdict.REFUSED
        : null;
  }

  /** The words of the name before the assignment that ends at {@code start}. */
  private static List<String> before(char[] text, int start) {
    int first = Math.max(0, start - Validator.LOOK_BACK);
    int end = start;
    while (end > first && !isOfName(text[end - 1])) {
      end--;
    }
    // Concatenating assignment in some languages: name .= "value".
    while (end > first && (text[end - 1] == '.' || text[end - 1] == '-' || text[end - 1] == ' ')) {
      end--;
    }
    int begin = begin(text, first, end);
    if (begin > first
        && text[begin - 1] == ' '
        && TYPES.contains(new String(text, begin, end - begin).toLowerCase(Locale.ROOT))) {
      end = begin - 1;
      begin = begin(text, first, end);
    }
    return split(text, begin, end);
  }

  private static int begin(char[] text, int first, int end) {
    int begin = end;
    while (begin > first && isOfName(text[begin - 1])) {
      begin--;
    }
    return begin;
  }

  private static boolean isOfName(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.';
  }

  /** Words in small letters, parted by separators, digits and capitals; digits are left out. */
  private static List<String> split(char[] text, int begin, int end) {
    List<String> words = new ArrayList<>();
    int from = begin;
    for (int i = begin; i <= end; i++) {
      boolean letter = i < end && Character.isLetter(text[i]);
      boolean hump =
          letter
              && i > from
              && Character.isUpperCase(text[i])
              && (Character.isLowerCase(text[i - 1])
                  || (i + 1 < end && Character.isLowerCase(text[i + 1])));
      if (!letter || hump) {
        if (i > from) {
          words.add(new String(text, from, i - from).toLowerCase(Locale.ROOT));
        }
        from = letter ? i : i + 1;
      }
    }
    return words;
  }

  private static boolean isSecret(List<String> words) {
    if (words.isEmpty() || isOther(words.get(words.size() - 1))) {
      return false;
    }
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      boolean open =
          i > 0 && OPEN.contains(words.get(i - 1)) && (word.equals("key") || word.equals("token"));
      if (!open && speaks(word)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOther(String word) {
    if (OTHER.contains(word)) {
      return true;
    }
    for (String beginning : BEGINNINGS) {
      if (word.startsWith(beginning) && OTHER.contains(word.substring(beginning.length()))) {
        return true;
      }
    }
    return false;
  }

  private static boolean speaks(String word) {
    if (SECRET.contains(word)) {
      return true;
    }
    if (ALIKE.contains(word)) {
      return false;
    }
    for (String end : ENDS) {
      if (word.endsWith(end)) {
        return !OPEN.contains(word.substring(0, word.length() - end.length()));
      }
    }
    return BEGINNINGS.stream().anyMatch(word::startsWith);
  }

  private static Set<String> words(String list) {
    return Set.of(list.split(" ", -1));
  }
}
