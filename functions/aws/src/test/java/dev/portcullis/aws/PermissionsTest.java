package dev.portcullis.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portcullis.aws.WireScenarios.Act;
import dev.portcullis.aws.WireScenarios.Scenario;
import dev.portcullis.aws.sdk.CallBudget;
import dev.portcullis.aws.wire.Fault;
import dev.portcullis.aws.wire.WireRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The calls that each function is seen to make are those of its row in {@code permissions.json}, on
 * the resources that its own variables name: not one fewer, not one more.
 */
final class PermissionsTest {
  @TempDir Path root = Path.of("unset");
  private KeyIssuer issuer = null;

  static Stream<String> functions() {
    return Handlers.NAMES.stream();
  }

  @BeforeEach
  void pack() throws IOException {
    issuer = new KeyIssuer(Instant.now().getEpochSecond());
    issuer.packaged(WirePackage.in(root));
  }

  @AfterEach
  void close() {
    issuer.close();
  }

  @ParameterizedTest
  @MethodSource("functions")
  void everyCallIsInTheTableAndEveryLineOfTheTableIsCalled(String function) {
    IamNeeds needs = null;
    for (Scenario scenario : WireScenarios.of(function)) {
      for (boolean ambiguous : new boolean[] {false, true}) {
        try (WireRun run = new WireRun(root, function, scenario.backend(), CallBudget.USUAL)) {
          IamNeeds known = needs == null ? new IamNeeds(run.function.variables()) : needs;
          needs = known;
          scenario.before().on(run);
          if (ambiguous) {
            run.function.server().faults().next(PermissionsTest::intoTheLog, new Fault.DropAfter());
          }
          for (Act act : scenario.acts()) {
            System.out.println(scenario + ": " + act.on(run));
          }
          run.function.seen().forEach(known::add);
          System.out.println(run.function.lines());
        }
      }
    }
    assertEquals(Permissions.of(function).calls(), needs.calls());
  }

  private static boolean intoTheLog(WireRequest request) {
    return request.method().equals("PUT") && request.path().startsWith("/portcullis-log/intake/");
  }
}
