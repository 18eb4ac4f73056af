package dev.portcullis.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.authorization.PolicyDecider;
import dev.portcullis.authorization.PolicyFiles;
import dev.portcullis.authorization.keys.KeyChange;
import dev.portcullis.aws.signed.MadeUp;
import dev.portcullis.aws.wire.WireServer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

/** A rehearsal goes all the way, and leaves nothing behind. */
final class RehearsalTest {
  private static final List<String> MADE =
      List.of(
          "aws.signed.MadeUp",
          "aws.signed.JsonService",
          "aws.signed.Credentials",
          "aws.signed.SignatureV4",
          "aws.signed.SignatureV4$Derived",
          "aws.RouteAuthorizer",
          "authorization.keys.ApiKeyVerifier");

  private final Rehearsal rehearsal = new Rehearsal(InstantSource.system());

  private static PolicyDecider shipped() {
    PolicyDecider decider = new PolicyDecider();
    decider.reload(PolicyFiles.read(SampleEvents.root().resolve("infra/policies")));
    return decider;
  }

  @Test
  void itIsPermittedByTheShippedPoliciesSoEveryStepOfACallIsRehearsed() throws Exception {
    String answer = new String(rehearsal.answer(shipped()), UTF_8);
    assertTrue(answer.contains("\"Effect\":\"Allow\""), answer);
  }

  @Test
  void policiesThatDenyItAreNoFailure() throws Exception {
    String answer = new String(rehearsal.answer(new PolicyDecider()), UTF_8);
    assertTrue(answer.contains("\"Effect\":\"Deny\""), answer);
  }

  @Test
  void nothingOfItIsKept() throws Exception {
    rehearsal.answer(shipped());
    rehearsal.signature();
    String living = living();
    assertTrue(living.contains("java.lang.String"), "the list of what lives is read");
    for (String type : MADE) {
      assertFalse(living.contains(" dev.portcullis." + type + "\n"), type);
    }
  }

  /** The classes of all objects that a collection leaves. */
  private static String living() throws Exception {
    Object histogram =
        ManagementFactory.getPlatformMBeanServer()
            .invoke(
                new ObjectName("com.sun.management:type=DiagnosticCommand"),
                "gcClassHistogram",
                new Object[] {new String[0]},
                new String[] {String[].class.getName()});
    return String.valueOf(histogram).replaceAll(" +\\(.*\\)", "").replaceAll(" +\n", "\n");
  }

  @Test
  void itsKeyIsRefusedByADeployment() throws Exception {
    MemoryCloud cloud = new MemoryCloud(InstantSource.system());
    KeyChange.Issued key = cloud.newKey();
    assertNotEquals(MadeUp.KEY, key.key().reveal());
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    try (WireServer server =
        new WireServer(
            new FakeAuthorizerServices(cloud.records("keys"), cloud.secrets, Deployment.SECRETS))) {
      Map<String, String> variables = Deployment.variables();
      variables.put("AWS_ENDPOINT_URL", server.uri().toString());
      AuthorizerHandler handler =
          new AuthorizerHandler(
              new Surroundings(
                  new Environment(variables),
                  InstantSource.system(),
                  SecureRandom::new,
                  new PrintStream(lines, true, UTF_8)));
      String refused =
          EventsTest.run(
              handler, SampleEvents.read("authorizer", "bearer", Map.of("API_KEY", MadeUp.KEY)));
      assertFalse(refused.contains("Allow"), refused);
      String allowed =
          EventsTest.run(
              handler,
              SampleEvents.read("authorizer", "bearer", Map.of("API_KEY", key.key().reveal())));
      assertTrue(allowed.contains("\"Effect\":\"Allow\""), allowed);
    }
    assertFalse(lines.toString(UTF_8).contains("rehears"), lines.toString(UTF_8));
  }
}
