package dev.portcullis.bench.authorization;

import dev.portcullis.authorization.AccessRequest;
import java.util.List;
import java.util.Map;

/** The engines by name. */
final class Engines {
  static final List<String> ALL = List.of("portcullis", "cedar-java", "cel");

  private Engines() {}

  static Engine load(String name, List<AccessRequest> requests) throws Exception {
    return switch (name) {
      case "portcullis" ->
          Ours.load(
              Map.of(
                  "bench.cedar", BenchFiles.text("bench.cedar"),
                  "bench.cedarschema", BenchFiles.text("bench.cedarschema")),
              requests);
      case "cedar-java" -> CedarJava.load(BenchFiles.text("bench.cedar"), requests);
      case "cel" -> Cel.load(BenchFiles.text("bench.cel"), requests);
      default -> throw new IllegalArgumentException("no engine named " + name);
    };
  }
}
