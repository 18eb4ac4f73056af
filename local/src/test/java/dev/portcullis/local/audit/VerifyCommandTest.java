package dev.portcullis.local.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.portcullis.audit.log.Cosigners;
import dev.portcullis.audit.tlog.Cosignature;
import dev.portcullis.contract.memory.MemorySigner;
import dev.portcullis.ports.Signer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The offline verifier as an auditor runs it, over files. */
final class VerifyCommandTest {
  private static final long SEED = Long.getLong("audit.seed", 20261126);
  private static final int FLIPS = Integer.getInteger("audit.flips", 4);

  @TempDir private Path folder;
  private FileLog log;

  @BeforeEach
  void aLog() throws IOException {
    log = new FileLog(folder.resolve("data"));
    log.grow(40, 20);
    log.grow(230, 115);
    log.seal();
    log.grow(30, 30);
  }

  @Test
  void aLogThatNobodyTouchedIsVerified() {
    Ran ran = verify();
    assertEquals(0, ran.code(), ran.out());
    assertTrue(ran.out().contains("entries   300 in 3 commits and 5 sealed batches"), ran.out());
    assertTrue(ran.out().endsWith("verified" + System.lineSeparator()), ran.out());
  }

  @Test
  void nothingIsWrittenWhereTheLogIs() throws IOException {
    List<Path> before = log.files();
    try (Stream<Path> all = Files.walk(log.data)) {
      for (Path folder : all.filter(Files::isDirectory).toList()) {
        assertTrue(folder.toFile().setWritable(false));
      }
    }
    assertEquals(0, verify().code());
    assertEquals(before, log.files());
    try (Stream<Path> all = Files.walk(log.data)) {
      for (Path folder : all.filter(Files::isDirectory).toList()) {
        assertTrue(folder.toFile().setWritable(true));
      }
    }
  }

  @Test
  void anyOneFlippedBitInAnyFileIsNamed() throws IOException {
    Random random = new Random(SEED);
    int flipped = 0;
    for (Path file : log.files()) {
      byte[] good = Files.readAllBytes(file);
      for (int round = 0; round < FLIPS; round++) {
        int bit = random.nextInt(good.length * 8);
        byte[] bad = good.clone();
        bad[bit / 8] ^= (byte) (1 << bit % 8);
        Files.write(file, bad);
        Ran ran = verify();
        String what = log.name(file) + " bit " + bit + " seed " + SEED + ": " + ran.out();
        assertEquals(1, ran.code(), what);
        assertTrue(ran.out().contains(" " + log.name(file) + ": "), what);
        flipped++;
      }
      Files.write(file, good);
    }
    assertEquals(0, verify().code());
    System.out.printf(
        Locale.ROOT, "%,d flipped bits in %d files, each named%n", flipped, log.files().size());
  }

  @Test
  void anyFileThatIsGoneIsNoticed() throws IOException {
    for (Path file : log.files()) {
      Path away = folder.resolve("away");
      Files.move(file, away);
      Ran ran = verify();
      String name = log.name(file);
      // A note may be missing after a crash, a hint and an older partial tile at any time; without
      // its key a log cannot be checked at all.
      boolean optional =
          name.startsWith("~retention/") || name.startsWith("hint/") || name.contains(".p/");
      int expected = name.equals("log.vkey") ? 2 : 1;
      assertTrue(ran.code() == expected || optional && ran.code() == 0, name + ran.out());
      if (expected == 1 && !optional) {
        assertTrue(ran.out().contains(" " + name + ": "), name + ": " + ran.out());
      }
      Files.move(away, file, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  @Test
  void aBareCopyIsVerifiedWithTheKeyAlone() throws IOException {
    Path copy = bare();
    Ran ran = Ran.audit(folder, "verify", copy.toString(), "--key", key());
    assertEquals(0, ran.code(), ran.out());
  }

  @Test
  void aLogBehindAWebServerIsVerifiedBareOrAsItLies() throws Exception {
    HttpServer server = serve(folder);
    bare();
    try {
      for (String path : List.of("bare", "data")) {
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/" + path;
        Ran good = Ran.audit(folder, "verify", url, "--key", key());
        assertEquals(0, good.code(), good.out());
        assertTrue(good.out().contains("hours     1 sealed"), good.out());
        assertTrue(good.out().contains("unlisted"), good.out());
      }
      flip(folder.resolve("bare/commit/000000000001"));
      String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/bare";
      Ran bad = Ran.audit(folder, "verify", url, "--key", key());
      assertEquals(1, bad.code());
      assertTrue(bad.out().contains("CHANGED commit/000000000001: "), bad.out());
      assertEquals(2, Ran.audit(folder, "verify", url).code());
    } finally {
      server.stop(0);
    }
  }

  @Test
  void aLogThatWasCutBackDoesNotContinueTheKeptCheckpoint() throws IOException {
    Path kept = Files.copy(log.data.resolve("public/checkpoint"), folder.resolve("kept"));
    assertEquals(0, verify("--kept", kept.toString()).code());
    FileLog shorter = new FileLog(folder.resolve("shorter"));
    Files.copy(
        log.data.resolve("keys/log/signing-key"),
        shorter.data.resolve("keys/log/signing-key"),
        StandardCopyOption.REPLACE_EXISTING);
    shorter = new FileLog(folder.resolve("shorter"));
    shorter.grow(40, 20);
    String cut = shorter.data.toString();
    assertEquals(0, Ran.audit(folder, "verify", cut).code());
    assertForked(Ran.audit(folder, "verify", cut, "--kept", kept.toString()));
    shorter.skip(1);
    shorter.grow(400, 77);
    assertEquals(0, Ran.audit(folder, "verify", cut).code());
    assertForked(Ran.audit(folder, "verify", cut, "--kept", kept.toString()));
  }

  private static void assertForked(Ran ran) {
    assertEquals(1, ran.code());
    assertTrue(ran.out().contains("FORKED checkpoint: "), ran.out());
  }

  @Test
  void aCheckpointWithoutItsWitnessesIsUnsigned() throws IOException {
    MemorySigner witness = MemorySigner.create(Signer.Algorithm.ED25519, "w");
    Path keys =
        FileLog.vkeys(folder.resolve("witness.vkey"), List.of(Cosignature.key("w1", witness)));
    assertEquals(1, verify("--witness", keys.toString()).code());
    Cosigners signs =
        new Cosigners() {
          @Override
          public Answer cosign(dev.portcullis.audit.tlog.SignedNote note) {
            return new Answer(
                List.of(Cosignature.sign("w1", witness, Instant.ofEpochSecond(9), note.text())),
                true);
          }

          @Override
          public boolean enough(dev.portcullis.audit.tlog.SignedNote note) {
            return true;
          }
        };
    log.grow(1, 1, signs);
    assertEquals(0, verify("--witness", keys.toString()).code());
    assertEquals(1, verify("--witness", keys.toString(), "--quorum", "2").code());
  }

  @Test
  void theReportIsJsonOnRequest() throws IOException {
    assertTrue(verify("--json").out().startsWith("{\"log\":\"" + FileLog.ORIGIN));
    flip(log.data.resolve("worm/commit/000000000002"));
    Ran ran = verify("--json");
    assertEquals(1, ran.code());
    assertTrue(ran.out().contains("\"verified\":false"), ran.out());
    assertTrue(ran.out().contains("\"object\":\"commit/000000000002\""), ran.out());
  }

  @Test
  void aDirectoryWithoutALogIsNotVerified() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertEquals(1, Ran.audit(folder, "verify", empty.toString(), "--key", key()).code());
    assertEquals(2, Ran.audit(folder, "verify", folder.resolve("none").toString()).code());
  }

  @Test
  void aMaliciousObjectNameReadsNothingOutsideTheLog() {
    assertFalse(OpenLog.directory(log.data).view().stored("../keys/log/signing-key").isPresent());
    assertFalse(OpenLog.directory(log.data).view().stored("/etc/hostname").isPresent());
  }

  private Ran verify(String... more) {
    String[] arguments = Stream.concat(Stream.of("verify"), Stream.of(more)).toArray(String[]::new);
    return Ran.audit(log.data, arguments);
  }

  private String key() {
    return log.data.resolve("log.vkey").toString();
  }

  private static void flip(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
  }

  private Path bare() throws IOException {
    Path copy = folder.resolve("bare");
    for (String part : List.of("worm", "public")) {
      Path from = log.data.resolve(part);
      try (Stream<Path> all = Files.walk(from)) {
        for (Path file : all.filter(Files::isRegularFile).toList()) {
          Path to = copy.resolve(from.relativize(file).toString());
          Files.createDirectories(to.getParent());
          Files.copy(file, to);
        }
      }
    }
    return copy;
  }

  private static HttpServer serve(Path root) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          Path file = root.resolve(exchange.getRequestURI().getPath().substring(1));
          byte[] body = Files.isRegularFile(file) ? Files.readAllBytes(file) : new byte[0];
          exchange.sendResponseHeaders(
              Files.isRegularFile(file) ? 200 : 404, body.length == 0 ? -1 : body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    return server;
  }
}
