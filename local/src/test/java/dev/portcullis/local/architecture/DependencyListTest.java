package dev.portcullis.local.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Whether {@code dependencies.txt} tells what is really used. */
final class DependencyListTest {
  /** Widest first: an artifact is listed with the widest place that any pom gives it. */
  private static final List<String> WIDTH = List.of("function", "command", "test", "build");

  private static final Set<String> SHIPPABLE =
      Set.of("Apache-2.0", "MIT", "MIT-0", "BSD-2-Clause", "BSD-3-Clause");
  private static final Set<String> NOT_SHIPPED =
      Set.of("Apache-2.0", "MIT", "BSD-3-Clause", "EPL-2.0", "LGPL-2.1", "GPL-2.0-CE");

  private final Map<String, DependencyList.Line> listed = DependencyList.read();

  @Test
  void everyLineSaysWhereUnderWhichLicenceAndWhy() {
    List<String> wrong = new ArrayList<>();
    for (DependencyList.Line line : listed.values()) {
      boolean shipped = line.where().equals("function") || line.where().equals("command");
      boolean good =
          WIDTH.contains(line.where())
              && (shipped ? SHIPPABLE : NOT_SHIPPED).contains(line.licence())
              && !line.why().isBlank();
      if (!good) {
        wrong.add(line.toString());
      }
    }
    assertEquals(List.of(), wrong);
  }

  @Test
  void everythingThatAPomAsksForIsListedWithItsVersionAndPlace() throws Exception {
    List<String> wrong = new ArrayList<>();
    List<Poms.Use> uses = Poms.uses();
    assertTrue(uses.size() > 20, "only " + uses.size() + " uses were judged");
    for (Poms.Use use : uses) {
      DependencyList.Line line = listed.get(use.artifact());
      if (line == null) {
        wrong.add(use.artifact() + " of " + use.module() + "/pom.xml is not listed");
      } else if (WIDTH.indexOf(line.where()) > WIDTH.indexOf(place(use))) {
        wrong.add(use.artifact() + " is listed as " + line.where() + ", not " + place(use));
      }
    }
    assertEquals(List.of(), wrong);
  }

  @Test
  void everythingOnThisClassPathIsListed() {
    List<String> wrong = new ArrayList<>();
    Set<String> resolved = resolved();
    assertTrue(resolved.size() > 15, "only " + resolved.size() + " artifacts were judged");
    for (String artifact : resolved) {
      if (!listed.containsKey(artifact)) {
        wrong.add(artifact);
      }
    }
    assertEquals(List.of(), wrong);
  }

  @Test
  void noVersionIsOpen() throws Exception {
    Pattern open = Pattern.compile(".*(SNAPSHOT|LATEST|RELEASE|[\\[(,$]|:null|:)$.*");
    assertEquals(
        List.of(),
        Poms.uses().stream()
            .map(Poms.Use::artifact)
            .filter(artifact -> open.matcher(artifact).matches())
            .toList());
  }

  private static String place(Poms.Use use) {
    if (use.scope().equals("plugin") || use.scope().equals("provided")) {
      return "build";
    }
    boolean test =
        use.scope().equals("test")
            || use.module().equals("local/bench")
            || use.module().equals("functions/contract");
    return test ? "test" : use.module().startsWith("functions/") ? "function" : "command";
  }

  /** The artifacts whose jars lie in a Maven repository: group folders, name, version, jar. */
  private static Set<String> resolved() {
    Set<String> resolved = new TreeSet<>();
    for (String entry :
        System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator), -1)) {
      Path jar = Path.of(entry);
      if (!entry.endsWith(".jar") || jar.getNameCount() < 4 || !inRepository(jar)) {
        continue;
      }
      String version = jar.getParent().getFileName().toString();
      String name = jar.getParent().getParent().getFileName().toString();
      String classifier =
          jar.getFileName().toString().replace(name + "-" + version, "").replace(".jar", "");
      String group = group(jar.getParent().getParent().getParent());
      if (!group.equals("dev.portcullis") && !group.startsWith("org.apache.maven.surefire")) {
        resolved.add(
            group
                + ":"
                + name
                + (classifier.isEmpty() ? "" : ":" + classifier.substring(1))
                + ":"
                + version);
      }
    }
    return resolved;
  }

  private static boolean inRepository(Path jar) {
    String version = jar.getParent().getFileName().toString();
    String name = jar.getParent().getParent().getFileName().toString();
    return jar.getFileName().toString().startsWith(name + "-" + version);
  }

  /** The group's folders, from the first that is a top-level domain on. */
  private static String group(Path folder) {
    Set<String> tops = Set.of("com", "org", "io", "net", "info", "dev");
    for (int i = 0; i < folder.getNameCount(); i++) {
      if (tops.contains(folder.getName(i).toString())) {
        return folder.subpath(i, folder.getNameCount()).toString().replace(File.separatorChar, '.');
      }
    }
    return folder.toString();
  }
}
