package dev.portcullis.redaction.score;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Lays gitleaks' cases out as files, so that gitleaks itself can be run over them: one folder a
 * case, called by its number, and in it the text under each name that some rule asks for.
 */
public final class SecretCases {
  private static final List<String> NAMES =
      List.of("case.txt", "case.php", "case.yml", "case.tf", "nuget.config");

  private SecretCases() {}

  /** Arguments: the corpus, an empty folder. */
  public static void main(String[] arguments) throws IOException {
    int number = 0;
    for (Map<String, Object> row : Corpus.read(Path.of(arguments[0]))) {
      Path folder = Files.createDirectories(Path.of(arguments[1], String.valueOf(number)));
      for (String name : NAMES) {
        Files.writeString(folder.resolve(name), (String) row.get("text"));
      }
      number++;
    }
  }
}
