package dev.portcullis.bench.authorization;

import dev.portcullis.authorization.AccessRequest;
import dev.portcullis.authorization.Principal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Prints what a decision costs by the number of policies, of which all but the 21 of the benchmark
 * are about somebody else's model; and, to compare, when every policy can match.
 */
public final class SizesBench {
  private static final int ROUNDS = 20;

  private SizesBench() {}

  /** Runs it. */
  public static void main(String[] args) throws Exception {
    List<AccessRequest> requests = Requests.random(11, 200);
    List<AccessRequest> owners = new ArrayList<>();
    for (int i = 0; i < requests.size(); i++) {
      owners.add(ofOwner(requests.get(i), i));
    }
    System.out.println("policies   load ms   p50 us (one of many matches)   p50 us (all match)");
    for (int policies : new int[] {10, 100, 1_000, 10_000}) {
      long start = System.nanoTime();
      Engine narrow = load(policies, owners, "principal == User::\"owner-%d\"");
      double load = (System.nanoTime() - start) / 1e6;
      Engine wide = load(policies, owners, "principal is User");
      System.out.printf(
          "%8d %9.1f %30.2f %20.2f%n",
          policies, load, p50(narrow, owners.size()), p50(wide, owners.size()));
    }
  }

  private static AccessRequest ofOwner(AccessRequest request, int number) {
    Principal who = request.principal();
    return new AccessRequest(
        new Principal(
            "User",
            "owner-" + number % 10,
            who.tenant(),
            who.roles(),
            who.attributes(),
            who.authenticatedBy()),
        request.action(),
        request.resourceType(),
        request.resourceId(),
        request.resourceAttributes(),
        request.context());
  }

  private static Engine load(int policies, List<AccessRequest> requests, String principal)
      throws Exception {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < policies; i++) {
      text.append("@id(\"o").append(i).append("\") permit (");
      text.append(principal.replace("%d", Integer.toString(i)));
      text.append(", action, resource) when { context.vpcEndpoint != \"vpce-9\" };\n");
    }
    return Ours.load(
        Map.of(
            "sizes.cedar", text.toString(),
            "bench.cedarschema", BenchFiles.text("bench.cedarschema")),
        requests);
  }

  private static double p50(Engine engine, int requests) throws Exception {
    long[] nanos = new long[ROUNDS * requests];
    for (int round = -ROUNDS; round < ROUNDS; round++) {
      for (int i = 0; i < requests; i++) {
        long start = System.nanoTime();
        engine.permits(i);
        if (round >= 0) {
          nanos[round * requests + i] = System.nanoTime() - start;
        }
      }
    }
    Arrays.sort(nanos);
    return nanos[nanos.length / 2] / 1_000.0;
  }
}
