package dev.portcullis.local.store;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Lists the keys below a folder in the order of their bytes, reading no folder that cannot hold a
 * key that is asked for. Names that start with a tilde are the store's own.
 */
final class KeyWalk {
  private final Path root;

  KeyWalk(Path root) {
    this.root = root;
  }

  List<String> list(String prefix, String after, int limit) {
    List<String> found = new ArrayList<>();
    walk(root, "", prefix, after, limit, found);
    return found;
  }

  private void walk(
      Path folder, String path, String prefix, String after, int limit, List<String> found) {
    for (String name : names(folder, path.isEmpty())) {
      if (found.size() >= limit) {
        return;
      }
      String key = path + name;
      if (name.endsWith("/")) {
        boolean mayMatch = key.startsWith(prefix) || prefix.startsWith(key);
        // Every key in the folder starts with it, so all are at most the folder and a highest tail.
        boolean mayFollow = key.compareTo(after) > 0 || after.startsWith(key);
        if (mayMatch && mayFollow) {
          walk(folder.resolve(name), key, prefix, after, limit, found);
        }
      } else if (key.startsWith(prefix) && key.compareTo(after) > 0) {
        found.add(key);
      }
    }
  }

  /** Names in the order of the keys they begin; a folder's name ends with a slash and sorts so. */
  private List<String> names(Path folder, boolean top) {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        String name = entry.getFileName().toString();
        if (top && name.startsWith("~")) {
          continue;
        }
        names.add(Files.isDirectory(entry) ? name + "/" : name);
      }
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw DurableFiles.failure("list " + folder.getFileName(), e);
    }
    names.sort(Comparator.naturalOrder());
    return names;
  }
}
