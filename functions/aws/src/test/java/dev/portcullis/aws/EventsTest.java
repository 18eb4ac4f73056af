package dev.portcullis.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.portcullis.audit.tlog.Checkpoint;
import dev.portcullis.audit.tlog.NoteSigner;
import dev.portcullis.audit.tlog.TreeHash;
import dev.portcullis.audit.witness.AddCheckpoint;
import dev.portcullis.authorization.keys.KeyChange;
import dev.portcullis.aws.wire.WireServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every file of {@code events/aws} gets the answer that is written down here. */
final class EventsTest {
  private static final Map<String, String> EXPECTED = new HashMap<>();

  static {
    expect("authorizer/api-key", "\"Effect\":\"Allow\"");
    expect("authorizer/bearer", "\"Effect\":\"Allow\"");
    expect("authorizer/private-endpoint", "\"Effect\":\"Allow\"");
    expect("authorizer/doubled-header", "\"code\":\"duplicate_authorization\"");
    expect("authorizer/no-credential", "Unauthorized");
    expect("governed-call/base64-body", "\"statusCode\":200");
    expect("governed-call/chat", "\"statusCode\":200");
    expect("governed-call/chat-stream", "\"x-portcullis-stream\":[\"buffered\"]");
    expect("governed-call/doubled-header", "duplicate_authorization");
    expect("governed-call/embeddings", "\"statusCode\":200");
    expect("governed-call/health", "\"statusCode\":200");
    expect("governed-call/model-named-twice", "model_named_twice");
    expect("governed-call/models", "stand-in");
    expect("governed-call/private-endpoint", "\"statusCode\":200");
    expect("governed-call/responses", "\"statusCode\":200");
    expect("governed-call/tool-call", "\"statusCode\":200");
    expect("governed-call/unknown-route", "\"statusCode\":404");
    expect("redaction/direct", "EMAIL_ADDRESS");
    expect("redaction/direct-json", "EMAIL_ADDRESS");
    expect("redaction/api", "\"statusCode\":200");
    expect("audit-writer/direct", "{\"written\":2}");
    expect("audit-writer/batch", "{\"batchItemFailures\":[]}");
    expect(
        "audit-writer/batch-one-unreadable",
        "{\"batchItemFailures\":[{\"itemIdentifier\":\"059f36b4-87a3-44ab-83d2-661975470001\"}]}");
    expect("sequencer/hint", "{\"batchItemFailures\":[]}");
    expect("sequencer/hints", "{\"batchItemFailures\":[]}");
    expect("sequencer/run", "\"commit\":");
    expect("sequencer/seal", "\"sealed\":");
    expect("witness/add-checkpoint", "\"status\":200");
    expect("alerts/watch", "\"read\":");
    expect("key-authority/create", "\"key\":\"");
    expect("key-authority/list", "\"keys\":[");
    expect("key-authority/show", "\"state\":\"active\"");
    expect("key-authority/rotate", "\"key\":\"");
    expect("key-authority/revoke", "\"id\":\"");
    expect("key-authority/reconcile", "{\"given_up\":[]}");
    // The token is the current version's: the rotation is done, and says so whatever is asked.
    expect("rotation/create-secret", "\"done\":true");
    expect("rotation/set-secret", "\"done\":true");
    expect("rotation/test-secret", "\"done\":true");
    expect("rotation/finish-secret", "\"done\":true");
    expect("unseal/unseal", "{\"error\":{\"code\":\"not_found\",");
    // The sample's package names nobody who issues the model's credential.
    expect("reconciler/adopt", "{\"error\":{\"code\":\"not_found\",");
    expect("reconciler/hand-over", "{\"error\":{\"code\":\"not_found\",");
    expect("reconciler/give-up", "{\"error\":{\"code\":\"refused\",");
    expect("reconciler/roll-back", "{\"error\":{\"code\":\"refused\",");
    expect("reconciler/history", "\"past\":[]");
    expect("reconciler/pause", "{\"paused\":\"digest\"}");
    expect("reconciler/plan", "\"do\":\"promote_version\"");
    expect("reconciler/resume", "{\"resumed\":\"digest\"}");
    expect("reconciler/run", "{\"rotated\":\"digest\"}");
    expect("reconciler/status", "\"strategy\":\"own_key\"");
    expect("reconciler/reconcile", "{\"reconciled\":{\"pepper\":0,\"digest\":0}}");
  }

  private static void expect(String file, String part) {
    EXPECTED.put(file, part);
  }

  @TestFactory
  Stream<DynamicTest> everyEventIsAnsweredAsWrittenDown() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (String function : Handlers.NAMES) {
      for (Path file : SampleEvents.of(function)) {
        String name = function + "/" + file.getFileName().toString().replace(".json", "");
        tests.add(DynamicTest.dynamicTest(name, () -> check(function, file, name)));
      }
    }
    assertEquals(EXPECTED.size(), tests.size(), "events and expectations");
    return tests.stream();
  }

  private static void check(String function, Path file, String name) throws Exception {
    String expected = EXPECTED.get(name);
    assertNotNull(expected, name);
    MemoryCloud cloud = new MemoryCloud(InstantSource.system());
    KeyChange.Issued key = cloud.newKey();
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    FakeAuthorizerServices services =
        new FakeAuthorizerServices(cloud.records("keys"), cloud.secrets, Deployment.SECRETS);
    try (WireServer server = new WireServer(services)) {
      Map<String, String> variables = Deployment.variables();
      variables.put("AWS_ENDPOINT_URL", server.uri().toString());
      Surroundings surroundings =
          new Surroundings(
              new Environment(variables),
              InstantSource.system(),
              SecureRandom::new,
              new PrintStream(lines, true, UTF_8));
      String event = SampleEvents.fill(file, values(cloud, key, name));
      String answer = run(Handlers.open(function, surroundings, cloud), event);
      assertTrue(answer.contains(expected), answer);
      assertTrue(services.sent().isEmpty() == !refusedByAuthorizer(name), "refusals are queued");
    }
    String written = lines.toString(UTF_8);
    assertTrue(!written.contains("planted") && !written.contains("maria.weber"), written);
  }

  private static boolean refusedByAuthorizer(String name) {
    return name.equals("authorizer/doubled-header") || name.equals("authorizer/no-credential");
  }

  private static Map<String, String> values(MemoryCloud cloud, KeyChange.Issued key, String name) {
    Map<String, String> values = new HashMap<>();
    values.put("API_KEY", key.key().reveal());
    values.put("KEY_ID", key.id());
    values.put("MODEL", name.endsWith("embeddings") ? "stand-in-embedding" : "stand-in");
    values.put("PROVIDER_KEY_ID", "key-9");
    values.put("HANDED_VERSION", "0dd0ba11-0000-4000-8000-000000000000");
    values.put("EVENT_ID", "00112233445566778899aabbccddeeff");
    values.put("ROTATION_TOKEN", "c0ffee00-0000-4000-8000-000000000000");
    values.put("ADD_CHECKPOINT", addCheckpoint(cloud, Deployment.variables()));
    return values;
  }

  static String addCheckpoint(Services cloud, Map<String, String> variables) {
    String origin = variables.get("PORTCULLIS_LOG_ORIGIN");
    NoteSigner signer =
        new NoteSigner(origin, List.of(cloud.signer(variables.get("PORTCULLIS_CHECKPOINT_KEY"))));
    Checkpoint head = new Checkpoint(origin, 0, TreeHash.empty());
    byte[] body = new AddCheckpoint(0, List.of(), signer.sign(head.text())).render();
    return Base64.getEncoder().encodeToString(body);
  }

  static String run(RequestStreamHandler handler, String event) throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    try {
      handler.handleRequest(
          new ByteArrayInputStream(event.getBytes(UTF_8)), answer, new TestContext(25_000));
    } catch (FailedInvocation failed) {
      return String.valueOf(failed.getMessage());
    }
    return answer.toString(UTF_8);
  }
}
