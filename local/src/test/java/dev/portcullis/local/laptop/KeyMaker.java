package dev.portcullis.local.laptop;

import dev.portcullis.audit.record.KeyEvent;
import dev.portcullis.authorization.keys.ApiKeys;
import dev.portcullis.authorization.keys.KeySpec;
import dev.portcullis.ports.RecordStore;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/** Makes a key over a data directory and stands still at one of its writes until it is killed. */
final class KeyMaker {
  static final String HERE = "here";
  static final String DONE = "done";

  private final int at;
  private final boolean after;
  private int writes;

  private KeyMaker(int at, boolean after) {
    this.at = at;
    this.after = after;
  }

  /** {@code KeyMaker FOLDER NUMBER-OF-THE-WRITE before|after [ID-TO-ROTATE]}. */
  public static void main(String[] args) {
    KeyMaker maker = new KeyMaker(Integer.parseInt(args[1]), args[2].equals("after"));
    try (Laptop laptop = LaptopHome.again(Path.of(args[0])).open()) {
      ApiKeys keys = maker.keys(laptop);
      if (args.length > 3) {
        keys.rotate(args[3], Duration.ofHours(1));
      } else {
        keys.create(KeySpec.of("live", "acme", "ann", "a test", Set.of("developer")));
      }
    }
    say(DONE);
  }

  private ApiKeys keys(Laptop laptop) {
    RecordStore records = laptop.stores().records();
    return new ApiKeys(
        new RecordStore() {
          @Override
          public Optional<Versioned> read(String key) {
            return records.read(key);
          }

          @Override
          public Optional<String> write(String key, byte[] body, String expected) {
            return effect(() -> records.write(key, body, expected));
          }

          @Override
          public boolean remove(String key, String expected) {
            return records.remove(key, expected);
          }

          @Override
          public List<Versioned> list(String prefix, String after, int limit) {
            return records.list(prefix, after, limit);
          }
        },
        laptop.secrets(),
        FirstOpen.PEPPER,
        InstantSource.system(),
        new SecureRandom(),
        (event, id, change) ->
            effect(
                () -> {
                  laptop.record(
                      new KeyEvent(
                          event,
                          laptop.clock().instant(),
                          KeyEvent.Use.API_KEY,
                          id,
                          KeyEvent.Change.valueOf(change.name())));
                  return true;
                }));
  }

  private <T> T effect(Supplier<T> write) {
    boolean here = writes++ == at;
    if (here && !after) {
      standStill();
    }
    T written = write.get();
    if (here) {
      standStill();
    }
    return written;
  }

  private static void standStill() {
    say(HERE);
    while (true) {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException goOn) {
        // It is killed, and nothing else ends it.
      }
    }
  }

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
