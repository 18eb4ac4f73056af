package dev.portcullis.rotation.configuration;

import dev.portcullis.rotation.RotationPolicy;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The members of one credential in a configuration file, and which of them were read; what is wrong
 * with one is an {@link IllegalArgumentException} that names it and never its value. For one
 * thread.
 */
public final class Members {
  private static final Pattern SPAN = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");

  private final String where;
  private final Map<String, String> values;
  private final Set<String> read = new HashSet<>();

  /**
   * The members of one credential.
   *
   * @param where what is named in messages, for example {@code credential openai}
   * @param values the members by their names
   */
  public Members(String where, Map<String, String> values) {
    this.where = where;
    this.values = Map.copyOf(values);
  }

  /** A text that must be there. */
  String text(String name) {
    String value = text(name, "");
    if (value.isEmpty()) {
      throw wrong(name, "is missing");
    }
    return value;
  }

  String text(String name, String otherwise) {
    read.add(name);
    return values.getOrDefault(name, otherwise);
  }

  /** A span such as {@code 30d}, {@code 12h}, {@code 15m} or {@code 5s}. */
  Duration span(String name, Duration otherwise) {
    String value = text(name, "");
    if (value.isEmpty()) {
      return otherwise;
    }
    Matcher span = SPAN.matcher(value);
    if (!span.matches()) {
      throw wrong(name, "must be a span such as 30d, 12h, 15m or 5s");
    }
    long count = Long.parseLong(span.group(1));
    return switch (span.group(2)) {
      case "ms" -> Duration.ofMillis(count);
      case "s" -> Duration.ofSeconds(count);
      case "m" -> Duration.ofMinutes(count);
      case "h" -> Duration.ofHours(count);
      default -> Duration.ofDays(count);
    };
  }

  /**
   * How long any consumer may use a value after it was replaced, as given or usual.
   *
   * @throws IllegalArgumentException if it is no span
   */
  public Duration cacheAge() {
    return span("cache-age", RotationPolicy.defaults().cacheAge());
  }

  /** An address; a key is sent there, so it is HTTPS except on this machine. */
  URI address(String name, String otherwise) {
    URI address;
    try {
      address = URI.create(text(name, otherwise));
    } catch (IllegalArgumentException notAnAddress) {
      throw wrong(name, "is no address");
    }
    String host = address.getHost() == null ? "" : address.getHost();
    boolean here = host.equals("localhost") || host.equals("127.0.0.1") || host.equals("[::1]");
    if (!"https".equals(address.getScheme()) && !(here && "http".equals(address.getScheme()))) {
      throw wrong(name, "must begin with https://");
    }
    return address;
  }

  IllegalArgumentException wrong(String name, String how) {
    return new IllegalArgumentException(where + ": " + name + " " + how);
  }

  /** Refuses members that nothing has read: they are misspelt or of another provider. */
  void refuseUnread() {
    Set<String> rest = new HashSet<>(values.keySet());
    rest.removeAll(read);
    if (!rest.isEmpty()) {
      throw new IllegalArgumentException(where + ": not known here: " + rest);
    }
  }
}
