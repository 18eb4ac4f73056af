package dev.portcullis.audit.log;

import dev.portcullis.audit.tlog.NoteSigner;
import dev.portcullis.ports.WormStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Seals every hour that is over: reconciles it first, so that nothing of it is outside the commits,
 * and then signs the list of its intake objects. To be run hourly; a missed run is made up for by
 * the next. Any number of instances may run at once.
 */
public final class Sealer {
  private static final int PAGE = 1_000;

  private final WormStore worm;
  private final Sequencer sequencer;
  private final NoteSigner signer;
  private final InstantSource clock;
  private final Duration retention;

  /**
   * A sealer of one log.
   *
   * @param worm where the log is
   * @param sequencer a sequencer of the same log, used by this sealer alone
   * @param signer the log's keys under its origin
   * @param clock this instance's time
   * @param retention how long each seal cannot be removed
   */
  public Sealer(
      WormStore worm,
      Sequencer sequencer,
      NoteSigner signer,
      InstantSource clock,
      Duration retention) {
    this.worm = worm;
    this.sequencer = sequencer;
    this.signer = signer;
    this.clock = clock;
    this.retention = retention;
  }

  /**
   * Seals what is due: hours that ended longer ago than {@link Sequencer#OVERLAP}.
   *
   * @return how many seals were made
   */
  public int run() {
    return run(() -> true);
  }

  /**
   * The same where time may run out: it begins no hour that it might not end.
   *
   * @param time asked before each hour: true if there is time for one more
   */
  public int run(BooleanSupplier time) {
    int made = 0;
    Optional<Seal> last = last();
    while (time.getAsBoolean()) {
      Optional<String> first = next(last);
      if (first.isEmpty() || !due(hour(first.get()))) {
        return made;
      }
      String hour = hour(first.get());
      Instant start = start(hour);
      sequencer.reconcile(Duration.between(start, clock.instant()).plus(Sequencer.OVERLAP));
      last = Optional.of(seal(hour, last));
      made++;
    }
    return made;
  }

  private Seal seal(String hour, Optional<Seal> last) {
    boolean more = last.isPresent() && last.get().hour().equals(hour);
    int part = more ? last.get().part() + 1 : 0;
    String after = more ? lastKey(last.get()) : "";
    List<String> keys = keys(hour, after);
    String previous = last.map(this::digest).orElse(IntakeHead.NONE);
    CommitChain chain = new CommitChain(worm, signer.name());
    String text = Seal.text(signer.name(), hour, part, previous, chain.last(-1), keys);
    byte[] body = Seal.render(keys, signer.sign(text));
    String key = Seal.key(hour, part);
    // If we crash before this, nothing has happened; if another was first, theirs stands.
    worm.create(key, body, clock.instant().plus(retention));
    return Seal.parse(signer.name(), worm.get(key).orElse(body));
  }

  private String digest(Seal seal) {
    return Seal.hex(Seal.render(seal.keys(), seal.note()));
  }

  private static String lastKey(Seal seal) {
    return seal.keys().isEmpty() ? "" : seal.keys().get(seal.keys().size() - 1);
  }

  /** The first intake object that no seal covers. */
  private Optional<String> next(Optional<Seal> last) {
    if (last.isPresent() && last.get().keys().size() == Seal.MOST_KEYS) {
      List<String> rest = page(IntakeKeys.PREFIX + last.get().hour(), lastKey(last.get()), 1);
      if (!rest.isEmpty()) {
        return Optional.of(rest.get(0));
      }
    }
    // A minute goes on with digits, so this is behind all of the hour.
    String after = last.map(seal -> IntakeKeys.PREFIX + seal.hour() + "z").orElse("");
    return page(IntakeKeys.PREFIX, after, 1).stream().findFirst();
  }

  private List<String> keys(String hour, String after) {
    List<String> keys = new ArrayList<>();
    String from = after;
    while (keys.size() < Seal.MOST_KEYS) {
      List<String> page =
          page(IntakeKeys.PREFIX + hour, from, Math.min(PAGE, Seal.MOST_KEYS - keys.size()));
      keys.addAll(page);
      if (page.size() < PAGE) {
        break;
      }
      from = page.get(PAGE - 1);
    }
    return keys;
  }

  private List<String> page(String prefix, String after, int limit) {
    return worm.list(prefix, after, limit).stream().map(WormStore.Entry::key).toList();
  }

  /** The last seal there is: a day has few, so listing from one is one or two pages a month. */
  private Optional<Seal> last() {
    String last = "";
    while (true) {
      List<String> page = page(Seal.PREFIX, last, PAGE);
      if (!page.isEmpty()) {
        last = page.get(page.size() - 1);
      }
      if (page.size() < PAGE) {
        break;
      }
    }
    return last.isEmpty()
        ? Optional.empty()
        : worm.get(last).map(stored -> Seal.parse(signer.name(), stored));
  }

  private boolean due(String hour) {
    return start(hour).plus(Duration.ofHours(1)).plus(Sequencer.OVERLAP).isBefore(clock.instant());
  }

  private static String hour(String key) {
    return IntakeKeys.minute(key).substring(0, 11);
  }

  private static Instant start(String hour) {
    return LocalDateTime.parse(
            hour + "00", DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmm", Locale.ROOT))
        .toInstant(ZoneOffset.UTC);
  }
}
