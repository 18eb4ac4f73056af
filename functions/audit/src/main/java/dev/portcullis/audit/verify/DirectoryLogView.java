package dev.portcullis.audit.verify;

import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import dev.portcullis.ports.WormStore.Entry;
import dev.portcullis.ports.WormStore.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A log on a disk, of which it only reads: each object is a file whose path is its key. It knows
 * neither versions nor retention, because whoever owns a directory can remove what is in it.
 */
public final class DirectoryLogView implements LogView {
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*");

  private final Path root;
  private final Path published;

  /** A plain copy of a log: write-once and published objects together under one directory. */
  public DirectoryLogView(Path root) {
    this(root, root);
  }

  /** A log whose published objects are under a directory of their own. */
  public DirectoryLogView(Path root, Path published) {
    this.root = root;
    this.published = published;
  }

  @Override
  public Optional<byte[]> stored(String key) {
    return read(root, key);
  }

  private static Optional<byte[]> read(Path below, String key) {
    // A key comes out of the log, which is not trusted: none may lead out of the directory.
    if (!KEY.matcher(key).matches() || ("/" + key + "/").contains("/../")) {
      return Optional.empty();
    }
    try {
      Path file = below.resolve(key);
      return Files.isRegularFile(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new PortException(Code.UNAVAILABLE, "read " + key, e);
    }
  }

  @Override
  public Optional<byte[]> published(String key) {
    return read(published, key);
  }

  @Override
  public List<Entry> list(String prefix, String after, int limit) {
    List<Entry> found = new ArrayList<>();
    walk(root, "", prefix, after, limit, found);
    return found;
  }

  private void walk(
      Path directory, String at, String prefix, String after, int limit, List<Entry> found) {
    for (String name : names(directory)) {
      String key = at + name;
      if (found.size() == limit) {
        return;
      }
      boolean mayHold = key.startsWith(prefix) || prefix.startsWith(key);
      if (name.endsWith("/")) {
        // What is below starts with this key: it is all before "after" only if the key is, too.
        if (mayHold && (key.compareTo(after) > 0 || after.startsWith(key))) {
          walk(directory.resolve(name), key, prefix, after, limit, found);
        }
      } else if (key.startsWith(prefix) && key.compareTo(after) > 0) {
        found.add(entry(directory.resolve(name), key));
      }
    }
  }

  /** The names in a directory in the order of the keys: directories with their slash. */
  private static List<String> names(Path directory) {
    try (Stream<Path> children = Files.list(directory)) {
      return children
          .map(child -> child.getFileName() + (Files.isDirectory(child) ? "/" : ""))
          .sorted()
          .toList();
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw new PortException(Code.UNAVAILABLE, "list the log", e);
    }
  }

  private static Entry entry(Path file, String key) {
    try {
      Instant stored = Files.getLastModifiedTime(file).toInstant();
      return new Entry(key, Files.size(file), stored, Optional.empty());
    } catch (IOException e) {
      throw new PortException(Code.UNAVAILABLE, "list " + key, e);
    }
  }

  @Override
  public List<Version> versions(String key) {
    Path file = root.resolve(key);
    return Files.isRegularFile(file)
        ? List.of(new Version("file", false, entry(file, key)))
        : List.of();
  }

  @Override
  public boolean knowsRetention() {
    return false;
  }
}
