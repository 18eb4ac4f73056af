package dev.portcullis.local.store;

import dev.portcullis.ports.PortException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/**
 * Writes below one folder so that a file is either whole and durable or not there.
 *
 * <p>Every write goes to a temporary file first, which is flushed to the disk before it gets its
 * name; the folder is flushed after. What a kill leaves of temporary files lies in {@code ~partial}
 * and is removed at a later start. The store's own names start with a tilde, which no key can.
 */
final class DurableFiles {
  /**
   * The JDK copies what it writes out of the heap; this much of it stays in a processor's cache.
   */
  private static final int SLICE = 128 << 10;

  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*");
  static final Set<PosixFilePermission> OWNER_FILE = PosixFilePermissions.fromString("rw-------");
  private static final FileAttribute<?> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(OWNER_FILE);
  private static final Set<OpenOption> NEW =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  private static final Set<PosixFilePermission> OWNER_FOLDER =
      PosixFilePermissions.fromString("rwx------");

  private final Path root;
  private final Path partial;
  private final boolean sync;
  private final String process = ProcessHandle.current().pid() + "-";
  private final AtomicLong temporaries = new AtomicLong();
  private final Set<Path> flushed = ConcurrentHashMap.newKeySet();

  /**
   * Opens a folder, making it if needed.
   *
   * @param sync false only for measuring what flushing costs
   */
  DurableFiles(Path root, boolean sync) {
    this.root = root.toAbsolutePath().normalize();
    this.partial = this.root.resolve("~partial");
    this.sync = sync;
    try {
      folder(this.root);
      folder(partial);
    } catch (IOException e) {
      throw failure("open " + root.getFileName(), e);
    }
  }

  Path root() {
    return root;
  }

  /** The file of a key; INVALID if it is not a key by the rule of the ports. */
  Path file(String key) {
    if (key.isEmpty() || key.length() > 512 || !KEY.matcher(key).matches()) {
      throw new PortException(
          PortException.Code.INVALID, "not a key: " + key.length() + " characters");
    }
    for (String segment : key.split("/", -1)) {
      if (segment.equals(".") || segment.equals("..")) {
        throw new PortException(PortException.Code.INVALID, "not a key: a segment of dots");
      }
    }
    return root.resolve(key);
  }

  /**
   * Creates a file under a name never used; false if the name is taken, and then nothing changed.
   */
  boolean create(Path file, byte[] body) {
    return create(file, body, true);
  }

  /**
   * The same.
   *
   * @param durable false for what may be gone, or empty, after a power cut
   */
  boolean create(Path file, byte[] body, boolean durable) {
    boolean flush = sync && durable;
    try {
      folder(folderOf(file));
      Path temporary = write(body, flush);
      try {
        // A hard link fails where a rename would replace: of racing writers one wins.
        Files.createLink(file, temporary);
      } catch (FileAlreadyExistsException e) {
        if (Files.isDirectory(file)) {
          throw e;
        }
        // Who is told that the name is taken may rely on it, so it must be durable by then.
        flushFolder(folderOf(file), flush);
        return false;
      } finally {
        Files.deleteIfExists(temporary);
      }
      // If we crash before this, the name may be lost with its folder's entry: nobody was told.
      flushFolder(folderOf(file), flush);
      return true;
    } catch (IOException e) {
      throw failure("create " + root.relativize(file), e);
    }
  }

  /** Puts a file in place of what is there; a reader sees the old one or the new one, whole. */
  void replace(Path file, byte[] body) {
    try {
      folder(folderOf(file));
      Path temporary = write(body, sync);
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      flushFolder(folderOf(file), sync);
    } catch (IOException e) {
      throw failure("write " + root.relativize(file), e);
    }
  }

  Optional<byte[]> read(Path file) {
    try {
      return Optional.of(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      if (Files.isDirectory(file)) {
        return Optional.empty();
      }
      throw failure("read " + root.relativize(file), e);
    }
  }

  boolean remove(Path file) {
    try {
      boolean removed = Files.deleteIfExists(file);
      if (removed) {
        flushFolder(folderOf(file), sync);
      }
      return removed;
    } catch (IOException e) {
      throw failure("remove " + root.relativize(file), e);
    }
  }

  /** Removes what processes that no longer run left half written. */
  void removeLeftovers() {
    try (var leftovers = Files.newDirectoryStream(partial, "*-*")) {
      for (Path leftover : leftovers) {
        String name = leftover.getFileName().toString();
        long writer = Long.parseLong(name.substring(0, name.indexOf('-')));
        if (ProcessHandle.of(writer).isEmpty()) {
          Files.deleteIfExists(leftover);
        }
      }
    } catch (IOException | NumberFormatException e) {
      throw new PortException(
          PortException.Code.UNAVAILABLE, "clean up below " + root.getFileName(), e);
    }
  }

  private Path folderOf(Path file) {
    Path folder = file.getParent();
    return folder == null ? root : folder;
  }

  private Path write(byte[] body, boolean flush) throws IOException {
    while (true) {
      Path temporary = partial.resolve(process + temporaries.getAndIncrement());
      try (FileChannel channel = FileChannel.open(temporary, NEW, OWNER_ONLY)) {
        ByteBuffer bytes = ByteBuffer.wrap(body);
        while (bytes.position() < body.length) {
          bytes.limit(Math.min(body.length, bytes.position() + SLICE));
          channel.write(bytes);
        }
        if (flush) {
          channel.force(true);
        }
        return temporary;
      } catch (FileAlreadyExistsException e) {
        // Another store of this process has this folder too, or the process before had our number.
      }
    }
  }

  private void folder(Path folder) throws IOException {
    // A folder that another process made may not be durable yet: each process flushes it once.
    if (flushed.contains(folder) && Files.isDirectory(folder)) {
      return;
    }
    Path parent = folder.getParent();
    if (!folder.equals(root) && parent != null) {
      folder(parent);
      try {
        Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(OWNER_FOLDER));
      } catch (FileAlreadyExistsException e) {
        if (!Files.isDirectory(folder)) {
          throw e;
        }
      }
      flushFolder(parent, sync);
    } else {
      Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWNER_FOLDER));
    }
    flushed.add(folder);
  }

  private static void flushFolder(Path folder, boolean flush) throws IOException {
    if (flush) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  /** Maps a file system's failure; file names hold no secret and no personal value. */
  static PortException failure(String operation, IOException e) {
    PortException.Code code =
        e instanceof AccessDeniedException
            ? PortException.Code.DENIED
            : e instanceof FileAlreadyExistsException
                ? PortException.Code.INVALID
                : PortException.Code.UNAVAILABLE;
    return new PortException(code, operation, e);
  }
}
