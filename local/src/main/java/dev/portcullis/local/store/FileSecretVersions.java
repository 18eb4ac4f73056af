package dev.portcullis.local.store;

import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import dev.portcullis.ports.SecretText;
import dev.portcullis.ports.SecretVersions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Writes the files that {@link FileSecretStore} reads; which version is the primary one changes
 * under a lock that holds between the processes of one machine. One instance per process and
 * folder.
 */
public final class FileSecretVersions implements SecretVersions {
  private static final String PRIMARY = "primary";
  private static final String VERSION = "v-";

  private final DurableFiles files;
  private final FolderLock lock;

  /** The secrets below a folder. */
  public FileSecretVersions(Path root) {
    this.files = new DurableFiles(root, true);
    this.lock = new FolderLock(files.root(), "secrets");
  }

  @Override
  public List<Version> versions(String secret) {
    Path folder = files.file(secret);
    String primary = primary(secret);
    List<Version> found = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, VERSION + "*")) {
      for (Path entry : entries) {
        String name = entry.getFileName().toString().substring(VERSION.length());
        found.add(
            new Version(name, name.equals(primary), Files.getLastModifiedTime(entry).toInstant()));
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of();
    } catch (IOException e) {
      throw DurableFiles.failure("list the versions of " + secret, e);
    }
    return found;
  }

  @Override
  public boolean stage(String secret, String version, SecretText value) {
    byte[] bytes = value.reveal().getBytes(StandardCharsets.UTF_8);
    Path file = version(secret, version);
    // If we crash here the version is whole or absent; staged again with the same value it is true.
    return files.create(file, bytes)
        || files.read(file).map(stored -> Arrays.equals(stored, bytes)).orElse(false);
  }

  @Override
  public boolean promote(String secret, String version, String expected) {
    Path file = version(secret, version);
    return lock.hold(
        () -> {
          if (!Files.exists(file)) {
            throw new PortException(Code.MISSING, "promote a version of " + secret);
          }
          String present = primary(secret);
          if (!present.equals(version) && !present.equals(expected)) {
            return false;
          }
          // If we crash here the former version is still the primary one.
          files.replace(
              files.file(secret).resolve(PRIMARY), version.getBytes(StandardCharsets.UTF_8));
          return true;
        });
  }

  @Override
  public void destroy(String secret, String version) {
    Path file = version(secret, version);
    lock.hold(
        () -> {
          if (primary(secret).equals(version)) {
            throw new PortException(Code.INVALID, "destroy the current version of " + secret);
          }
          return files.remove(file);
        });
  }

  private String primary(String secret) {
    Optional<byte[]> primary = files.read(files.file(secret).resolve(PRIMARY));
    return primary.map(name -> new String(name, StandardCharsets.UTF_8)).orElse(NONE);
  }

  private Path version(String secret, String version) {
    if (!version.matches("[A-Za-z0-9_-]{1,64}")) {
      throw new PortException(Code.INVALID, "not a version's name");
    }
    return files.file(secret + "/" + VERSION + version);
  }
}
