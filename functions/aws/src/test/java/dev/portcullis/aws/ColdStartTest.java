package dev.portcullis.aws;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.authorization.keys.KeyChange;
import dev.portcullis.aws.runtime.ChildRuntime;
import dev.portcullis.aws.wire.WireServer;
import dev.portcullis.aws.wire.WireService;
import dev.portcullis.aws.wire.s3.FakeS3;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Prints how long functions take from the start of their process to their first answer, each in the
 * package that is deployed; see {@code cold-start.sh} beside the module's pom.
 */
@EnabledIfSystemProperty(named = "portcullis.measure", matches = ".+")
final class ColdStartTest {
  private static final int RUNS = 10;
  private static final int WARM = 6_000;
  private static final int MEASURED = 1_000;
  private static final List<String> C1 = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  @TempDir Path work;

  private final LongAdder inFakes = new LongAdder();

  private record Function(
      String name, String handler, String archive, String event, String expected, Path root) {}

  private record Column(String name, String java, String training, String cached) {}

  @Test
  void measure() throws Exception {
    MemoryCloud cloud = new MemoryCloud(InstantSource.system());
    KeyChange.Issued key = cloud.newKey();
    FakeS3 s3 = new FakeS3(InstantSource.system());
    FakeAuthorizerServices services =
        new FakeAuthorizerServices(cloud.records("keys"), cloud.secrets, Deployment.SECRETS);
    Cloud all =
        new Cloud(
            Map.of("s3", s3, "dynamodb", services, "secretsmanager", services, "sqs", services));
    WireService timed =
        request -> {
          long before = System.nanoTime();
          try {
            return all.answer(request);
          } finally {
            inFakes.add(System.nanoTime() - before);
          }
        };
    try (WireServer server = new WireServer(timed)) {
      Map<String, String> variables = Deployment.variables();
      variables.put("AWS_ENDPOINT_URL", server.uri().toString());
      Buckets.create(server.uri());
      for (Function function : functions(key)) {
        variables.put("LAMBDA_TASK_ROOT", function.root().toString());
        for (Column column : columns(function)) {
          measure(function, column, variables);
          server.forget();
        }
      }
    }
  }

  private List<Function> functions(KeyChange.Issued key) throws IOException {
    return List.of(
        new Function(
            "authorizer",
            AuthorizerHandler.class.getName(),
            "portcullis-aws-authorizer.zip",
            SampleEvents.read("authorizer", "bearer", Map.of("API_KEY", key.key().reveal())),
            "Allow",
            unpacked("portcullis-aws-authorizer.zip")),
        new Function(
            "audit writer",
            AuditWriterHandler.class.getName(),
            "portcullis-aws.zip",
            SampleEvents.read("audit-writer", "direct", Map.of()),
            "written",
            unpacked("portcullis-aws.zip")));
  }

  private List<Column> columns(Function function) {
    String here = System.getProperty("java.home") + "/bin/java";
    String later = System.getProperty("portcullis.measure") + "/bin/java";
    String cds = work.resolve(function.handler() + ".jsa").toString();
    String aot = work.resolve(function.handler() + ".aot").toString();
    return List.of(
        new Column("17 C1", here, "", ""),
        new Column(
            "17 C1+AppCDS",
            here,
            "-XX:ArchiveClassesAtExit=" + cds,
            "-XX:SharedArchiveFile=" + cds),
        new Column("25 C1", later, "", ""),
        new Column("25 C1+AOT", later, "-XX:AOTCacheOutput=" + aot, "-XX:AOTCache=" + aot));
  }

  private void measure(Function function, Column column, Map<String, String> variables)
      throws Exception {
    if (!column.training().isEmpty()) {
      try (ChildRuntime child = start(function, column, column.training(), variables)) {
        answered(function, child.invoke(function.event()));
        child.end();
        Path cache = Path.of(column.training().substring(column.training().indexOf('=') + 1));
        assertTrue(Files.exists(cache), () -> "no cache was written: " + child.lines());
      }
    }
    List<Long> wall = new ArrayList<>();
    List<Long> cpu = new ArrayList<>();
    for (int run = 0; run < RUNS; run++) {
      try (ChildRuntime child = start(function, column, column.cached(), variables)) {
        ChildRuntime.Result first = child.invoke(function.event());
        cpu.add(child.cpu().toMillis());
        wall.add(first.nanos() / 1_000_000);
        answered(function, first);
        if (run == RUNS - 1) {
          warm(function, column, child);
        }
      }
    }
    Collections.sort(wall);
    System.out.printf(
        Locale.ROOT,
        "cold  %-12s %-13s median %4d ms  min %4d  max %4d  CPU median %4d ms%n",
        function.name(),
        column.name(),
        wall.get(RUNS / 2),
        wall.get(0),
        wall.get(RUNS - 1),
        cpu.stream().sorted().toList().get(RUNS / 2));
  }

  private void warm(Function function, Column column, ChildRuntime child) throws Exception {
    for (int call = 0; call < WARM - MEASURED; call++) {
      answered(function, child.invoke(function.event()));
    }
    List<Long> took = new ArrayList<>();
    inFakes.reset();
    long cpu = child.cpu().toMillis();
    for (int call = 0; call < MEASURED; call++) {
      long before = System.nanoTime();
      answered(function, child.invoke(function.event()));
      took.add((System.nanoTime() - before) / 1_000);
    }
    Collections.sort(took);
    System.out.printf(
        Locale.ROOT,
        "warm  %-12s %-13s p50 %5d us  p99 %5d us  CPU %4d us  in the fakes %4d us%n",
        function.name(),
        column.name(),
        took.get(MEASURED / 2),
        took.get(MEASURED * 99 / 100),
        (child.cpu().toMillis() - cpu) * 1_000 / MEASURED,
        inFakes.sum() / 1_000 / MEASURED);
  }

  private static void answered(Function function, ChildRuntime.Result answer) {
    assertTrue(answer.body().contains(function.expected()), answer.body());
  }

  private static ChildRuntime start(
      Function function, Column column, String option, Map<String, String> variables)
      throws IOException {
    List<String> options = new ArrayList<>(C1);
    if (!option.isEmpty()) {
      options.add(option);
    }
    if (!column.name().startsWith("17")) {
      options.add("--enable-native-access=ALL-UNNAMED");
    }
    return ChildRuntime.start(
        new ChildRuntime.Machine(column.java(), options, classPath(function.root())),
        function.handler(),
        variables);
  }

  /** The package's jars, and behind them those of Lambda's runtime client. */
  private static String classPath(Path root) throws IOException {
    List<String> parts = new ArrayList<>();
    try (Stream<Path> jars = Files.list(root.resolve("lib"))) {
      jars.sorted().map(Path::toString).forEach(parts::add);
    }
    for (String part : System.getProperty("java.class.path").split(File.pathSeparator)) {
      if (part.contains("aws-lambda-java-runtime")
          || part.contains("aws-lambda-java-serial")
          || part.contains("utils-lite")) {
        parts.add(part);
      }
    }
    return parts.stream().collect(Collectors.joining(File.pathSeparator));
  }

  private Path unpacked(String archive) throws IOException {
    Path zip = SampleEvents.root().resolve("functions/aws/target").resolve(archive);
    Path root = Files.createDirectory(work.resolve(archive.replace(".zip", "")));
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        Path file = root.resolve(entry.getName()).normalize();
        assertTrue(file.startsWith(root), entry.getName());
        if (!entry.isDirectory()) {
          Files.createDirectories(file.getParent());
          Files.copy((InputStream) in, file);
        }
      }
    }
    return root;
  }
}
