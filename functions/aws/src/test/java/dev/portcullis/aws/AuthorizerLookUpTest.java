package dev.portcullis.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.portcullis.aws.wire.Fault;
import dev.portcullis.aws.wire.WireRequest;
import dev.portcullis.aws.wire.WireServer;
import dev.portcullis.ports.RecordStore;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * When the authorizer cannot tell who calls, its one line says which look-up kept it from that; so
 * does a line of the governed call.
 */
final class AuthorizerLookUpTest {
  private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
  private Duration ahead = Duration.ZERO;
  private final MemoryCloud cloud = new MemoryCloud(this::now);
  private final String key = cloud.newKey().key().reveal();
  private WireServer server = unset();
  private RequestStreamHandler handler = (event, answer, context) -> {};

  private static WireServer unset() {
    try {
      return new WireServer(request -> FakeAuthorizerServices.error("unset"));
    } catch (java.io.IOException noPort) {
      throw new java.io.UncheckedIOException(noPort);
    }
  }

  private Instant now() {
    return Instant.now().plus(ahead);
  }

  @BeforeEach
  void start() throws Exception {
    server.close();
    server =
        new WireServer(
            new FakeAuthorizerServices(cloud.records("keys"), cloud.secrets, Deployment.SECRETS));
    handler = new AuthorizerHandler(surroundings(variables()));
  }

  private Map<String, String> variables() {
    Map<String, String> variables = Deployment.variables();
    variables.put("AWS_ENDPOINT_URL", server.uri().toString());
    return variables;
  }

  private Surroundings surroundings(Map<String, String> variables) {
    return new Surroundings(
        new Environment(variables),
        this::now,
        SecureRandom::new,
        new PrintStream(lines, true, UTF_8));
  }

  @AfterEach
  void noLineTellsASecret() {
    server.close();
    String told = lines.toString(UTF_8);
    assertFalse(told.contains("planted") || told.contains(key), told);
  }

  private static Predicate<WireRequest> calls(String target) {
    return request -> request.header("x-amz-target").orElse("").equals(target);
  }

  /** Every call of an operation is answered so. */
  private void answers(String target, int status, String error) {
    server
        .faults()
        .always(calls(target), new Fault.Instead(FakeAuthorizerServices.error(status, error)));
  }

  private void unavailable(String why) throws Exception {
    String event = SampleEvents.read("authorizer", "api-key", Map.of("API_KEY", key));
    assertEquals("the caller could not be checked: " + why, EventsTest.run(handler, event));
    String line =
        "\"level\":\"ERROR\",\"function\":\"authorizer\",\"message\":\"the caller could"
            + " not be checked: "
            + why;
    assertTrue(lines.toString(UTF_8).contains(line), lines.toString(UTF_8));
  }

  @Test
  void aKeysRecordThatTheTableDoesNotGive() throws Exception {
    answers("DynamoDB_20120810.GetItem", 400, "ThrottlingException");
    unavailable("THROTTLED: read a key's record: 400 ThrottlingException");
  }

  @Test
  void aTableThatIsNotThere() throws Exception {
    answers("DynamoDB_20120810.GetItem", 400, "ResourceNotFoundException");
    unavailable("MISSING: the table of keys: ResourceNotFoundException");
  }

  @Test
  void aKeysRecordThatIsDamaged() throws Exception {
    unavailable("CORRUPT: key record " + damage());
  }

  /** Damages the key's record and gives its id. */
  private String damage() {
    for (RecordStore.Versioned record : cloud.records("keys").list("keys/", "", 10)) {
      cloud.records("keys").write(record.key(), new byte[] {'{'}, record.version());
    }
    return key.split("_", -1)[2];
  }

  @Test
  void aDamagedRecordIsNamedInALineOfTheGovernedCallAndNotInItsAnswer() throws Exception {
    String id = damage();
    RequestStreamHandler call = Handlers.open("governed-call", surroundings(variables()), cloud);
    Map<String, String> values = Map.of("API_KEY", key, "MODEL", "stand-in");
    String answer = EventsTest.run(call, SampleEvents.read("governed-call", "chat", values));
    assertTrue(answer.contains("\"statusCode\":503"), answer);
    assertTrue(answer.contains("authentication_unavailable"), answer);
    assertFalse(answer.contains("CORRUPT") || answer.contains(id), answer);
    String line =
        "{\"level\":\"ERROR\",\"function\":\"governed-call\",\"message\":\"the caller could not be"
            + " checked: CORRUPT: key record "
            + id
            + "\",\"code\":\"authentication_unavailable\"}\n";
    assertEquals(line, lines.toString(UTF_8));
  }

  @Test
  void aPepperThatIsReadAgainAndNotGiven() throws Exception {
    ahead = Duration.ofMinutes(6);
    answers("secretsmanager.GetSecretValue", 400, "AccessDeniedException");
    unavailable("DENIED: read the secret pepper: 400 AccessDeniedException");
  }

  @Test
  void aLookUpAndTheQueueAtOnce() throws Exception {
    answers("DynamoDB_20120810.GetItem", 503, "InternalServerError");
    answers("AmazonSQS.SendMessage", 503, "InternalServerError");
    unavailable(
        "UNAVAILABLE: read a key's record: 503 InternalServerError; the refusal could not be"
            + " recorded");
  }
}
