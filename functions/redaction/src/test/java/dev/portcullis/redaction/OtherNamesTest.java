package dev.portcullis.redaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every type that another service names is one of ours, and is found in a text of it. */
final class OtherNamesTest {
  private static final Scanner SCANNER =
      new Scanner(DetectorSet.of(Profile.DEFAULT), Budget.DEFAULT);

  @Test
  void all36NamesOfComprehendAreFound() throws IOException {
    assertEquals(36, found("comprehend"));
  }

  @Test
  void all31NamesOfBedrockGuardrailsAreFound() throws IOException {
    assertEquals(31, found("bedrock-guardrails"));
  }

  private static int found(String service) throws IOException {
    Set<String> types =
        SCANNER.detectors().detectors().stream().map(Detector::type).collect(Collectors.toSet());
    Set<String> names = new TreeSet<>();
    List<String> missing = new ArrayList<>();
    for (String line : read(service)) {
      String[] parts = line.split(" \\| ", -1);
      Set<String> ours = new TreeSet<>(List.of(parts[1].split(", ", -1)));
      names.add(parts[0]);
      ScanResult.Scanned scanned =
          assertInstanceOf(ScanResult.Scanned.class, SCANNER.scan(parts[2]));
      if (!types.containsAll(ours)
          || scanned.spans().stream().noneMatch(span -> ours.contains(span.type()))) {
        missing.add(parts[0] + " in [" + parts[2] + "], found " + scanned.spans());
      }
    }
    assertEquals(List.of(), missing);
    return names.size();
  }

  private static List<String> read(String service) throws IOException {
    try (InputStream in = Scanner.class.getResourceAsStream("names/" + service + ".txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .toList();
    }
  }
}
