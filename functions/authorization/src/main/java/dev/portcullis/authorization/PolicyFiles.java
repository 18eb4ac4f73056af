package dev.portcullis.authorization;

import dev.portcullis.ports.PortException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The texts that make up one policy set, by file name: {@code *.cedar} policies, at most one {@code
 * *.cedarschema}, {@code *.entities.json} catalogues of models, and {@code *.links.json} policies
 * made from templates.
 *
 * @param texts file name to content, in name order
 */
public record PolicyFiles(SortedMap<String, String> texts) {
  public PolicyFiles {
    texts = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(texts));
  }

  /**
   * Reads a directory (not its subdirectories).
   *
   * @throws PortException MISSING if there is no such directory, UNAVAILABLE if it cannot be read,
   *     CORRUPT if a file is not UTF-8
   */
  public static PolicyFiles read(Path directory) {
    SortedMap<String, String> texts = new TreeMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        String name = String.valueOf(file.getFileName());
        if (name.endsWith(".cedar")
            || name.endsWith(".cedarschema")
            || name.endsWith(".entities.json")
            || name.endsWith(".links.json")) {
          texts.put(name, Files.readString(file, StandardCharsets.UTF_8));
        }
      }
    } catch (java.nio.file.NoSuchFileException missing) {
      throw new PortException(PortException.Code.MISSING, "policy directory " + directory, missing);
    } catch (java.nio.charset.CharacterCodingException notUtf8) {
      throw new PortException(PortException.Code.CORRUPT, "policies in " + directory, notUtf8);
    } catch (IOException unreadable) {
      throw new PortException(
          PortException.Code.UNAVAILABLE, "policies in " + directory, unreadable);
    }
    return new PolicyFiles(texts);
  }
}
