package dev.portcullis.limits;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One account's windows and open reservations; immutable, stored as one record.
 *
 * <p>A reservation is charged to the windows in which it was made, whenever it is settled, so that
 * no amount is counted in two windows. One that expires counts as used in full: the crash that lost
 * it may have come after the model was paid. It stops counting when its windows end, so nothing is
 * lost for ever.
 */
final class Account {
  /** Keeps the record far below a record store's 64 KiB. */
  static final int MOST_OPEN = 500;

  private static final Pattern SPACE = Pattern.compile(" ");

  /** A reservation that is neither settled nor released. */
  record Open(String id, Instant reservedAt, Instant expiresAt, Amount amount) {
    /** The same reservation, made at another time. */
    Open from(Instant time) {
      return new Open(id, time, expiresAt, amount);
    }
  }

  /** What was used in one window. */
  record Used(Instant start, long amount) {}

  private final Map<Limit, Used> used;
  private final List<Open> open;

  private Account(Map<Limit, Used> used, List<Open> open) {
    this.used = used;
    this.open = open;
  }

  static Account empty() {
    return new Account(Map.of(), List.of());
  }

  /**
   * The time to account for: now, but never before a window that another host has already opened,
   * so that a host whose clock is behind cannot set a window back and lose what is in it.
   */
  Instant notBefore(Instant now) {
    Instant latest = now;
    for (Used window : used.values()) {
      latest = window.start().isAfter(latest) ? window.start() : latest;
    }
    return latest;
  }

  /** The same account later: old windows dropped, expired reservations counted as used. */
  Account at(Instant clock) {
    Instant now = notBefore(clock);
    Map<Limit, Used> windows = new EnumMap<>(Limit.class);
    for (Limit limit : Limit.values()) {
      Instant start = limit.windowStart(now);
      Used before = used.get(limit);
      windows.put(
          limit, before != null && before.start().equals(start) ? before : new Used(start, 0));
    }
    List<Open> live = new ArrayList<>();
    for (Open reservation : open) {
      if (reservation.expiresAt().isAfter(now)) {
        live.add(reservation);
      } else {
        charge(windows, reservation.reservedAt(), reservation.amount());
      }
    }
    return new Account(windows, live);
  }

  /** Adds to every current window in which the reservation was made, and to no other. */
  private static void charge(Map<Limit, Used> windows, Instant reservedAt, Amount amount) {
    windows.replaceAll(
        (limit, window) ->
            limit.windowStart(reservedAt).equals(window.start())
                ? new Used(window.start(), Amount.sum(window.amount(), amount.of(limit.unit())))
                : window);
  }

  /** The first limit that an amount would pass, if any. Call on an account that is {@link #at}. */
  Optional<Limit> exceeded(Map<Limit, Long> limits, Instant now, Amount amount) {
    for (Map.Entry<Limit, Long> entry : limits.entrySet()) {
      long total = Amount.sum(total(entry.getKey(), now), amount.of(entry.getKey().unit()));
      if (total > entry.getValue()) {
        return Optional.of(entry.getKey());
      }
    }
    return Optional.empty();
  }

  /** What is used and held in the window of a limit. */
  long total(Limit limit, Instant now) {
    Instant start = limit.windowStart(now);
    Used window = used.get(limit);
    long total = window != null && window.start().equals(start) ? window.amount() : 0;
    for (Open reservation : open) {
      if (limit.windowStart(reservation.reservedAt()).equals(start)) {
        total = Amount.sum(total, reservation.amount().of(limit.unit()));
      }
    }
    return total;
  }

  boolean full() {
    return open.size() >= MOST_OPEN;
  }

  boolean holds(String id) {
    return open.stream().anyMatch(reservation -> reservation.id().equals(id));
  }

  /** With a further open reservation. */
  Account with(Open reservation) {
    List<Open> more = new ArrayList<>(open);
    more.add(reservation);
    return new Account(used, more);
  }

  /** Without a reservation, and with the real amount charged; unchanged if it is not open. */
  Account settled(String id, Amount real) {
    List<Open> rest = new ArrayList<>(open);
    Map<Limit, Used> windows = new EnumMap<>(Limit.class);
    windows.putAll(used);
    for (Open reservation : open) {
      if (reservation.id().equals(id)) {
        rest.remove(reservation);
        charge(windows, reservation.reservedAt(), real);
      }
    }
    return new Account(windows, rest);
  }

  byte[] encode() {
    StringBuilder out = new StringBuilder("account 1\n");
    used.forEach(
        (limit, window) ->
            out.append("used ")
                .append(limit.label())
                .append(' ')
                .append(window.start().getEpochSecond())
                .append(' ')
                .append(window.amount())
                .append('\n'));
    for (Open one : open) {
      out.append("open ")
          .append(one.id())
          .append(' ')
          .append(one.reservedAt().toEpochMilli())
          .append(' ')
          .append(one.expiresAt().toEpochMilli())
          .append(' ')
          .append(one.amount().requests())
          .append(' ')
          .append(one.amount().tokens())
          .append(' ')
          .append(one.amount().nanoDollars())
          .append('\n');
    }
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads {@link #encode}'s form.
   *
   * @throws IllegalArgumentException if a byte is not as written; a damaged account must stop
   *     calls, because reading it as empty would give the budget away again
   */
  static Account decode(byte[] bytes) {
    List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
    if (lines.isEmpty() || !lines.get(0).equals("account 1")) {
      throw new IllegalArgumentException("not an account");
    }
    Map<Limit, Used> used = new EnumMap<>(Limit.class);
    List<Open> open = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] words = SPACE.split(line, -1);
      if (words.length == 4 && words[0].equals("used")) {
        Limit limit = Limit.named(words[1]).orElseThrow(IllegalArgumentException::new);
        used.put(limit, new Used(Instant.ofEpochSecond(whole(words[2])), whole(words[3])));
      } else if (words.length == 7 && words[0].equals("open")) {
        Amount amount = new Amount(whole(words[4]), whole(words[5]), whole(words[6]));
        Instant reservedAt = Instant.ofEpochMilli(whole(words[2]));
        open.add(new Open(words[1], reservedAt, Instant.ofEpochMilli(whole(words[3])), amount));
      } else {
        throw new IllegalArgumentException("not a line of an account");
      }
    }
    return new Account(used, open);
  }

  private static long whole(String text) {
    long number = Long.parseLong(text);
    if (number < 0) {
      throw new IllegalArgumentException("a negative number in an account");
    }
    return number;
  }

  /** A new reservation's id: 64 random bits in hexadecimal. */
  static String id(long random) {
    return HexFormat.of().toHexDigits(random);
  }
}
