package dev.portcullis.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.aws.event.Fields;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each function needs exactly the variables that {@code infra/aws/permissions.json} gives it. */
final class EnvironmentTest {
  /** May be empty, or is needed by one backend only. */
  private static final Set<String> OPTIONAL =
      Set.of(
          "PORTCULLIS_WITNESS_FUNCTION",
          "PORTCULLIS_WITNESS_KEY",
          "PORTCULLIS_ADMIN_SECRET",
          "PORTCULLIS_MODEL_SECRET");

  @TestFactory
  Stream<DynamicTest> aMissingVariableEndsTheStartAndIsNamed() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (String function : Handlers.NAMES) {
      tests.add(DynamicTest.dynamicTest(function, () -> check(function)));
    }
    return tests.stream();
  }

  private static void check(String function) throws IOException {
    Set<String> given = given(function);
    Map<String, String> whole = Deployment.variables();
    whole.keySet().removeIf(name -> name.startsWith("PORTCULLIS_") && !given.contains(name));
    new Environment(whole).require(function);
    for (String name : given) {
      Map<String, String> less = Deployment.variables();
      less.put(name, "");
      boolean optional =
          OPTIONAL.contains(name)
              && !(name.endsWith("WITNESS_KEY") && function.equals("witness"))
              && !(name.endsWith("MODEL_SECRET") && function.equals("governed-call"));
      if (optional) {
        new Environment(less).require(function);
        continue;
      }
      MisconfiguredException ended =
          assertThrows(
              MisconfiguredException.class,
              () -> new Environment(less).require(function),
              function + " without " + name);
      assertTrue(ended.getMessage().contains(name), ended.getMessage());
    }
  }

  @TestFactory
  Stream<DynamicTest> aMalformedVariableIsNamedAndNotRepeated() {
    Map<String, String> bad =
        Map.of(
            "PORTCULLIS_DEPLOYMENT", "planted value",
            "PORTCULLIS_ACCOUNT", "planted",
            "PORTCULLIS_LOCK_MODE", "planted",
            "PORTCULLIS_RETENTION_DAYS", "0",
            "PORTCULLIS_BODY_BYTES", "planted",
            "PORTCULLIS_PEPPER_SECRET", "planted",
            "PORTCULLIS_MODEL_BACKEND", "planted",
            "PORTCULLIS_MODEL_ENDPOINT", "planted");
    return bad.keySet().stream()
        .map(
            name ->
                DynamicTest.dynamicTest(
                    name,
                    () -> {
                      Map<String, String> variables = Deployment.variables();
                      variables.put(name, bad.get(name));
                      MisconfiguredException ended =
                          assertThrows(
                              MisconfiguredException.class,
                              () -> new Environment(variables).require("governed-call"));
                      String message = String.valueOf(ended.getMessage());
                      assertTrue(message.contains(name) && !message.contains("planted"), message);
                    }));
  }

  private static Set<String> given(String function) throws IOException {
    String text = Files.readString(SampleEvents.root().resolve("infra/aws/permissions.json"));
    String id = "";
    for (String part : function.split("-")) {
      id += part.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + part.substring(1);
    }
    Set<String> given =
        new TreeSet<>(
            Fields.parse(text).object("functions").object(id + "Function").texts("environment"));
    assertEquals(function.equals("redaction"), given.isEmpty());
    return given;
  }
}
