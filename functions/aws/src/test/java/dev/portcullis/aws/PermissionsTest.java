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
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The calls that each function is seen to make are those of its row in {@code permissions.json}, on
 * the resources that its own variables name: not one fewer, not one more.
 */
final class PermissionsTest {
  @TempDir private static Path root = Path.of("unset");
  private static KeyIssuer issuer;
  private static SlotIssuer slots;
  private static ConsoleIssuer console;
  private static WireCloud deployed;

  static List<String> functions() {
    return Handlers.NAMES;
  }

  @BeforeAll
  static void deploy() throws IOException {
    issuer = new KeyIssuer(Instant.now().getEpochSecond());
    issuer.packaged(WirePackage.in(root));
    slots = new SlotIssuer(WireCloud.value(Environment.MODEL));
    slots.packaged(WirePackage.in(root.resolve(WireCloud.SLOTS)));
    console = new ConsoleIssuer();
    console.packaged(WirePackage.in(root.resolve(WireCloud.CONSOLE)));
    console.byHand(WireScenarios.HANDED_KEY, Instant.now());
    deployed = new WireCloud(root);
  }

  @AfterAll
  static void close() {
    deployed.close();
    issuer.close();
    slots.close();
    console.close();
  }

  @ParameterizedTest
  @MethodSource("functions")
  void everyCallIsInTheTableAndEveryLineOfTheTableIsCalled(String function) {
    IamNeeds needs = new IamNeeds(Permissions.of(function));
    for (Scenario scenario : WireScenarios.of(function)) {
      for (boolean ambiguous : new boolean[] {false, true}) {
        try (WireRun run =
            new WireRun(deployed.copy(), function, scenario.backend(), CallBudget.USUAL)) {
          scenario.before().on(run);
          if (ambiguous) {
            run.function.server().faults().next(PermissionsTest::intoTheLog, new Fault.DropAfter());
          }
          for (Act act : scenario.acts()) {
            act.on(run);
          }
          needs.environment(run.function.variables());
          run.function.seen().forEach(needs::add);
        }
      }
    }
    assertEquals(Permissions.of(function).calls(), needs.calls());
  }

  private static boolean intoTheLog(WireRequest request) {
    return request.method().equals("PUT")
        && request.path().matches("/portcullis-log/(intake|quarantine)/.*");
  }
}
