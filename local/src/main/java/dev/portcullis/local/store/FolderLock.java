package dev.portcullis.local.store;

import dev.portcullis.ports.PortException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Lets one thread of one process on this machine act on a folder at a time. */
final class FolderLock {
  private final Path lockFile;
  private final String what;
  private final ReentrantLock threads = new ReentrantLock();

  /**
   * A lock over a folder; one instance per process and folder.
   *
   * @param root the folder
   * @param what it holds, for messages
   */
  FolderLock(Path root, String what) {
    this.lockFile = root.resolve("~lock");
    this.what = what;
  }

  /** What the action returns, done while nobody else acts. */
  <T> T hold(Supplier<T> action) {
    threads.lock();
    try (FileChannel channel =
            FileChannel.open(
                lockFile,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(DurableFiles.OWNER_FILE));
        FileLock lock = channel.lock()) {
      if (!lock.isValid()) {
        throw new PortException(PortException.Code.UNAVAILABLE, "lock the " + what);
      }
      return action.get();
    } catch (OverlappingFileLockException e) {
      throw new PortException(
          PortException.Code.UNAVAILABLE, "lock the " + what + ": opened twice in this process", e);
    } catch (IOException e) {
      throw DurableFiles.failure("lock the " + what, e);
    } finally {
      threads.unlock();
    }
  }
}
