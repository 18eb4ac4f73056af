package dev.portcullis.redaction.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * The values of one call and the placeholders that stand for them: same value and type, same
 * placeholder; no placeholder is a prefix of another; none can be guessed from another.
 *
 * <p>A placeholder is {@code [EMAIL_ADDRESS_1_k7qx]}: the type and a number, which help a model to
 * tell values apart, and a tag that is random for each placeholder. Its core, without the brackets,
 * is for places where brackets are not allowed, such as the name of a message's author.
 *
 * <p>The map lives as long as the session and is never written anywhere.
 */
final class Placeholders {
  /** No vowels, so that no tag is a word; no l, 0, 1, so that none is misread. */
  private static final String TAG_LETTERS = "bcdfghjkmnpqrstvwxz23456789";

  static final int TAG_LENGTH = 4;
  private static final int LONGEST_TYPE = 40;

  /** More values than this in one call is a body that only looks like a prompt. */
  static final int MOST = 50_000;

  private record Key(String type, String value) {}

  private final RandomGenerator random;
  private final Map<Key, String> cores = new HashMap<>();
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> values = new ArrayList<>();
  private final PlaceholderTrie trie = new PlaceholderTrie();

  Placeholders(RandomGenerator random) {
    this.random = random;
  }

  /** The placeholder's core for a value: {@code TYPE_n_tag}. */
  String core(String type, String value) {
    return cores.computeIfAbsent(new Key(type, value), this::allocate);
  }

  /** The placeholder as it stands in text: the core in brackets. */
  String bracketed(String type, String value) {
    return "[" + core(type, value) + "]";
  }

  /** The value that a terminal state of {@link #trie()} stands for. */
  String value(int id) {
    return values.get(id);
  }

  PlaceholderTrie trie() {
    return trie;
  }

  private String allocate(Key key) {
    if (values.size() >= MOST) {
      throw new WithheldException(WithheldReason.TOO_MANY_VALUES);
    }
    String type = label(key.type());
    int number = numbers.merge(type, 1, Integer::sum);
    String core;
    do {
      core = type + "_" + number + "_" + tag();
    } while (!trie.add(core, values.size()));
    values.add(key.value());
    return core;
  }

  private String tag() {
    StringBuilder tag = new StringBuilder(TAG_LENGTH);
    for (int i = 0; i < TAG_LENGTH; i++) {
      tag.append(TAG_LETTERS.charAt(random.nextInt(TAG_LETTERS.length())));
    }
    return tag.toString();
  }

  /** Whether a tag may hold this letter, in either case. */
  static boolean isTagLetter(char c) {
    return TAG_LETTERS.indexOf(Character.toLowerCase(c)) >= 0;
  }

  /** A type's name as placeholders and masks show it: upper-case ASCII words. */
  static String label(String type) {
    StringBuilder label = new StringBuilder();
    for (char c : type.toUpperCase(Locale.ROOT).toCharArray()) {
      label.append((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ? c : '_');
    }
    if (label.length() > LONGEST_TYPE) {
      label.setLength(LONGEST_TYPE);
    }
    return label.length() == 0 || label.charAt(0) < 'A' ? "T" + label : label.toString();
  }

  @Override
  public String toString() {
    return "Placeholders[" + values.size() + "]";
  }
}
