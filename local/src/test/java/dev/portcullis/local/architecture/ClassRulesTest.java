package dev.portcullis.local.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What only class files tell, for every module that is built. */
final class ClassRulesTest {
  /** A port is an interface of the ports' package itself. */
  private static final String PORTS = "dev.portcullis.ports";

  private static final Set<String> MUTABLE =
      Set.of(
          "java.util.Random",
          "java.security.SecureRandom",
          "java.lang.ThreadLocal",
          "java.lang.StringBuilder",
          "java.util.ArrayList",
          "java.util.HashMap",
          "java.util.HashSet",
          "java.util.TreeMap",
          "java.util.TreeSet",
          "java.util.LinkedHashMap");

  private static JavaClasses classes;

  @BeforeAll
  static void readTheClasses() {
    List<Path> folders =
        Checkout.modules().stream()
            .map(module -> module.resolve("target/classes"))
            .filter(Files::isDirectory)
            .toList();
    classes = new ClassFileImporter().importPaths(folders);
    assertTrue(classes.size() > 300, "only " + classes.size() + " classes were judged");
  }

  @Test
  void noClassKeepsStateForTheWholeProcess() {
    List<String> wrong = new ArrayList<>();
    for (JavaClass type : classes) {
      for (JavaField field : type.getFields()) {
        boolean fixed = field.getModifiers().contains(JavaModifier.FINAL);
        boolean ours = !field.getModifiers().contains(JavaModifier.SYNTHETIC);
        if (field.getModifiers().contains(JavaModifier.STATIC)
            && ours
            && (!fixed || mutable(field.getRawType()))) {
          wrong.add(field.getFullName());
        }
      }
    }
    assertEquals(List.of(), wrong);
  }

  private static boolean mutable(JavaClass type) {
    return MUTABLE.contains(type.getName()) || type.getName().startsWith("java.util.concurrent.");
  }

  @Test
  void aPortHasOneToFourMethods() {
    List<String> wrong = new ArrayList<>();
    int ports = 0;
    for (JavaClass type : classes) {
      if (type.isInterface()
          && type.getPackageName().equals(PORTS)
          && type.isTopLevelClass()
          && !type.getSimpleName().equals("package-info")) {
        ports++;
        long methods =
            type.getMethods().stream()
                .filter(method -> !method.getModifiers().contains(JavaModifier.STATIC))
                .filter(method -> !method.getModifiers().contains(JavaModifier.SYNTHETIC))
                .count();
        if (methods < 1 || methods > 4) {
          wrong.add(type.getName() + " has " + methods);
        }
      }
    }
    assertEquals(List.of(), wrong);
    assertTrue(ports >= 7, "only " + ports + " ports were judged");
  }

  @Test
  void mostTypesCannotBeExtendedFromOutside() {
    long all = 0;
    long closed = 0;
    for (JavaClass type : classes) {
      if (type.isAnonymousClass() || type.getSimpleName().equals("package-info")) {
        continue;
      }
      all++;
      boolean open = type.getModifiers().contains(JavaModifier.PUBLIC);
      if (!open || type.getModifiers().contains(JavaModifier.FINAL)) {
        closed++;
      }
    }
    assertTrue(closed * 2 > all, closed + " of " + all);
  }

  @Test
  void onlyPortExceptionCrossesAPort() {
    List<String> wrong = new ArrayList<>();
    for (JavaClass type : classes) {
      if (type.getPackageName().startsWith(PORTS)
          && type.isAssignableTo(Throwable.class)
          && !type.getSimpleName().equals("PortException")) {
        wrong.add(type.getName());
      }
    }
    assertEquals(List.of(), wrong);
  }

  @Test
  void noTypeIsMadeByAContainer() {
    List<String> wrong = new ArrayList<>();
    for (JavaClass type : classes) {
      boolean injected =
          type.getDirectDependenciesFromSelf().stream()
              .map(dependency -> dependency.getTargetClass().getPackageName())
              .anyMatch(
                  name ->
                      name.startsWith("javax.inject")
                          || name.startsWith("jakarta.inject")
                          || name.startsWith("org.springframework")
                          || name.startsWith("com.google.inject"));
      if (injected) {
        wrong.add(type.getName());
      }
    }
    assertEquals(List.of(), wrong);
  }
}
