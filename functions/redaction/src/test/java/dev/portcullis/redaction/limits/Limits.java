package dev.portcullis.redaction.limits;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Every number that the engine's classes declare, and every part of its settable limits. */
final class Limits {
  private static final String ROOT = "dev.portcullis.redaction.";
  private static final List<String> SETTABLE = List.of("Budget", "json.JsonLimits");

  private Limits() {}

  /** By name, such as {@code detect.View.GAP}; a settable limit has its default's value. */
  static Map<String, Long> declared() {
    Map<String, Long> found = new TreeMap<>();
    try (Stream<Path> files = Files.walk(classes())) {
      files
          .map(file -> classes().relativize(file).toString())
          .filter(name -> name.endsWith(".class") && !name.endsWith("package-info.class"))
          .map(name -> name.substring(0, name.length() - 6).replace('/', '.').replace('\\', '.'))
          .filter(name -> !name.equals("module-info"))
          .forEach(name -> add(type(name), found));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (String name : SETTABLE) {
      addComponents(type(ROOT + name), name, found);
    }
    return found;
  }

  private static Path classes() {
    try {
      return Path.of(
          dev.portcullis.redaction.Scanner.class
              .getProtectionDomain()
              .getCodeSource()
              .getLocation()
              .toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Class<?> type(String name) {
    try {
      return Class.forName(name, false, Limits.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void add(Class<?> type, Map<String, Long> found) {
    for (Field field : type.getDeclaredFields()) {
      boolean constant =
          Modifier.isStatic(field.getModifiers()) && Modifier.isFinal(field.getModifiers());
      boolean number = field.getType().isPrimitive() && field.getType() != boolean.class;
      if (constant && number && !field.getName().equals("serialVersionUID")) {
        String name = type.getName().substring(ROOT.length()).replace('$', '.');
        found.put(name + "." + field.getName(), value(field));
      }
    }
  }

  private static long value(Field field) {
    try {
      field.setAccessible(true);
      Object value = field.get(null);
      return value instanceof Character c ? c : ((Number) value).longValue();
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void addComponents(Class<?> type, String name, Map<String, Long> found) {
    try {
      Object standard = type.getField("DEFAULT").get(null);
      for (RecordComponent component : type.getRecordComponents()) {
        Number value = (Number) component.getAccessor().invoke(standard);
        found.put(name + "." + component.getName(), value.longValue());
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
