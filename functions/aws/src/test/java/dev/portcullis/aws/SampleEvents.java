package dev.portcullis.aws;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files of {@code events/aws} with their placeholders filled in. */
final class SampleEvents {
  private static final Pattern BASE64_BODY = Pattern.compile("(\"body\": \")([A-Za-z0-9+/=]+)(\")");

  private SampleEvents() {}

  /** The repository. */
  static Path root() {
    Path at = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(at.resolve("events/aws"))) {
      at = at.getParent();
    }
    return at;
  }

  /** The files of one function, in order. */
  static List<Path> of(String function) throws IOException {
    try (Stream<Path> files = Files.list(root().resolve("events/aws").resolve(function))) {
      return files.sorted().toList();
    }
  }

  /** One event by function and case. */
  static String read(String function, String name, Map<String, String> values) throws IOException {
    return fill(root().resolve("events/aws").resolve(function).resolve(name + ".json"), values);
  }

  /** One event; every placeholder must have a value. */
  static String fill(Path file, Map<String, String> values) throws IOException {
    String text = Files.readString(file);
    if (text.contains("\"isBase64Encoded\": true")) {
      Matcher body = BASE64_BODY.matcher(text);
      text =
          body.replaceAll(
              found -> {
                String plain =
                    new String(Base64.getDecoder().decode(found.group(2)), StandardCharsets.UTF_8);
                byte[] filled = replaced(plain, values).getBytes(StandardCharsets.UTF_8);
                return found.group(1) + Base64.getEncoder().encodeToString(filled) + found.group(3);
              });
    }
    String filled = replaced(text, values);
    if (filled.contains("${")) {
      throw new AssertionError(file + " has a placeholder without a value");
    }
    return filled;
  }

  private static String replaced(String text, Map<String, String> values) {
    String filled = text;
    for (Map.Entry<String, String> value : values.entrySet()) {
      filled = filled.replace("${" + value.getKey() + "}", value.getValue());
    }
    return filled;
  }
}
