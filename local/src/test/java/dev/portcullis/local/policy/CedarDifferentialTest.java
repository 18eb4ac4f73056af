package dev.portcullis.local.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.authorization.AccessRequest;
import dev.portcullis.authorization.Decision;
import dev.portcullis.authorization.PolicyDecider;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Our evaluator and Cedar's own decide alike, with the same policies and the same errors. */
class CedarDifferentialTest {
  private static final long SEED = Long.getLong("portcullis.differential.seed", 20261124L);
  private static final int CALLS = Integer.getInteger("portcullis.differential.calls", 2_000);

  private static final int POLICIES = 4;
  private static final int CALLS_A_SET = 20;

  @Test
  void everyRandomCallIsDecidedAsCedarDecidesIt() throws Exception {
    Map<String, String> files = PolicyCheck.read(Path.of("..", "infra", "policies"));
    PolicyDecider decider = new PolicyDecider();
    assertInstanceOf(PolicyDecider.Reload.Loaded.class, decider.reload(CaseRun.policies(files)));
    CedarOracle oracle = new CedarOracle(files);
    RandomCalls calls = new RandomCalls(SEED);
    Map<String, Integer> seen = new TreeMap<>();
    for (int i = 0; i < CALLS; i++) {
      AccessRequest request = calls.next();
      Decision decision = decider.authorize(request);
      String ours = decision.reason() + " " + decision.policies();
      assertEquals(oracle.answer(request), ours, "seed " + SEED + ", call " + i + ": " + request);
      seen.merge(decision.reason().name(), 1, Integer::sum);
    }
    System.out.println(CALLS + " calls, 0 disagreements: " + seen);
    assertTrue(seen.size() >= 4, "too few kinds of answers: " + seen);
  }

  @Test
  void everyRandomCallIsDecidedAsCedarDecidesItByGeneratedPolicies() throws Exception {
    Map<String, String> shipped = PolicyCheck.read(Path.of("..", "infra", "policies"));
    shipped.keySet().removeIf(name -> name.endsWith(".cedar"));
    RandomPolicies policies = new RandomPolicies(SEED);
    RandomCalls calls = new RandomCalls(SEED);
    Map<String, Integer> seen = new TreeMap<>();
    for (int done = 0; done < CALLS; done += CALLS_A_SET) {
      Map<String, String> files = new TreeMap<>(shipped);
      files.put("generated.cedar", policies.file(POLICIES));
      PolicyDecider decider = new PolicyDecider();
      PolicyDecider.Reload reload = decider.reload(CaseRun.policies(files));
      assertInstanceOf(PolicyDecider.Reload.Loaded.class, reload, () -> "seed " + SEED + reload);
      CedarOracle oracle = new CedarOracle(files);
      for (int i = done; i < done + CALLS_A_SET; i++) {
        AccessRequest request = calls.next();
        Decision decision = decider.authorize(request);
        String ours = decision.reason() + " " + decision.policies();
        String at = "seed " + SEED + ", call " + i + ": " + request + " by " + files;
        assertEquals(oracle.answer(request), ours, at);
        seen.merge(decision.reason().name(), 1, Integer::sum);
      }
    }
    System.out.println(CALLS + " calls by generated policies, 0 disagreements: " + seen);
    assertTrue(seen.size() >= 5, "too few kinds of answers: " + seen);
  }
}
