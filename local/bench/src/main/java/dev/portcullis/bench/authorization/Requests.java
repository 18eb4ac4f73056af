package dev.portcullis.bench.authorization;

import dev.portcullis.authorization.AccessRequest;
import dev.portcullis.authorization.IpAddress;
import dev.portcullis.authorization.Principal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Random requests of the benchmark: about a third permitted, most of them model calls. */
final class Requests {
  private static final long NOW = 1_795_500_000L;

  private Requests() {}

  static List<AccessRequest> random(long seed, int count) {
    Random random = new Random(seed);
    List<AccessRequest> requests = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      requests.add(request(random, i));
    }
    return requests;
  }

  private static AccessRequest request(Random random, int number) {
    String action =
        random.nextInt(3) > 0 ? "invoke" : one(random, "view_model", "tune_model", "read_audit");
    Principal principal =
        new Principal(
            one(random, "User", "Workload"),
            "caller-" + random.nextInt(200),
            one(random, "acme", "acme", "acme", "other"),
            List.of(
                one(random, "developer", "data_scientist", "analyst", "auditor", "responder"),
                one(random, "developer", "admin")),
            Map.of(
                "clearance",
                (long) random.nextInt(4),
                "residency",
                one(random, "eu", "us"),
                "mfaAt",
                NOW - random.nextInt(50_000)),
            "bench");
    Map<String, Object> context = new HashMap<>();
    context.put("now", NOW);
    context.put("vpcEndpoint", one(random, "vpce-1", "vpce-2", "vpce-3", "vpce-3", "vpce-9"));
    Map<String, Object> resource = new HashMap<>();
    resource.put("tenant", one(random, "", "", "acme", "other"));
    boolean log = action.equals("read_audit");
    if (!log) {
      resource.put("jurisdiction", one(random, "eu", "us"));
      resource.put("selfHosted", random.nextBoolean());
      resource.put("maxClassification", 1L + random.nextInt(3));
      resource.put("approved", Set.of("general", "coding", one(random, "analysis", "hr_analysis")));
    }
    if (action.equals("invoke")) {
      String source = "10.1." + random.nextInt(256) + "." + number % 256;
      context.put("sourceIp", IpAddress.parse(source).orElseThrow());
      context.put("purpose", one(random, "general", "coding", "analysis", "hr_analysis"));
      context.put("classification", (long) random.nextInt(3));
      context.put("tokens", (long) random.nextInt(40_000));
    }
    return new AccessRequest(
        principal,
        action,
        log ? "AuditLog" : "Model",
        log ? "main" : "model-" + random.nextInt(20),
        resource,
        context);
  }

  private static String one(Random random, String... of) {
    return of[random.nextInt(of.length)];
  }
}
