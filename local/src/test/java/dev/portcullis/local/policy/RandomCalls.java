package dev.portcullis.local.policy;

import dev.portcullis.authorization.AccessRequest;
import dev.portcullis.authorization.IpAddress;
import dev.portcullis.authorization.Principal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Calls of every kind, mostly near the edges of the shipped policies, some lacking a fact. */
final class RandomCalls {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private final Random random;

  RandomCalls(long seed) {
    this.random = new Random(seed);
  }

  AccessRequest next() {
    String action = one("invoke", "invoke", "send", "send", "route", "view_model", "read_audit");
    boolean using = action.equals("invoke") || action.equals("send");
    Map<String, Object> context = new HashMap<>();
    context.put("now", NOW);
    maybe(context, "sourceIp", ip());
    maybe(context, "vpcEndpoint", one("vpce-portcullis", "vpce-other"));
    if (random.nextInt(4) == 0) {
      context.put("breakGlass", one("", "incident 4711"));
    }
    if (using) {
      context.put("purpose", one("general", "coding", "search", "analysis", "hr_analysis"));
      context.put("classification", (long) random.nextInt(4));
      context.put("categories", some("salary", "health", "contracts"));
      context.put("tokens", (long) (random.nextInt(3) * 32_000 + random.nextInt(3)));
      context.put("stream", random.nextBoolean());
      context.put("tools", some("code_interpreter", "get_weather"));
      context.put("unexamined", some("image", "audio"));
      context.put("kept", some("PERSON"));
      if (action.equals("send")) {
        context.put("detected", some("US_MBI", "EMAIL_ADDRESS", "UK_NHS"));
      }
      if (random.nextInt(5) == 0) {
        context.remove(new ArrayList<>(context.keySet()).get(random.nextInt(context.size())));
      }
      if (random.nextInt(20) == 0) {
        context.put(one("purpose", "tokens", "kept", "now"), one("text", 7L, true));
      }
    }
    return new AccessRequest(
        principal(), action, resourceType(action), resource(action), attributes(), context);
  }

  private Principal principal() {
    Map<String, Object> attributes = new HashMap<>();
    maybe(attributes, "clearance", (long) random.nextInt(4));
    maybe(attributes, "residency", one("eu", "us", "ch"));
    maybe(attributes, "mfaAt", NOW.minusSeconds(random.nextInt(60_000)));
    maybe(attributes, "mayPass", some("image", "audio"));
    maybe(attributes, "grantedAt", NOW.minusSeconds(3_600L * random.nextInt(5)));
    maybe(attributes, "expiresAt", NOW.plusSeconds(1_800L * (random.nextInt(6) - 1)));
    List<String> roles =
        new ArrayList<>(some("developer", "data_scientist", "analyst", "responder"));
    if (random.nextInt(6) == 0) {
      roles.add("auditor");
    }
    return new Principal(
        one("User", "Workload", "ApiKey"), "caller", one("acme", "other"), roles, attributes, "t");
  }

  private Map<String, Object> attributes() {
    Map<String, Object> attributes = new HashMap<>();
    if (random.nextInt(5) == 0) {
      attributes.put("tenant", one("acme", "other"));
    }
    if (random.nextInt(8) == 0) {
      attributes.put("maxClassification", (long) random.nextInt(4));
    }
    return attributes;
  }

  private static String resourceType(String action) {
    return switch (action) {
      case "route" -> "Route";
      case "read_audit" -> "AuditLog";
      default -> "Model";
    };
  }

  private String resource(String action) {
    return switch (action) {
      case "route" -> one("POST /v1/chat/completions", "GET /v1/models", "GET /audit", "GET /x");
      case "read_audit" -> "main";
      default -> one("stand-in", "stand-in-large", "gpt-4o-mini", "gpt-4o", "acme-tuned", "nope");
    };
  }

  private IpAddress ip() {
    return IpAddress.parse(
            one(
                "10.1.2.3",
                "127.0.0.1",
                "::1",
                "203.0.113.9",
                "192.168.0.1",
                "fc00::1",
                "172.32.0.1"))
        .orElseThrow();
  }

  private void maybe(Map<String, Object> into, String name, Object value) {
    if (random.nextInt(3) > 0) {
      into.put(name, value);
    }
  }

  @SafeVarargs
  private <T> T one(T... of) {
    return of[random.nextInt(of.length)];
  }

  private Set<String> some(String... of) {
    Set<String> chosen = new HashSet<>();
    for (String each : of) {
      if (random.nextInt(4) == 0) {
        chosen.add(each);
      }
    }
    return chosen;
  }
}
