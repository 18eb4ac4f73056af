package dev.portcullis.audit.verify;

import dev.portcullis.audit.verify.Fault.Kind;
import dev.portcullis.ports.WormStore.Entry;
import dev.portcullis.ports.WormStore.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Collects faults, and reads objects so that what is missing or hidden is one. */
final class Findings {
  private final LogView view;
  private final Duration retention;
  private final List<Fault> faults = new ArrayList<>();

  Findings(LogView view, Duration retention) {
    this.view = view;
    this.retention = retention;
  }

  void add(Kind kind, String object, String what) {
    if (faults.size() < LogVerifier.MOST_FAULTS) {
      faults.add(new Fault(kind, object, what));
    }
  }

  List<Fault> faults() {
    return faults;
  }

  /** A write-once object that must be there, with its oldest version. */
  Optional<byte[]> mustBeStored(String key) {
    Optional<byte[]> stored = view.stored(key);
    if (stored.isEmpty()) {
      add(Kind.MISSING, key, "it is not there");
    } else {
      guarded(key);
    }
    return stored;
  }

  /** A write-once object that must be there with these bytes. */
  void mustHold(String key, byte[] wanted) {
    if (mustBeStored(key).filter(stored -> !Arrays.equals(stored, wanted)).isPresent()) {
      add(Kind.CHANGED, key, "it is not what the commits give");
    }
  }

  /** Checks that nothing hides an object and that it cannot be removed too early. */
  void guarded(String key) {
    if (!view.knowsRetention()) {
      return;
    }
    List<Version> versions = view.versions(key);
    if (versions.size() > 1) {
      String newest = versions.get(versions.size() - 1).deleteMarker() ? "marker" : "version";
      add(
          Kind.SHADOWED,
          key,
          "there are " + versions.size() + " versions; the newest is a " + newest);
    }
    if (!versions.isEmpty()) {
      Entry entry = versions.get(0).entry();
      Instant least = entry.stored().plus(retention);
      if (entry.retainUntil().isEmpty() || entry.retainUntil().get().isBefore(least)) {
        add(Kind.RETENTION, key, "it can be removed before " + least);
      }
    }
  }
}
