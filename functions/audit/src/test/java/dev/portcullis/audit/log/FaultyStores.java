package dev.portcullis.audit.log;

import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import dev.portcullis.ports.PublicationStore;
import dev.portcullis.ports.WormStore;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** One instance's way to the shared stores, on which anything may go wrong at any call. */
final class FaultyStores implements WormStore, PublicationStore {

  /** What happens to one call. */
  enum Fate {
    WELL,
    CRASH_BEFORE,
    CRASH_AFTER,
    /** The effect does not happen and the caller does not know. */
    LOST_REQUEST,
    /** The effect happens and the caller does not know. */
    LOST_REPLY
  }

  private final WormStore worm;
  private final PublicationStore published;
  private final Supplier<Fate> fate;
  private long seen = 1;

  /** The fate of each call is asked for before it, which is also where others may go first. */
  FaultyStores(WormStore worm, PublicationStore published, Supplier<Fate> fate) {
    this.worm = worm;
    this.published = published;
    this.fate = fate;
  }

  /** A number for all that this instance has been answered so far. */
  long seen() {
    return seen;
  }

  private static long hash(Object result) {
    if (result instanceof Optional<?> optional) {
      return optional.isPresent() ? 1 + Arrays.hashCode((byte[]) optional.get()) : 0;
    }
    return result instanceof Created ? 2 : result.hashCode();
  }

  private <T> T call(Supplier<T> call) {
    Fate mine = fate.get();
    if (mine == Fate.CRASH_BEFORE) {
      throw new Crashed();
    }
    if (mine == Fate.LOST_REQUEST) {
      throw new PortException(Code.TIMEOUT, "the request was lost");
    }
    T result = call.get();
    seen = seen * 1_000_003 + hash(result);
    if (mine == Fate.CRASH_AFTER) {
      throw new Crashed();
    }
    if (mine == Fate.LOST_REPLY) {
      throw new PortException(Code.TIMEOUT, "the reply was lost");
    }
    return result;
  }

  @Override
  public PutOutcome create(String key, byte[] body, Instant retainUntil) {
    return call(() -> worm.create(key, body, retainUntil));
  }

  @Override
  public List<Entry> list(String prefix, String after, int limit) {
    return call(() -> worm.list(prefix, after, limit));
  }

  @Override
  public List<Version> versions(String key) {
    return call(() -> worm.versions(key));
  }

  /** Write-once and published keys never meet, so one method serves both ports. */
  @Override
  public Optional<byte[]> get(String key) {
    return call(() -> worm.get(key).or(() -> published.get(key)));
  }

  @Override
  public void replace(String key, byte[] body) {
    call(
        () -> {
          published.replace(key, body);
          return true;
        });
  }

  @Override
  public void remove(String key) {
    call(
        () -> {
          published.remove(key);
          return true;
        });
  }
}
