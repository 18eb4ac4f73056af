package dev.portcullis.local.store;

import dev.portcullis.ports.PortException;
import dev.portcullis.ports.RecordStore;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Records as files whose first eight bytes are their version; compare and write happen under a lock
 * that holds between the threads and the processes of one machine.
 */
public final class FileRecordStore implements RecordStore {
  private static final int MOST_BYTES = 64 << 10;

  private final DurableFiles files;
  private final InstantSource clock;
  private final FolderLock lock;

  /**
   * A store below one folder.
   *
   * @param clock keeps the versions of a record that is made again apart from its old ones
   * @param sync false only for measuring what flushing costs
   */
  public FileRecordStore(Path root, InstantSource clock, boolean sync) {
    this.clock = clock;
    this.files = new DurableFiles(root, sync);
    this.lock = new FolderLock(files.root(), "records");
    lock.hold(
        () -> {
          files.removeLeftovers();
          return true;
        });
  }

  @Override
  public Optional<Versioned> read(String key) {
    return files.read(files.file(key)).map(bytes -> decode(key, bytes));
  }

  @Override
  public Optional<String> write(String key, byte[] body, String expected) {
    if (body.length > MOST_BYTES) {
      throw new PortException(PortException.Code.INVALID, "write " + key + ": over 64 KiB");
    }
    Path file = files.file(key);
    return lock.hold(
        () -> {
          String present = version(key);
          if (!present.equals(expected)) {
            return Optional.empty();
          }
          long next =
              Math.max(
                  ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant()),
                  present.isEmpty() ? 1 : Long.parseLong(present) + 1);
          // If we crash here the record is as it was; the rename below is the whole write.
          files.replace(file, ByteBuffer.allocate(8 + body.length).putLong(next).put(body).array());
          return Optional.of(Long.toString(next));
        });
  }

  @Override
  public boolean remove(String key, String expected) {
    Path file = files.file(key);
    return lock.hold(
        () -> {
          String present = version(key);
          return !present.isEmpty() && present.equals(expected) && files.remove(file);
        });
  }

  @Override
  public List<Versioned> list(String prefix, String after, int limit) {
    List<Versioned> found = new ArrayList<>();
    for (String key : new KeyWalk(files.root()).list(prefix, after, limit)) {
      read(key).ifPresent(found::add);
    }
    return found;
  }

  private String version(String key) {
    return read(key).map(Versioned::version).orElse(ABSENT);
  }

  private static Versioned decode(String key, byte[] bytes) {
    if (bytes.length < 8) {
      throw new PortException(PortException.Code.CORRUPT, "read " + key);
    }
    String version = Long.toString(ByteBuffer.wrap(bytes).getLong());
    return new Versioned(key, version, Arrays.copyOfRange(bytes, 8, bytes.length));
  }
}
