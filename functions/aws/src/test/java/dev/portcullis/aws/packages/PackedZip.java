package dev.portcullis.aws.packages;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Packs a function's package so that it is small and starts fast, and changes no byte of any file
 * in it. The jars hold their entries stored, so each jar is compressed as one and a start inflates
 * no class; entries with like endings stand together, for they compress better so; and the
 * function's own classes are a jar too, which is searched faster than folders and may be in a cache
 * of classes. The same input gives the same package.
 *
 * <p>The build runs it from its source, with nothing on the class path: see the module's pom.
 */
final class PackedZip {
  /** The order and the times of entries mean nothing, but two builds must agree. */
  private static final LocalDateTime ALWAYS = LocalDateTime.of(1980, 2, 1, 0, 0);

  private static final String OWN = "lib/portcullis-aws.jar";

  private static final Comparator<String> LIKE_BESIDE_LIKE =
      Comparator.comparing(PackedZip::rank)
          .thenComparing(PackedZip::folder)
          .thenComparing(PackedZip::backwards);

  private PackedZip() {}

  /** Packs: the package to read, the one to write, and the most bytes it may have. */
  public static void main(String[] args) throws IOException {
    Path to = Path.of(args[1]);
    Files.deleteIfExists(to);
    Files.write(to, packed(Files.readAllBytes(Path.of(args[0])), Long.parseLong(args[2])));
  }

  /**
   * The same package, packed.
   *
   * @throws IllegalStateException if it is larger than that
   */
  static byte[] packed(byte[] zip, long most) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(zip.length);
    Map<String, byte[]> own = new HashMap<>();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      out.setLevel(Deflater.BEST_COMPRESSION);
      for (Map.Entry<String, byte[]> entry : entries(zip).entrySet()) {
        String name = entry.getKey();
        if (name.endsWith(".jar")) {
          put(out, name, stored(entries(entry.getValue())), false);
        } else if (name.startsWith("lib/") || name.startsWith("policies/")) {
          put(out, name, entry.getValue(), false);
        } else {
          own.put(name, entry.getValue());
        }
      }
      put(out, OWN, stored(own), false);
    }
    if (bytes.size() > most) {
      throw new IllegalStateException(
          "the package has " + bytes.size() + " bytes and may have " + most);
    }
    return bytes.toByteArray();
  }

  private static byte[] stored(Map<String, byte[]> files) throws IOException {
    TreeMap<String, byte[]> sorted = new TreeMap<>(LIKE_BESIDE_LIKE);
    sorted.putAll(files);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> entry : sorted.entrySet()) {
        put(out, entry.getKey(), entry.getValue(), true);
      }
    }
    return bytes.toByteArray();
  }

  private static Map<String, byte[]> entries(byte[] zip) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (InputStream bytes = new ByteArrayInputStream(zip);
        ZipInputStream in = new ZipInputStream(bytes)) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        if (entries.put(entry.getName(), in.readAllBytes()) != null) {
          throw new IllegalStateException("two entries are called " + entry.getName());
        }
      }
    }
    return entries;
  }

  private static void put(ZipOutputStream out, String name, byte[] bytes, boolean stored)
      throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(ALWAYS);
    if (stored || name.endsWith("/")) {
      CRC32 sum = new CRC32();
      sum.update(bytes);
      entry.setMethod(ZipEntry.STORED);
      entry.setSize(bytes.length);
      entry.setCrc(sum.getValue());
    }
    out.putNextEntry(entry);
    out.write(bytes);
    out.closeEntry();
  }

  /** Some readers look for a jar's manifest at its beginning and nowhere else. */
  private static int rank(String name) {
    return name.equals("META-INF/") ? 0 : name.equals("META-INF/MANIFEST.MF") ? 1 : 2;
  }

  private static String folder(String name) {
    return name.substring(0, name.lastIndexOf('/') + 1);
  }

  private static String backwards(String name) {
    return new StringBuilder(name).reverse().toString();
  }
}
