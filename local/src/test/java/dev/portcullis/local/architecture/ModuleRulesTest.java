package dev.portcullis.local.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Which module may name which: only upwards, and a vendor only where it belongs. */
final class ModuleRulesTest {
  private static final Pattern OURS = Pattern.compile("dev\\.portcullis\\.([a-z]+)");
  private static final Pattern IMPORT =
      Pattern.compile("(?m)^import (?:static )?([A-Za-z0-9_.]+)(?:\\.\\*)?;");
  private static final Pattern DEPENDENCY =
      Pattern.compile(
          "<artifactId>portcullis-([a-z]+)</artifactId>\\s*<version>[^<]*</version>"
              + "(\\s*<scope>test</scope>)?");

  private static final Set<String> CLOUDS = Set.of("aws", "azure", "gcp");
  private static final List<String> SDKS =
      List.of(
          "com.amazonaws",
          "software.amazon",
          "com.azure",
          "com.microsoft",
          "com.google.cloud",
          "com.google.auth",
          "com.google.api");
  private static final List<String> COMMAND =
      List.of("picocli", "com.sun.net.httpserver", "org.yaml", "com.cedarpolicy");

  @Test
  void everyModuleHasAPlaceInTheOrder() {
    for (Path module : Checkout.modules()) {
      assertTrue(Checkout.ORDER.contains(module.getFileName().toString()), module.toString());
    }
  }

  @Test
  void aModuleNamesOnlyWhatStandsAboveIt() {
    List<String> wrong = new ArrayList<>();
    int seen = 0;
    for (Checkout.Source source : Checkout.sources("main")) {
      Matcher ours = OURS.matcher(source.text());
      while (ours.find()) {
        seen++;
        if (!mayName(source.module(), ours.group(1))) {
          wrong.add(source + " names " + ours.group(1));
        }
      }
    }
    assertEquals(List.of(), wrong);
    assertTrue(seen > 1_000, "only " + seen + " names were judged");
  }

  @Test
  void aPomSaysTheSame() throws Exception {
    List<String> wrong = new ArrayList<>();
    for (Path module : Checkout.modules()) {
      String name = module.getFileName().toString();
      Matcher dependency = DEPENDENCY.matcher(Files.readString(module.resolve("pom.xml")));
      while (dependency.find()) {
        boolean test = dependency.group(2) != null;
        if (!mayName(name, dependency.group(1))
            && !(test && !CLOUDS.contains(dependency.group(1)))) {
          wrong.add(name + " depends on " + dependency.group(1));
        }
      }
    }
    assertEquals(List.of(), wrong);
  }

  @Test
  void onlyACloudNamesASdkAndOnlyItsOwn() {
    List<String> wrong = new ArrayList<>();
    for (Checkout.Source source : Checkout.sources("main")) {
      for (String imported : imports(source)) {
        boolean sdk = SDKS.stream().anyMatch(imported::startsWith);
        boolean command = COMMAND.stream().anyMatch(imported::startsWith);
        boolean mayUse =
            source.module().equals("local") || (sdk && CLOUDS.contains(source.module()));
        if ((sdk || command) && !mayUse) {
          wrong.add(source + " imports " + imported);
        }
      }
    }
    assertEquals(List.of(), wrong);
  }

  @Test
  void whatMustStartFastNamesNothingButTheJdk() {
    List<String> wrong = new ArrayList<>();
    for (Checkout.Source source : Checkout.sources("main")) {
      String path = source.path().toString();
      boolean lean =
          source.module().equals("redaction")
              || source.module().equals("ports")
              || path.contains("/authorization/engine/")
              || path.contains("/authorization/json/");
      for (String imported : lean ? imports(source) : List.<String>of()) {
        boolean allowed =
            imported.startsWith("java.")
                || imported.startsWith("javax.crypto.")
                || imported.startsWith("org.jspecify.annotations.")
                || imported.startsWith("dev.portcullis." + source.module());
        if (!allowed) {
          wrong.add(source + " imports " + imported);
        }
      }
    }
    assertEquals(List.of(), wrong);
  }

  private static List<String> imports(Checkout.Source source) {
    List<String> imports = new ArrayList<>();
    Matcher matcher = IMPORT.matcher(source.text());
    while (matcher.find()) {
      imports.add(matcher.group(1));
    }
    return imports;
  }

  /** Nothing depends on a cloud or on the laptop, and the contract suites are for tests. */
  private static boolean mayName(String module, String other) {
    if (module.equals(other)) {
      return true;
    }
    boolean leaf = CLOUDS.contains(other) || other.equals("local") || other.equals("contract");
    return !leaf && Checkout.ORDER.indexOf(other) < Checkout.ORDER.indexOf(module);
  }
}
