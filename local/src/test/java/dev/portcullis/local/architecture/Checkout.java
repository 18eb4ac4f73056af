package dev.portcullis.local.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The checkout that these tests judge: its modules and their sources. */
final class Checkout {
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  /** In the order of the architecture: a module depends on ports and on what stands above it. */
  static final List<String> ORDER =
      List.of(
          "ports",
          "contract",
          "authorization",
          "redaction",
          "screening",
          "audit",
          "limits",
          "alerts",
          "rotation",
          "compliance",
          "models",
          "oversight",
          "assurance",
          "inference",
          "aws",
          "azure",
          "gcp",
          "local");

  private Checkout() {}

  /**
   * A source file.
   *
   * @param module the module's folder name
   * @param path relative to the checkout
   * @param lines its lines
   */
  record Source(String module, Path path, List<String> lines) {
    String text() {
      return String.join("\n", lines);
    }

    @Override
    public String toString() {
      return path.toString();
    }
  }

  /** The folders of all modules; every one is in the order above. */
  static List<Path> modules() {
    List<Path> modules = new ArrayList<>();
    try (Stream<Path> folders = Files.list(ROOT.resolve("functions"))) {
      folders.filter(folder -> Files.exists(folder.resolve("pom.xml"))).forEach(modules::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    modules.add(ROOT.resolve("local"));
    modules.sort(null);
    return modules;
  }

  /** The Java files of all modules below {@code src/main/java} or {@code src/test/java}. */
  static List<Source> sources(String part) {
    List<Source> sources = new ArrayList<>();
    for (Path module : modules()) {
      Path folder = module.resolve("src").resolve(part).resolve("java");
      if (!Files.isDirectory(folder)) {
        continue;
      }
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.filter(f -> f.toString().endsWith(".java")).sorted().toList()) {
          sources.add(
              new Source(
                  module.getFileName().toString(),
                  ROOT.relativize(file),
                  Files.readAllLines(file, StandardCharsets.UTF_8)));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return sources;
  }
}
