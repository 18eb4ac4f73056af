package dev.portcullis.audit.verify;

import dev.portcullis.audit.tlog.Tile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Compares entries with the stored bundles while they are being read, and tells what it found once
 * it is known that they are the log's.
 */
final class BundleCheck {
  private static final byte[] NOTHING = new byte[0];

  private final LogView view;
  private final Findings findings;
  private final List<Runnable> untold = new ArrayList<>();
  private byte[] bundle = new byte[1 << 16];
  private byte[] kept = NOTHING;
  private int length;
  private long index;

  BundleCheck(LogView view, Findings findings) {
    this.view = view;
    this.findings = findings;
  }

  /** Begins the next entry. */
  void entry() {
    if (index % Tile.FULL == 0) {
      kept = view.stored(Tile.entries(index / Tile.FULL, Tile.FULL)).orElse(NOTHING);
      length = 0;
    }
    index++;
  }

  /**
   * Compares the entry's next bytes with the stored bundle where it stands. Only where there is
   * none, or another one, the entries are copied to know what it should be.
   */
  void part(byte[] from, int at, int count) {
    int end = length + count;
    if (kept != NOTHING
        && (end > kept.length || !Arrays.equals(kept, length, end, from, at, at + count))) {
      room(length);
      System.arraycopy(kept, 0, bundle, 0, length);
      kept = NOTHING;
    }
    if (kept == NOTHING) {
      room(end);
      System.arraycopy(from, at, bundle, length, count);
    }
    length = end;
  }

  /** Ends the entry. */
  void end() {
    if (index % Tile.FULL == 0) {
      full(Tile.entries(index / Tile.FULL - 1, Tile.FULL));
      length = 0;
    }
  }

  private void full(String path) {
    if (kept != NOTHING && kept.length == length) {
      untold.add(() -> findings.guarded(path));
    } else {
      byte[] wanted = partial();
      untold.add(() -> findings.mustHold(path, wanted));
    }
  }

  /** The entries since the last call were the log's: what is wrong with their bundles counts. */
  void settle() {
    untold.forEach(Runnable::run);
    untold.clear();
  }

  /** The partial bundle at the right edge; empty if the last one is full. */
  Optional<byte[]> edge() {
    return length == 0 ? Optional.empty() : Optional.of(partial());
  }

  private byte[] partial() {
    return Arrays.copyOf(kept == NOTHING ? bundle : kept, length);
  }

  private void room(int bytes) {
    if (bytes > bundle.length) {
      bundle = Arrays.copyOf(bundle, Math.max(2 * bundle.length, bytes));
    }
  }
}
