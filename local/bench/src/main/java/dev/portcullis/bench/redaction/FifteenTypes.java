package dev.portcullis.bench.redaction;

import dev.portcullis.redaction.DetectorSet;
import dev.portcullis.redaction.DetectorSource;
import dev.portcullis.redaction.Profile;
import dev.portcullis.redaction.WordLists;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * The same fifteen types for every engine. Ours are the detectors of the product, with their
 * checksums and disguises; the others get one plain pattern a type, which is less work.
 */
final class FifteenTypes {
  private static final String FOLDER = "/dev/portcullis/redaction/detectors/";

  private FifteenTypes() {}

  /** The product's detectors for these types. */
  static DetectorSet detectors() {
    return DetectorSet.only(
        Profile.DEFAULT,
        List.of(
            chosen(
                "universal",
                Set.of(
                    "email",
                    "url",
                    "ipv4",
                    "ipv6",
                    "mac",
                    "card",
                    "iban",
                    "bitcoin",
                    "ethereum",
                    "date")),
            chosen("us", Set.of("ssn")),
            chosen("uk", Set.of("nino")),
            chosen("phone", Set.of("international", "north-american")),
            chosen("credentials", Set.of("aws-access-key-id", "github-token"))),
        WordLists.NONE);
  }

  /**
   * One plain pattern for each type, in the syntax that all three other engines read; Hyperscan
   * refuses large bounded repeats ("Pattern is too large"), so lengths are not bounded.
   */
  static List<String> patterns() {
    return List.of(
        "[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\\.[A-Za-z]{2,24}",
        "https?://[A-Za-z0-9.-]+(/[^\\s\"<>]*)?",
        "\\b\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}\\b",
        "\\b([0-9a-fA-F]{0,4}:){2,7}[0-9a-fA-F]{1,4}\\b",
        "\\b([0-9A-Fa-f]{2}:){5}[0-9A-Fa-f]{2}\\b",
        "\\b\\d{4}[ -]?\\d{4}[ -]?\\d{4}[ -]?\\d{1,7}\\b",
        "\\b[A-Z]{2}\\d{2}( ?[A-Z0-9]{4}){2,7}( ?[A-Z0-9]{1,4})?\\b",
        "\\b[13][1-9A-HJ-NP-Za-km-z]{25,34}\\b",
        "\\b0x[0-9a-fA-F]{40}\\b",
        "\\b\\d{1,4}[/.-]\\d{1,2}[/.-]\\d{1,4}\\b",
        "\\b\\d{3}-\\d{2}-\\d{4}\\b",
        "\\b[A-Z]{2} ?\\d{2} ?\\d{2} ?\\d{2} ?[A-D]\\b",
        "(\\+\\d{1,3}[ -]?)?\\(?\\d{3}\\)?[ .-]\\d{3}[ .-]\\d{4}\\b",
        "\\b(AKIA|ASIA)[A-Z2-7]{16}\\b",
        "\\bgh[pousr]_[0-9A-Za-z]{36}\\b");
  }

  /** The chosen blocks of a file, after what stands before its first detector. */
  private static DetectorSource chosen(String file, Set<String> names) {
    List<String> blocks =
        new ArrayList<>(Arrays.asList(read(file).split("(?m)^(?=detector )", -1)));
    StringBuilder text = new StringBuilder(blocks.remove(0));
    int count = 0;
    for (String block : blocks) {
      String name = block.lines().findFirst().orElse("").substring("detector ".length()).strip();
      if (names.contains(name)) {
        text.append(block);
        count++;
      }
    }
    if (count != names.size()) {
      throw new IllegalStateException("a detector of " + file + " has another name now");
    }
    return new DetectorSource(file, text.toString());
  }

  private static String read(String file) {
    try (InputStream in = DetectorSet.class.getResourceAsStream(FOLDER + file + ".detectors")) {
      if (in == null) {
        throw new IllegalStateException("there is no file " + file);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
