package dev.portcullis.local.store;

import dev.portcullis.ports.PortException;
import dev.portcullis.ports.WormStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Write-once objects as files: created by a hard link that fails if the name is taken, and never
 * written again by this class.
 *
 * <p>Durable means flushed to the disk, file and folder. Retention is recorded beside the object,
 * and as durable as it if it is longer than the store's default by more than a second; a laptop's
 * file system does not enforce it against the folder's owner, which is what the verifier is for. A
 * key has one version. A key that is also the folder of another key is INVALID.
 */
public final class FileWormStore implements WormStore {
  private static final int MOST_BYTES = 64 << 20;

  /** A file's time is some milliseconds older than the clock's, which the retention is from. */
  private static final Duration CLOCKS_APART = Duration.ofSeconds(1);

  private final DurableFiles files;
  private final InstantSource clock;
  private final Duration defaultRetention;

  /**
   * A store below one folder.
   *
   * @param sync false only for measuring what flushing costs
   * @param defaultRetention what an object has whose own retention a crash kept from being recorded
   */
  public FileWormStore(Path root, InstantSource clock, Duration defaultRetention, boolean sync) {
    this.files = new DurableFiles(root, sync);
    this.clock = clock;
    this.defaultRetention = defaultRetention;
    files.removeLeftovers();
  }

  @Override
  public PutOutcome create(String key, byte[] body, Instant retainUntil) {
    Path file = file(key);
    if (body.length > MOST_BYTES) {
      throw new PortException(PortException.Code.INVALID, "create " + key + ": over 64 MiB");
    }
    if (retainUntil.isBefore(clock.instant().plusSeconds(1))) {
      throw new PortException(
          PortException.Code.INVALID, "create " + key + ": retention ends in the past");
    }
    if (!files.create(file, body)) {
      return new Exists();
    }
    // If we crash here the object has the store's default retention, so a note is flushed only if
    // it
    // asks for more than that: a power cut may lose the others and what they say stays true.
    Instant stored = stored(file);
    boolean more = retainUntil.isAfter(stored.plus(defaultRetention).plus(CLOCKS_APART));
    files.create(retention(key), RetentionNotes.write(key, retainUntil), more);
    return new Created(new Entry(key, body.length, stored, Optional.of(retainUntil)));
  }

  @Override
  public Optional<byte[]> get(String key) {
    return files.read(file(key));
  }

  @Override
  public List<Entry> list(String prefix, String after, int limit) {
    if (limit < 1 || limit > 1_000) {
      throw new PortException(PortException.Code.INVALID, "list: a limit of " + limit);
    }
    List<Entry> found = new ArrayList<>();
    for (String key : new KeyWalk(files.root()).list(prefix, after, limit)) {
      entry(key).ifPresent(found::add);
    }
    return found;
  }

  @Override
  public List<Version> versions(String key) {
    file(key);
    return entry(key).map(entry -> List.of(new Version("1", false, entry))).orElse(List.of());
  }

  private Optional<Entry> entry(String key) {
    Path file = files.file(key);
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      if (!attributes.isRegularFile()) {
        return Optional.empty();
      }
      Instant stored = attributes.lastModifiedTime().toInstant();
      Instant until = retainUntil(key).orElse(stored.plus(defaultRetention));
      return Optional.of(new Entry(key, attributes.size(), stored, Optional.of(until)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw DurableFiles.failure("look at " + key, e);
    }
  }

  private Optional<Instant> retainUntil(String key) {
    return files.read(retention(key)).flatMap(note -> RetentionNotes.read(key, note));
  }

  private Path file(String key) {
    return files.file(key);
  }

  private Path retention(String key) {
    return files.root().resolve(RetentionNotes.FOLDER).resolve(key);
  }

  private static Instant stored(Path file) {
    try {
      return Files.getLastModifiedTime(file).toInstant();
    } catch (IOException e) {
      throw DurableFiles.failure("look at " + file.getFileName(), e);
    }
  }
}
