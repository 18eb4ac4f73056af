package dev.portcullis.audit.record;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Lets a name into a record only if it is a word the configuration knows or looks like a technical
 * name; anything else is replaced by its keyed digest.
 *
 * <p>Model, tool and purpose names come from outside, and a caller can put a card number, a key or
 * a sentence there. A technical name here is 1 to 64 characters of {@code [A-Za-z0-9._:/-]} that
 * starts with a letter, holds at most six digits besides dates and no more than four of them in a
 * row, and no part that is long and mixes digits with letters, as keys do.
 */
final class Words {
  private static final Pattern SHAPE = Pattern.compile("[A-Za-z][A-Za-z0-9._:/-]{0,63}");
  private static final Pattern DATE =
      Pattern.compile("(?<![0-9])20[0-9]{2}-?[01][0-9]-?[0-3][0-9]");
  private static final Pattern DIGIT_RUN = Pattern.compile("[0-9]{5,}");
  private static final Pattern NUMBER_GROUPS = Pattern.compile("[0-9]{2,}[._:/-][0-9]{2,}");
  private static final Pattern HASH =
      Pattern.compile("(?:sha256[:-])?(?=[0-9]*[a-f])[0-9a-f]{12,64}");
  private static final Pattern PARTS = Pattern.compile("[._:/-]");

  private static final int MOST_SEEN = 1_024;

  private final Set<String> known;
  private final Digests digests;

  /** Technical names met before, as they come with every call; what is none is never kept. */
  private final Set<String> seen = ConcurrentHashMap.newKeySet();

  /**
   * @param known the names that the configuration itself uses; these appear as they are
   */
  Words(Set<String> known, Digests digests) {
    this.known = Set.copyOf(known);
    this.digests = digests;
  }

  /** The name if the configuration knows it, otherwise its digest. For what no policy admitted. */
  String known(String name) {
    return known.contains(name) ? name : digest(name);
  }

  /** The name if known or shaped like a technical name, otherwise its digest. */
  String shaped(String name) {
    return known.contains(name) || technical(name) ? name : digest(name);
  }

  /** As {@link #shaped} for each, at most 64 of them; how many there were is counted elsewhere. */
  List<String> shaped(List<String> names) {
    return names.stream().limit(64).map(this::shaped).toList();
  }

  /**
   * A version: a hash in hexadecimal, or a number such as {@code 1.4.2}; otherwise its digest.
   * Empty is {@code none}.
   */
  String version(String name) {
    if (name.isEmpty()) {
      return "none";
    }
    boolean number = technical("v" + name);
    return number || HASH.matcher(name).matches() ? name : shaped(name);
  }

  private String digest(String name) {
    KeyedDigest full = digests.of("word", name);
    return new KeyedDigest(full.keyId(), full.value().substring(0, 32)).inline();
  }

  private boolean technical(String name) {
    if (seen.contains(name)) {
      return true;
    }
    boolean technical = looksTechnical(name);
    if (technical && seen.size() < MOST_SEEN) {
      seen.add(name);
    }
    return technical;
  }

  private static boolean looksTechnical(String name) {
    if (!SHAPE.matcher(name).matches()) {
      return false;
    }
    String rest = DATE.matcher(name).replaceAll("");
    if (rest.chars().filter(c -> c >= '0' && c <= '9').count() > 6
        || DIGIT_RUN.matcher(rest).find()
        || NUMBER_GROUPS.matcher(rest).find()) {
      return false;
    }
    for (String part : PARTS.split(rest, -1)) {
      boolean digit = part.chars().anyMatch(c -> c >= '0' && c <= '9');
      if (part.length() > (digit ? 15 : 32) || (part.length() > 15 && mixedCase(part))) {
        return false;
      }
    }
    return true;
  }

  /** Both cases more than camel case needs: a run of random letters, not a name. */
  private static boolean mixedCase(String part) {
    long capitals = part.chars().filter(Character::isUpperCase).count();
    return capitals > 4 && !part.equals(part.toUpperCase(Locale.ROOT));
  }
}
