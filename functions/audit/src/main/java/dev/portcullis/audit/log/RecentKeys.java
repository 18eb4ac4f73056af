package dev.portcullis.audit.log;

import dev.portcullis.audit.tlog.TreeHash;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The intake objects that commits have taken since a horizon, 20 bytes each, so that one commit is
 * enough to know what is new. Immutable.
 */
public final class RecentKeys {
  private static final int LENGTH = 20;
  private static final Comparator<Taken> ORDER =
      Comparator.comparingLong(Taken::minute)
          .thenComparingLong(Taken::high)
          .thenComparingLong(Taken::low);

  private record Taken(int minute, long high, long low) {}

  private final Set<Taken> taken;

  private RecentKeys(Set<Taken> taken) {
    this.taken = taken;
  }

  /** No objects. */
  public static RecentKeys none() {
    return new RecentKeys(Set.of());
  }

  /** True if a commit has the object already. */
  public boolean contains(String key) {
    return taken.contains(taken(key, (int) IntakeKeys.epochMinute(key)));
  }

  /** These and more, without those before the horizon. */
  public RecentKeys with(Iterable<String> keys, long horizon) {
    Set<Taken> all = new HashSet<>(taken);
    // Most keys of a commit are of one minute, which takes longer to read than all else of them.
    Map<String, Integer> minutes = new HashMap<>();
    for (String key : keys) {
      int minute =
          minutes.computeIfAbsent(IntakeKeys.minute(key), m -> (int) IntakeKeys.epochMinute(key));
      all.add(taken(key, minute));
    }
    all.removeIf(one -> one.minute < horizon);
    return new RecentKeys(all);
  }

  /** How many there are. */
  public int size() {
    return taken.size();
  }

  byte[] bytes() {
    ByteBuffer bytes = ByteBuffer.allocate(taken.size() * LENGTH);
    taken.stream()
        .sorted(ORDER)
        .forEach(one -> bytes.putInt(one.minute).putLong(one.high).putLong(one.low));
    return bytes.array();
  }

  static RecentKeys of(byte[] bytes) {
    if (bytes.length % LENGTH != 0) {
      throw new PortException(Code.CORRUPT, "a recent set of " + bytes.length + " bytes");
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    Set<Taken> taken = new HashSet<>();
    while (buffer.hasRemaining()) {
      taken.add(new Taken(buffer.getInt(), buffer.getLong(), buffer.getLong()));
    }
    return new RecentKeys(taken);
  }

  private static Taken taken(String key, int minute) {
    byte[] digest = TreeHash.sha256().digest(key.getBytes(StandardCharsets.US_ASCII));
    ByteBuffer buffer = ByteBuffer.wrap(digest);
    return new Taken(minute, buffer.getLong(), buffer.getLong());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RecentKeys that && taken.equals(that.taken);
  }

  @Override
  public int hashCode() {
    return Objects.hash(taken);
  }
}
