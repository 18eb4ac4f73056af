package dev.portcullis.redaction;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** The detector files in the jar. */
final class BuiltIn {
  private static final String FOLDER = "/dev/portcullis/redaction/detectors/";

  private BuiltIn() {}

  /** Every file that {@code index.txt} names, in its order. */
  static List<DetectorSource> sources() {
    List<DetectorSource> sources = new ArrayList<>();
    for (String line : read("index.txt").split("\n", -1)) {
      String name = line.strip();
      if (!name.isEmpty() && name.charAt(0) != '#') {
        sources.add(new DetectorSource(name, read(name + ".detectors")));
      }
    }
    return sources;
  }

  private static String read(String name) {
    try (InputStream in = BuiltIn.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IllegalStateException("missing resource " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The profile and a digest of everything that decides what is found. */
  static String version(Profile profile, List<DetectorSource> sources, WordLists lists) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (DetectorSource source : sources) {
        digest.update(source.name().getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        digest.update(source.text().getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
      }
      digest.update(lists.identity().getBytes(StandardCharsets.UTF_8));
      return profile.name() + "-" + HexFormat.of().formatHex(digest.digest(), 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every platform has SHA-256", e);
    }
  }
}
