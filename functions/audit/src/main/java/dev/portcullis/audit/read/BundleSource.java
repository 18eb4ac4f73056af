package dev.portcullis.audit.read;

import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Reads a log published as C2SP tlog-tiles entry bundles ({@code tile/entries/N[.p/W]}).
 *
 * <p>A bundle holds 256 entries, each behind its length in two bytes. It does not check proofs: the
 * verifier does, over the same bytes.
 */
public final class BundleSource implements RecordSource {
  private static final int WIDTH = 256;

  private final Function<String, Optional<byte[]>> objects;
  private final LongSupplier size;

  /**
   * A log that is read object by object.
   *
   * @param objects the bytes under a key, empty if there are none
   * @param size how many entries the log's current checkpoint covers
   */
  public BundleSource(Function<String, Optional<byte[]>> objects, LongSupplier size) {
    this.objects = Objects.requireNonNull(objects, "objects");
    this.size = Objects.requireNonNull(size, "size");
  }

  @Override
  public long size() {
    return size.getAsLong();
  }

  @Override
  public void read(long from, long to, Visitor visitor) {
    long total = size();
    if (from < 0 || from > to || to > total) {
      throw new IllegalArgumentException("entries " + from + " to " + to + " of " + total);
    }
    for (long bundle = from / WIDTH; bundle * WIDTH < to; bundle++) {
      long first = bundle * WIDTH;
      byte[] bytes = bundle(bundle, (int) Math.min(WIDTH, total - first));
      int at = 0;
      for (long index = first; index < Math.min(to, first + WIDTH); index++) {
        if (at + 2 > bytes.length) {
          throw broken(bundle);
        }
        int length = (bytes[at] & 255) << 8 | (bytes[at + 1] & 255);
        if (at + 2 + length > bytes.length) {
          throw broken(bundle);
        }
        if (index >= from
            && !visitor.visit(index, Arrays.copyOfRange(bytes, at + 2, at + 2 + length))) {
          return;
        }
        at += 2 + length;
      }
    }
  }

  /** The full bundle if it is there, because a partial one may be deleted once it is full. */
  private byte[] bundle(long number, int width) {
    String name = "tile/entries/" + path(number);
    Optional<byte[]> found = width == WIDTH ? objects.apply(name) : Optional.empty();
    if (width < WIDTH) {
      found = objects.apply(name + ".p/" + width).or(() -> objects.apply(name));
    }
    return found.orElseThrow(() -> new PortException(Code.MISSING, name));
  }

  /** The number in groups of three digits, all but the last marked, as the specification says. */
  static String path(long number) {
    String path = String.format(Locale.ROOT, "%03d", number % 1000);
    for (long rest = number / 1000; rest > 0; rest /= 1000) {
      path = String.format(Locale.ROOT, "x%03d/", rest % 1000) + path;
    }
    return path;
  }

  private static PortException broken(long bundle) {
    return new PortException(Code.CORRUPT, "tile/entries/" + path(bundle));
  }
}
