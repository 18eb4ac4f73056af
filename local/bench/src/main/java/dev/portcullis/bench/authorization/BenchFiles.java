package dev.portcullis.bench.authorization;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The texts of the benchmark, which lie beside these classes. */
final class BenchFiles {
  private BenchFiles() {}

  static String text(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(BenchFiles.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
