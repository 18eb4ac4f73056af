package dev.portcullis.local.store;

import dev.portcullis.ports.PortException;
import dev.portcullis.ports.SecretStore;
import dev.portcullis.ports.SecretText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Secrets as files that only their owner can read: a folder a secret, a file a version, and {@code
 * primary}, which names the version in use. Nothing is cached.
 */
public final class FileSecretStore implements SecretStore {
  private static final String PRIMARY = "primary";

  private final DurableFiles files;

  /** The secrets below a folder. */
  public FileSecretStore(Path root) {
    this.files = new DurableFiles(root, true);
    files.removeLeftovers();
  }

  @Override
  public Optional<Secret> read(String name) {
    return files
        .read(files.file(name).resolve(PRIMARY))
        .flatMap(version -> read(name, new String(version, StandardCharsets.UTF_8)));
  }

  @Override
  public Optional<Secret> fresh(String name) {
    return read(name);
  }

  @Override
  public Optional<Secret> read(String name, String version) {
    Path file = files.file(name + "/v-" + version);
    return files
        .read(file)
        .map(
            value -> {
              if (value.length == 0) {
                throw new PortException(PortException.Code.CORRUPT, "read " + name);
              }
              return new Secret(
                  name,
                  version,
                  SecretText.of(name, new String(value, StandardCharsets.UTF_8)),
                  modified(file, name));
            });
  }

  /** Stores a new version and makes it the primary one; the older ones stay readable. */
  public void put(String name, String version, SecretText value) {
    Path file = files.file(name + "/v-" + version);
    if (!files.create(file, value.reveal().getBytes(StandardCharsets.UTF_8))) {
      throw new PortException(
          PortException.Code.INVALID, name + " already has a version " + version);
    }
    // If we crash here the older version stays the primary one.
    files.replace(files.file(name).resolve(PRIMARY), version.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The primary version of a secret, made first if there is none; of racing first makers all get
   * the same.
   *
   * @param make called at most once, and not at all if a version 1 is there
   */
  public Secret first(String name, Supplier<SecretText> make) {
    Path file = files.file(name + "/v-1");
    if (read(name).isEmpty()) {
      if (files.read(file).isEmpty()) {
        // Whoever is second here finds the first one's value below.
        files.create(file, make.get().reveal().getBytes(StandardCharsets.UTF_8));
      }
      // If we crash here, the next start finds version 1 without a pointer and points to it.
      files.create(files.file(name).resolve(PRIMARY), "1".getBytes(StandardCharsets.UTF_8));
    }
    return read(name)
        .orElseThrow(() -> new PortException(PortException.Code.CORRUPT, "read " + name));
  }

  private static java.time.Instant modified(Path file, String name) {
    try {
      return Files.getLastModifiedTime(file).toInstant();
    } catch (IOException e) {
      throw DurableFiles.failure("look at " + name, e);
    }
  }
}
