package dev.portcullis.bench.authorization;

import dev.cel.bundle.CelFactory;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelRuntime;
import dev.portcullis.authorization.AccessRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * CEL: one compiled program a policy, a host that combines permits and forbids, and inputs that are
 * made before the clock starts. Every rule is asked, because a record names all that decided.
 */
final class Cel {
  private record Rule(boolean permit, CelRuntime.Program program) {}

  private Cel() {}

  static Engine load(String policies, List<AccessRequest> requests) throws Exception {
    MapType record = MapType.create(SimpleType.STRING, SimpleType.DYN);
    dev.cel.bundle.Cel cel =
        CelFactory.plannerCelBuilder()
            .addVar("principal", record)
            .addVar("action", SimpleType.STRING)
            .addVar("resource", record)
            .addVar("context", record)
            .build();
    List<Rule> rules = new ArrayList<>();
    for (String line : policies.lines().toList()) {
      boolean permit = line.startsWith("permit ");
      CelRuntime.Program program =
          cel.createProgram(cel.compile(line.substring("permit ".length())).getAst());
      rules.add(new Rule(permit, program));
    }
    List<Map<String, Object>> inputs = requests.stream().map(Cel::input).toList();
    return number -> {
      Map<String, Object> input = inputs.get(number);
      int permits = 0;
      int forbids = 0;
      for (Rule rule : rules) {
        if ((Boolean) rule.program().eval(input)) {
          permits += rule.permit() ? 1 : 0;
          forbids += rule.permit() ? 0 : 1;
        }
      }
      return permits > 0 && forbids == 0;
    };
  }

  private static Map<String, Object> input(AccessRequest request) {
    Map<String, Object> principal = new HashMap<>(request.principal().attributes());
    principal.put("type", request.principal().type());
    principal.put("tenant", request.principal().tenant());
    principal.put("roles", request.principal().roles());
    Map<String, Object> context = new HashMap<>(request.context());
    context.computeIfPresent("sourceIp", (name, address) -> address.toString());
    Map<String, Object> resource = new HashMap<>(request.resourceAttributes());
    resource.computeIfPresent("approved", (name, set) -> List.copyOf((java.util.Set<?>) set));
    return Map.of(
        "principal",
        principal,
        "action",
        request.action(),
        "resource",
        resource,
        "context",
        context);
  }
}
