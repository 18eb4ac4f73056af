package dev.portcullis.authorization.cases;

import dev.portcullis.authorization.CallContext;
import dev.portcullis.authorization.Declaration;
import dev.portcullis.authorization.RequestHead;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The call that cases start from: nothing in it is a reason to forbid it. */
final class UnremarkableCall {
  private UnremarkableCall() {}

  /** The context of an action, complete as the governed call sends it; a fresh, mutable map. */
  static Map<String, Object> context(String action) {
    RequestHead head =
        new RequestHead(
            "POST", "/v1/chat/completions", Map.of(), Optional.of("10.1.2.3"), Optional.empty());
    Declaration.Declared declared =
        new Declaration.Declared("general", 1, Set.of(), Optional.empty());
    CallContext.Body body = new CallContext.Body(1_000, false, Set.of(), Set.of(), Set.of());
    Instant now = Instant.parse("2026-11-24T12:00:00Z");
    return switch (action) {
      case "invoke" -> CallContext.ofInvoke(head, declared, body, now);
      case "send" -> CallContext.ofSend(head, declared, body, Set.of(), now);
      default -> CallContext.ofHead(head, declared, now);
    };
  }
}
