package dev.portcullis.local.store;

import dev.portcullis.audit.verify.Fault;
import dev.portcullis.ports.PortException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The notes beside a store's objects that say until when each is to be kept: a time and a sum over
 * it and the object's key, so that no damaged note passes for another time.
 */
public final class RetentionNotes {
  static final String FOLDER = "~retention";
  private static final int PAGE = 1_000;

  private RetentionNotes() {}

  static byte[] write(String key, Instant until) {
    return (until + " " + sum(key, until.toString()) + "\n").getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * The time in a note; CORRUPT if it is not one of this key. A note without a byte is none: it is
   * what a power cut leaves of one that was not flushed.
   */
  static Optional<Instant> read(String key, byte[] note) {
    if (note.length == 0) {
      return Optional.empty();
    }
    String text = new String(note, StandardCharsets.ISO_8859_1);
    int space = text.indexOf(' ');
    try {
      Instant until = Instant.parse(text.substring(0, Math.max(0, space)));
      if (text.equals(new String(write(key, until), StandardCharsets.US_ASCII))) {
        return Optional.of(until);
      }
    } catch (DateTimeException e) {
      throw new PortException(PortException.Code.CORRUPT, "retention of " + key, e);
    }
    throw new PortException(PortException.Code.CORRUPT, "retention of " + key);
  }

  /**
   * What is wrong with the notes of a store, of which it only reads: damaged ones, and those whose
   * object is gone. An object without a note is none: a crash leaves one.
   *
   * @param root the store's folder; one without notes has no faults
   */
  public static List<Fault> faults(Path root) {
    List<Fault> faults = new ArrayList<>();
    KeyWalk walk = new KeyWalk(root.resolve(FOLDER));
    String after = "";
    while (true) {
      List<String> page = walk.list("", after, PAGE);
      for (String key : page) {
        fault(root, key).ifPresent(faults::add);
        after = key;
      }
      if (page.size() < PAGE) {
        return faults;
      }
    }
  }

  private static Optional<Fault> fault(Path root, String key) {
    try {
      if (!Files.isRegularFile(root.resolve(key))) {
        return Optional.of(
            new Fault(Fault.Kind.MISSING, key, "its retention is noted and it is not there"));
      }
      read(key, Files.readAllBytes(root.resolve(FOLDER).resolve(key)));
      return Optional.empty();
    } catch (IOException | PortException e) {
      return Optional.of(
          new Fault(Fault.Kind.RETENTION, FOLDER + "/" + key, "it is not a note of its object"));
    }
  }

  private static String sum(String key, String until) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest((key + "\n" + until).getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
