package dev.portcullis.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.audit.log.IntakeBatch;
import dev.portcullis.audit.read.LogRecord;
import dev.portcullis.audit.record.Quarantine;
import dev.portcullis.audit.record.WormQuarantine;
import dev.portcullis.audit.tlog.TreeHash;
import dev.portcullis.aws.event.Fields;
import dev.portcullis.aws.kms.KmsKeyWrapping;
import dev.portcullis.aws.wire.FakeKms;
import dev.portcullis.aws.wire.WireIdentity;
import dev.portcullis.aws.wire.WireServer;
import dev.portcullis.aws.wire.s3.FakeS3;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import dev.portcullis.ports.WormStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.kms.KmsClient;

/**
 * A governed call whose records are too long for the log, over S3's and KMS's wire and with no more
 * than its role may do: the log has envelopes, and the records are in quarantine.
 */
final class QuarantineTest {
  private static final String MODEL = WireCloud.LONG_NAME;

  @TempDir Path root = Path.of("unset");
  private final MemoryCloud cloud = new MemoryCloud(InstantSource.system());
  private final FakeS3 s3 = new FakeS3(InstantSource.system());
  private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
  private final Map<String, String> variables = Deployment.variables();
  private final WireServer server;
  private final KmsClient kms;

  QuarantineTest() throws IOException {
    server = new WireServer(new Cloud(Map.of("s3", s3, "kms", new FakeKms())));
    kms = WireIdentity.clients(server.uri()).build(KmsClient.builder());
  }

  @BeforeEach
  void aModelWithALongName() throws IOException {
    Buckets.create(server.uri());
    variables.put("AWS_ENDPOINT_URL", server.uri().toString());
    variables.put("PORTCULLIS_SUBJECT_KEY", kms.createKey().keyMetadata().arn());
    variables.put("LAMBDA_TASK_ROOT", root.toString());
    Path policies = Files.createDirectory(root.resolve("policies"));
    try (Stream<Path> files = Files.list(SampleEvents.root().resolve("infra/policies"))) {
      for (Path file : files.toList()) {
        Files.copy(file, policies.resolve(file.getFileName()));
      }
    }
    Path models = policies.resolve("models.entities.json");
    Files.writeString(
        models, Files.readString(models).replace("\"stand-in\"", "\"" + MODEL + "\""));
    s3.policy(new Role("GovernedCallFunction")::allows);
  }

  @AfterEach
  void stop() {
    kms.close();
    server.close();
  }

  @Test
  void theLogHasEnvelopesAndWhoeverHasTheKeyTheRecords() throws IOException {
    String answer = call();
    assertTrue(answer.contains("\"statusCode\":200"), answer.replace(MODEL, "MODEL"));
    s3.policy((action, resource) -> true);
    // Intent and outcome name the model; what was found in the request does not.
    List<LogRecord> envelopes =
        records().stream()
            .filter(one -> one.tree().text("unmapped", "unparsed", "object").isPresent())
            .toList();
    assertEquals(2, envelopes.size());
    for (LogRecord envelope : envelopes) {
      Quarantine.Kept kept = kept(envelope);
      assertTrue(kept.object().startsWith("quarantine/"), kept.object());
      WormStore.Entry object = log().versions(kept.object()).get(0).entry();
      Duration locked = Duration.between(Instant.now(), object.retainUntil().orElseThrow());
      assertEquals(184, locked.plusMinutes(1).toDays());
      byte[] sealed = log().get(kept.object()).orElseThrow();
      assertFalse(new String(sealed, UTF_8).contains("namename"));
      byte[] whole = quarantine(variables.get("PORTCULLIS_SUBJECT_KEY")).open(id(envelope), kept);
      assertEquals(envelope.eventId(), LogRecord.parse(0, whole).eventId());
      assertTrue(new String(whole, UTF_8).contains(MODEL));
    }
  }

  @Test
  void anotherKeyOpensNothing() throws IOException {
    call();
    s3.policy((action, resource) -> true);
    LogRecord envelope = records().get(0);
    WormQuarantine other = quarantine(kms.createKey().keyMetadata().arn());
    PortException refused =
        assertThrows(PortException.class, () -> other.open(id(envelope), kept(envelope)));
    assertEquals(Code.MISSING, refused.code());
  }

  @Test
  void aCallThatCannotBeKeptIsNotMade() throws IOException {
    Role role = new Role("GovernedCallFunction");
    s3.policy((action, on) -> role.allows(action, on) && !on.contains("/quarantine/"));
    String answer = call();
    assertFalse(answer.contains("\"statusCode\":200"), answer);
    assertEquals(List.of(), cloud.model.calls());
    assertFalse(lines.toString(UTF_8).contains("namename"), lines.toString(UTF_8));
  }

  private String call() throws IOException {
    Map<String, String> values = new HashMap<>();
    values.put("API_KEY", cloud.newKey().key().reveal());
    values.put("MODEL", MODEL);
    Services services = MixedServices.of(cloud, sdk(), Set.of("log", "wrapping"));
    return EventsTest.run(
        Handlers.open("governed-call", surroundings(), services),
        SampleEvents.read("governed-call", "chat", values));
  }

  private Surroundings surroundings() {
    return new Surroundings(
        new Environment(variables),
        InstantSource.system(),
        SecureRandom::new,
        new PrintStream(lines, true, UTF_8));
  }

  private SdkServices sdk() {
    return new SdkServices(
        surroundings(), "governed-call", WireIdentity::credentials, Optional.empty());
  }

  private WormStore log() {
    return sdk().log("portcullis-log", Environment.LockMode.GOVERNANCE);
  }

  private WormQuarantine quarantine(String key) {
    return new WormQuarantine(
        log(),
        new KmsKeyWrapping(kms, key, Set.of()),
        new SecureRandom(),
        InstantSource.system(),
        Duration.ofDays(1));
  }

  private List<LogRecord> records() {
    List<LogRecord> records = new ArrayList<>();
    WormStore log = log();
    for (WormStore.Entry entry : log.list("intake/", "", 100)) {
      byte[] stored = log.get(entry.key()).orElseThrow();
      IntakeBatch batch = IntakeBatch.parse(stored, new TreeHash());
      for (int i = 0; i < batch.size(); i++) {
        records.add(LogRecord.parse(records.size(), batch.entry(i)));
      }
    }
    return records;
  }

  private static String id(LogRecord envelope) {
    return envelope.eventId();
  }

  private static Quarantine.Kept kept(LogRecord envelope) {
    return new Quarantine.Kept(
        envelope.tree().text("unmapped", "unparsed", "object").orElseThrow(),
        envelope.tree().text("unmapped", "unparsed", "sha256").orElseThrow());
  }

  /** What {@code infra/aws/permissions.json} lets a function do in the log's bucket. */
  private record Role(String function) {
    boolean allows(String action, String resource) {
      try {
        String file = Files.readString(SampleEvents.root().resolve("infra/aws/permissions.json"));
        Fields calls = Fields.parse(file).object("functions").object(function).object("calls");
        return calls.has(action)
            && calls.texts(action).stream()
                .map(on -> on.replace("LogBucket", "portcullis-log"))
                .anyMatch(
                    on ->
                        on.endsWith("/*")
                            ? resource.startsWith(on.substring(0, on.length() - 1))
                            : resource.equals(on));
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }
}
