package dev.portcullis.local.laptop;

import dev.portcullis.local.config.SetupException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Held by at most one process of a machine; the operating system gives it up when its holder dies,
 * however it dies. The file names the holder, for people, and is never removed: a file that is
 * removed could be locked by two.
 *
 * <p>One attempt a process: a POSIX system gives up a process's lock with the first of its
 * descriptors of the file that is closed, so a second attempt in one process, which is refused,
 * costs the first its hold.
 */
final class DirectoryLock implements AutoCloseable {
  private final FileChannel channel;

  private DirectoryLock(FileChannel channel) {
    this.channel = channel;
  }

  /** The lock of a data directory; {@link SetupException} names the process that holds it. */
  static DirectoryLock take(Path root) {
    Path file = root.resolve("lock");
    FileChannel channel;
    try {
      channel =
          FileChannel.open(
              file,
              Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } catch (IOException e) {
      throw new SetupException(file + ": cannot be locked");
    }
    try {
      if (lock(channel) != null) {
        // If we crash here the file names an older holder, and nobody reads it while it is free.
        channel.truncate(0);
        byte[] pid = Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8);
        channel.write(ByteBuffer.wrap(pid));
        return new DirectoryLock(channel);
      }
      String holder = Files.readString(file, StandardCharsets.UTF_8);
      channel.close();
      throw new SetupException(
          root
              + ": process "
              + holder
              + " serves from this data directory; stop it, or choose"
              + " another directory with --data");
    } catch (IOException e) {
      throw new SetupException(file + ": cannot be locked");
    }
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      // This process holds it already; the file says so too.
      return null;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new SetupException("the data directory's lock cannot be released");
    }
  }
}
