package dev.portcullis.local.audit;

import dev.portcullis.audit.tlog.KeyRing;
import dev.portcullis.audit.tlog.VerifierKey;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads files of C2SP verifier keys, one a line: more than one while a log's key is being replaced,
 * and a second one where a log signs with two.
 */
final class KeyFile {
  private static final int LONGEST = 64 << 10;

  private KeyFile() {}

  /**
   * The keys of one log.
   *
   * @throws PortException MISSING if the file is not there; INVALID if it is not exactly keys
   */
  static KeyRing ring(Path file) {
    List<VerifierKey> keys = keys(file);
    String origin = keys.get(0).name();
    if (!keys.stream().allMatch(key -> key.name().equals(origin))) {
      throw invalid(file);
    }
    return new KeyRing(origin, keys);
  }

  /** The keys in a file, at least one; failures as for {@link #ring}. */
  static List<VerifierKey> keys(Path file) {
    String text = text(file);
    List<VerifierKey> keys = new ArrayList<>();
    // Strict to the byte, so that a damaged key file never passes for a whole one.
    for (String line : text.substring(0, Math.max(0, text.length() - 1)).split("\n", -1)) {
      VerifierKey key = VerifierKey.parse(line);
      if (!key.render().equals(line)) {
        throw invalid(file);
      }
      keys.add(key);
    }
    return keys;
  }

  private static String text(Path file) {
    try {
      if (!Files.isRegularFile(file)) {
        throw new PortException(Code.MISSING, file.getFileName() + " is not there");
      }
      String text = Files.size(file) > LONGEST ? "" : Files.readString(file);
      if (!text.endsWith("\n")) {
        throw invalid(file);
      }
      return text;
    } catch (IOException e) {
      throw new PortException(Code.INVALID, file.getFileName() + " cannot be read", e);
    }
  }

  private static PortException invalid(Path file) {
    return new PortException(Code.INVALID, file.getFileName() + " is not a file of verifier keys");
  }
}
