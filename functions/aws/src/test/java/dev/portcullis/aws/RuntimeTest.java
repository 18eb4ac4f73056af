package dev.portcullis.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.authorization.keys.KeyChange;
import dev.portcullis.aws.runtime.ChildRuntime;
import dev.portcullis.aws.wire.WireServer;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The authorizer and redaction, which need no SDK, under Lambda's real runtime client. */
final class RuntimeTest {

  @Test
  void theAuthorizerAnswersTwiceInOneProcess() throws Exception {
    MemoryCloud cloud = new MemoryCloud(InstantSource.system());
    KeyChange.Issued key = cloud.newKey();
    try (WireServer server = server(cloud);
        ChildRuntime child = ChildRuntime.start(AuthorizerHandler.class, variables(server))) {
      Map<String, String> values = Map.of("API_KEY", key.key().reveal());
      String permitted = SampleEvents.read("authorizer", "bearer", values);
      for (int call = 0; call < 2; call++) {
        ChildRuntime.Result answer = child.invoke(permitted);
        assertFalse(answer.failed(), answer.body());
        assertTrue(answer.body().contains("\"Effect\":\"Allow\""), answer.body());
      }
      ChildRuntime.Result refused =
          child.invoke(SampleEvents.read("authorizer", "no-credential", values));
      assertTrue(refused.failed());
      assertTrue(refused.body().contains("\"errorMessage\":\"Unauthorized\""), refused.body());
    }
  }

  @Test
  void aStartWithoutAVariableEndsAndNamesIt() throws Exception {
    MemoryCloud cloud = new MemoryCloud(InstantSource.system());
    try (WireServer server = server(cloud)) {
      Map<String, String> variables = variables(server);
      variables.remove("PORTCULLIS_KEY_TABLE");
      try (ChildRuntime child = ChildRuntime.start(AuthorizerHandler.class, variables)) {
        ChildRuntime.Result start = child.result();
        assertTrue(start.failed());
        assertTrue(start.body().contains("PORTCULLIS_KEY_TABLE is not set"), start.body());
      }
    }
  }

  @Test
  void aRestoredFunctionWhoseHooksDoNotRunReadsItsOwn() throws Exception {
    MemoryCloud cloud = new MemoryCloud(InstantSource.system());
    KeyChange.Issued key = cloud.newKey();
    try (WireServer server = server(cloud)) {
      Map<String, String> variables = variables(server);
      variables.put("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
      ChildRuntime.Machine without = ChildRuntime.Machine.ofTests().without(ChildRuntime.HOOKS);
      try (ChildRuntime child =
          ChildRuntime.start(without, AuthorizerHandler.class.getName(), variables)) {
        child.checkpoint();
        assertEquals(List.of(), server.seen(), "before the snapshot nothing is read");
        child.restore();
        assertAllowed(child, key);
      }
    }
  }

  private static void assertAllowed(ChildRuntime child, KeyChange.Issued key) throws Exception {
    ChildRuntime.Result answer =
        child.invoke(
            SampleEvents.read("authorizer", "api-key", Map.of("API_KEY", key.key().reveal())));
    assertTrue(answer.body().contains("\"Effect\":\"Allow\""), answer.body());
  }

  @Test
  void aSnapshotHasNoSecretAndARestoredFunctionReadsItsOwn() throws Exception {
    MemoryCloud cloud = new MemoryCloud(InstantSource.system());
    KeyChange.Issued key = cloud.newKey();
    try (WireServer server = server(cloud)) {
      Map<String, String> variables = variables(server);
      variables.put("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
      try (ChildRuntime child = ChildRuntime.start(AuthorizerHandler.class, variables)) {
        child.checkpoint();
        assertEquals(List.of(), server.seen(), "before the snapshot nothing is read");
        child.restore();
        assertAllowed(child, key);
      }
    }
  }

  private static WireServer server(MemoryCloud cloud) throws java.io.IOException {
    return new WireServer(
        new FakeAuthorizerServices(cloud.records("keys"), cloud.secrets, Deployment.SECRETS));
  }

  private static Map<String, String> variables(WireServer server) {
    Map<String, String> variables = Deployment.variables();
    variables.put("AWS_ENDPOINT_URL", server.uri().toString());
    return variables;
  }
}
