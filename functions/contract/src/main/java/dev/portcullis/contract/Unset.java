package dev.portcullis.contract;

import dev.portcullis.ports.PortException;
import dev.portcullis.ports.WormStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Stands where a suite has not opened its store yet, and refuses everything. */
final class Unset implements WormStore {
  @Override
  public PutOutcome create(String key, byte[] body, Instant retainUntil) {
    throw notOpened();
  }

  @Override
  public Optional<byte[]> get(String key) {
    throw notOpened();
  }

  @Override
  public List<Entry> list(String prefix, String after, int limit) {
    throw notOpened();
  }

  @Override
  public List<Version> versions(String key) {
    throw notOpened();
  }

  private static PortException notOpened() {
    return new PortException(PortException.Code.MISSING, "the suite has not opened its store");
  }
}
