package dev.portcullis.aws.packages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PackedZipTest {
  private static final long MOST = 100_000;

  @TempDir Path work;

  @Test
  void everyFileOfEveryJarIsKept() throws IOException {
    Map<String, byte[]> jar = jar();
    Map<String, byte[]> content = content(jar);
    Map<String, byte[]> packed = read(PackedZip.packed(zip(content), MOST));
    assertEquals(
        List.of("lib/", "policies/a.cedar", "lib/a.jar", "lib/portcullis-aws.jar"),
        List.copyOf(packed.keySet()));
    assertArrayEquals(content.get("policies/a.cedar"), packed.get("policies/a.cedar"));
    assertEquals(texts(jar), texts(read(packed.get("lib/a.jar"))));
    assertEquals(
        Map.of("dev/", "", "dev/A.class", "own"),
        texts(read(packed.get("lib/portcullis-aws.jar"))));
  }

  @Test
  void aJarIsStoredItsManifestFirstAndLikeBesideLike() throws IOException {
    byte[] jar = read(PackedZip.packed(zip(content(jar())), MOST)).get("lib/a.jar");
    List<String> names = new ArrayList<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(jar))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        names.add(entry.getName());
        assertEquals(ZipEntry.STORED, entry.getMethod(), entry.getName());
      }
    }
    assertEquals(
        List.of(
            "META-INF/",
            "META-INF/MANIFEST.MF",
            "META-INF/LICENSE",
            "META-INF/services/a.Service",
            "a/GetResponse.class",
            "a/PutResponse.class",
            "a/GetRequest.class",
            "a/PutRequest.class"),
        names);
    try (JarInputStream in = new JarInputStream(new ByteArrayInputStream(jar))) {
      assertEquals("true", in.getManifest().getMainAttributes().getValue("Multi-Release"));
    }
  }

  @Test
  void theSameFilesInAnotherOrderGiveTheSameJar() throws IOException {
    byte[] one = PackedZip.packed(zip(content(jar())), MOST);
    byte[] two = PackedZip.packed(zip(content(new TreeMap<>(jar()).descendingMap())), MOST);
    assertArrayEquals(one, two);
  }

  @Test
  void aPackageThatIsTooLargeIsNotLeft() throws IOException {
    Path from = Files.write(work.resolve("from.zip"), zip(content(jar())));
    Path to = work.resolve("to.zip");
    PackedZip.main(new String[] {from.toString(), to.toString(), "100000"});
    String size = Long.toString(Files.size(to));
    PackedZip.main(new String[] {from.toString(), to.toString(), size});
    String less = Long.toString(Files.size(to) - 1);
    assertThrows(
        IllegalStateException.class,
        () -> PackedZip.main(new String[] {from.toString(), to.toString(), less}));
    assertFalse(Files.exists(to));
  }

  private static Map<String, byte[]> jar() {
    Map<String, byte[]> jar = new LinkedHashMap<>();
    jar.put("a/GetRequest.class", "get".getBytes(UTF_8));
    jar.put("a/GetResponse.class", "got".getBytes(UTF_8));
    jar.put("a/PutRequest.class", "put".repeat(100).getBytes(UTF_8));
    jar.put("a/PutResponse.class", new byte[0]);
    jar.put("META-INF/", new byte[0]);
    jar.put("META-INF/services/a.Service", "a.Get".getBytes(UTF_8));
    jar.put("META-INF/LICENSE", "licence".getBytes(UTF_8));
    jar.put(
        "META-INF/MANIFEST.MF", "Manifest-Version: 1.0\nMulti-Release: true\n\n".getBytes(UTF_8));
    return jar;
  }

  private static Map<String, byte[]> content(Map<String, byte[]> jar) throws IOException {
    Map<String, byte[]> content = new LinkedHashMap<>();
    content.put("dev/", new byte[0]);
    content.put("dev/A.class", "own".getBytes(UTF_8));
    content.put("lib/", new byte[0]);
    content.put("policies/a.cedar", "permit".getBytes(UTF_8));
    content.put("lib/a.jar", zip(jar));
    return content;
  }

  private static byte[] zip(Map<String, byte[]> entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        out.putNextEntry(new ZipEntry(entry.getKey()));
        out.write(entry.getValue());
        out.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  private static Map<String, byte[]> read(byte[] zip) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        entries.put(entry.getName(), in.readAllBytes());
      }
    }
    return entries;
  }

  private static Map<String, String> texts(Map<String, byte[]> entries) {
    Map<String, String> texts = new TreeMap<>();
    entries.forEach((name, bytes) -> texts.put(name, new String(bytes, UTF_8)));
    return texts;
  }
}
