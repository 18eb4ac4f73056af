package dev.portcullis.local.config;

import dev.portcullis.local.config.YamlText.Entry;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Hands out a file's values as their types; whatever is not asked for is an unknown key.
 *
 * <p>Problems are collected, so that one reading names all of them. A problem never quotes a value:
 * a secret put into the wrong file must not go on into a log.
 */
final class Values {
  private static final Pattern LOOKS_LIKE_A_KEY = Pattern.compile("[a-z.-]{1,64}");

  private record Problem(int line, String text) {}

  private final String file;
  private final Path folder;
  private final Map<String, Entry> entries;
  private final Map<String, String> effective = new LinkedHashMap<>();
  private final List<Problem> problems = new ArrayList<>();

  /**
   * The values of one file.
   *
   * @param folder where relative paths start
   */
  Values(String file, Path folder, Map<String, Entry> entries) {
    this.file = file;
    this.folder = folder;
    this.entries = new HashMap<>(entries);
  }

  int whole(String key, int standard, int least, int most) {
    return read(
            key,
            "a whole number from " + least + " to " + most,
            text ->
                text.matches("[0-9]{1,9}") ? Optional.of(Integer.valueOf(text)) : Optional.empty(),
            number -> number >= least && number <= most,
            String::valueOf,
            Optional.of(standard))
        .orElse(standard);
  }

  Duration span(String key, Duration standard, Duration least, Duration most) {
    return read(
            key,
            "a time from " + Amounts.text(least) + " to " + Amounts.text(most) + ", such as 30s",
            Amounts::span,
            span -> span.compareTo(least) >= 0 && span.compareTo(most) <= 0,
            Amounts::text,
            Optional.of(standard))
        .orElse(standard);
  }

  int size(String key, int standard, int least, int most) {
    return read(
            key,
            "a size from " + Amounts.text(least) + " to " + Amounts.text(most),
            Amounts::size,
            bytes -> bytes >= least && bytes <= most,
            Amounts::text,
            Optional.of((long) standard))
        .map(Long::intValue)
        .orElse(standard);
  }

  String name(String key, String standard, Pattern shape, String expected) {
    return name(key, Optional.of(standard), shape, expected).orElse(standard);
  }

  Optional<String> name(String key, Optional<String> standard, Pattern shape, String expected) {
    return read(
        key, expected, Optional::of, text -> shape.matcher(text).matches(), text -> text, standard);
  }

  <E extends Enum<E>> E choice(String key, E standard, Class<E> type) {
    Map<String, E> choices = new LinkedHashMap<>();
    for (E one : type.getEnumConstants()) {
      choices.put(one.name().toLowerCase(Locale.ROOT), one);
    }
    return read(
            key,
            "one of " + String.join(", ", choices.keySet()),
            text -> Optional.ofNullable(choices.get(text)),
            one -> true,
            one -> one.name().toLowerCase(Locale.ROOT),
            Optional.of(standard))
        .orElse(standard);
  }

  /** A path; a relative one starts at the file's folder. */
  Optional<Path> path(String key, Optional<Path> standard) {
    return read(
        key,
        "a path",
        text -> text.isBlank() ? Optional.empty() : Optional.of(folder.resolve(text).normalize()),
        path -> true,
        Path::toString,
        standard);
  }

  Optional<URI> address(String key) {
    return read(
        key, "an http or https address", Values::uri, u -> true, URI::toString, Optional.empty());
  }

  Set<String> names(String key, Pattern shape, String expected) {
    Entry entry = entries.remove(key);
    List<String> texts = entry == null || entry.texts() == null ? List.of() : entry.texts();
    boolean good = entry == null || entry.texts() == null || entry.list();
    if (!good || !texts.stream().allMatch(text -> shape.matcher(text).matches())) {
      problem(entry == null ? 1 : entry.line(), key + " must be a list of " + expected);
      return Set.of();
    }
    effective.put(key, new TreeSet<>(texts).toString());
    return Set.copyOf(texts);
  }

  /** Ends the reading: every key that nobody asked for is a problem too. */
  void finish() {
    entries.forEach(
        (key, entry) -> {
          String named = LOOKS_LIKE_A_KEY.matcher(key).matches() ? " '" + key + "'" : "";
          String nearest = Nearest.to(key, effective.keySet());
          problem(
              entry.line(), "unknown key" + named + "; the nearest known key is '" + nearest + "'");
        });
    if (!problems.isEmpty()) {
      problems.sort(java.util.Comparator.comparingInt(Problem::line));
      throw new SetupException(problems.stream().map(Problem::text).toList());
    }
  }

  /** Every known key with its value as it is in force, in the order of asking. */
  Map<String, String> effective() {
    return java.util.Collections.unmodifiableMap(effective);
  }

  void problem(int line, String what) {
    problems.add(new Problem(line, file + ":" + line + ": " + what));
  }

  private <T> Optional<T> read(
      String key,
      String expected,
      Function<String, Optional<T>> parse,
      java.util.function.Predicate<T> allowed,
      Function<T, String> write,
      Optional<T> standard) {
    Entry entry = entries.remove(key);
    Optional<T> value = standard;
    if (entry != null && entry.texts() != null) {
      value = entry.list() ? Optional.empty() : parse.apply(entry.texts().get(0)).filter(allowed);
      if (value.isEmpty()) {
        problem(entry.line(), key + " must be " + expected);
        value = standard;
      }
    }
    effective.put(key, value.map(write).orElse(""));
    return value;
  }

  private static Optional<URI> uri(String text) {
    try {
      URI uri = new URI(text);
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      // A password in an address would be shown by everything that shows the address.
      return web && uri.getHost() != null && uri.getUserInfo() == null
          ? Optional.of(uri)
          : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
