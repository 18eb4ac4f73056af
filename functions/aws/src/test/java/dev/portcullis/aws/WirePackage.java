package dev.portcullis.aws;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** An unpacked deployment package with the repository's policies. */
final class WirePackage {
  private WirePackage() {}

  /** The package in a folder, with an embedding model that Bedrock has too. */
  static Path in(Path root) throws IOException {
    Path policies = Files.createDirectories(root.resolve("policies"));
    List<Path> files;
    try (Stream<Path> all = Files.list(SampleEvents.root().resolve("infra/policies"))) {
      files = all.toList();
    }
    for (Path file : files) {
      if (!file.toString().endsWith(".cases.json")) {
        String text = Files.readString(file).replace("stand-in-embedding", WireCloud.EMBEDDING);
        if (file.endsWith("models.entities.json")) {
          text = withLongName(text);
        }
        Files.writeString(policies.resolve(file.getFileName().toString()), text);
      }
    }
    return root;
  }

  /** The first model once more, under {@link WireCloud#LONG_NAME}. */
  private static String withLongName(String models) {
    int first = models.indexOf("{\"uid\"");
    String model = models.substring(first, models.indexOf("{\"uid\"", first + 1));
    return models.substring(0, first)
        + model.replace("\"stand-in\"", "\"" + WireCloud.LONG_NAME + "\"")
        + models.substring(first);
  }
}
