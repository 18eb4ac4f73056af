package dev.portcullis.aws;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.authorization.keys.KeyChange;
import dev.portcullis.aws.runtime.ChildRuntime;
import dev.portcullis.aws.wire.WireServer;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A function loads only what it needs; every further client would cost each cold start. */
final class LoadedClassesTest {

  @Test
  void theAuthorizerLoadsNoSdkAndNothingOfOtherFunctions() throws Exception {
    MemoryCloud cloud = new MemoryCloud(InstantSource.system());
    KeyChange.Issued key = cloud.newKey();
    try (WireServer server =
        new WireServer(
            new FakeAuthorizerServices(cloud.records("keys"), cloud.secrets, Deployment.SECRETS))) {
      Map<String, String> variables = Deployment.variables();
      variables.put("AWS_ENDPOINT_URL", server.uri().toString());
      List<String> loaded =
          loaded(
              AuthorizerHandler.class,
              variables,
              SampleEvents.read("authorizer", "bearer", Map.of("API_KEY", key.key().reveal())));
      assertNone(loaded, "software.amazon.awssdk.services.");
      assertNone(loaded, "software.amazon.awssdk.core.");
      assertNone(loaded, "com.fasterxml.jackson.");
      assertNone(loaded, "dev.portcullis.inference.");
      assertNone(loaded, "dev.portcullis.redaction.");
      assertNone(loaded, "dev.portcullis.limits.");
      assertNone(loaded, "com.nimbusds.");
      assertNone(loaded, "org.crac.Core");
    }
  }

  @Test
  void redactionLoadsNoSdk() throws Exception {
    List<String> loaded =
        loaded(
            RedactionHandler.class,
            Deployment.variables(),
            SampleEvents.read("redaction", "direct", Map.of()));
    assertNone(loaded, "software.amazon.awssdk.services.");
    assertNone(loaded, "software.amazon.awssdk.core.");
    assertNone(loaded, "dev.portcullis.inference.");
  }

  /** The names of all classes that a function has loaded by its first answer. */
  private static List<String> loaded(Class<?> handler, Map<String, String> variables, String event)
      throws Exception {
    try (ChildRuntime child =
        ChildRuntime.start(
            ChildRuntime.Machine.ofTests().with("-Xlog:class+load"),
            handler.getName(),
            variables)) {
      ChildRuntime.Result answer = child.invoke(event);
      assertFalse(answer.failed(), answer.body());
      child.end();
      List<String> names =
          child.lines().stream()
              .filter(line -> line.contains("[class,load]"))
              .map(line -> line.replaceFirst(".*\\] ", "").replaceFirst(" .*", ""))
              .toList();
      assertTrue(names.contains(handler.getName()), "the log of classes is read");
      return names;
    }
  }

  private static void assertNone(List<String> loaded, String prefix) {
    List<String> found = loaded.stream().filter(name -> name.startsWith(prefix)).toList();
    assertTrue(found.isEmpty(), () -> found.size() + " of " + prefix + ": " + found.get(0));
  }
}
