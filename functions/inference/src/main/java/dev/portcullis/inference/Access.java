package dev.portcullis.inference;

import dev.portcullis.authorization.AccessRequest;
import dev.portcullis.authorization.CallContext;
import dev.portcullis.authorization.Decision;
import dev.portcullis.authorization.Declaration.Declared;
import dev.portcullis.authorization.PolicyDecider;
import dev.portcullis.authorization.Principal;
import dev.portcullis.authorization.RequestHead;
import dev.portcullis.redaction.json.Unexaminable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Puts a call to the policies: before its body is read, when it is parsed, and before it leaves.
 *
 * @param policies the policies in force
 * @param principal who calls
 * @param head what is known before the body
 * @param declared what the caller declares
 * @param now the time of the call; one time for all its decisions
 */
record Access(
    PolicyDecider policies, Principal principal, RequestHead head, Declared declared, Instant now) {

  /** May the caller use this route at all. */
  Decision route(Route route) {
    return ask("route", "Route", route.id(), CallContext.ofHead(head, declared, now));
  }

  /** May the caller see that a model exists. */
  Decision view(String model) {
    return ask("view_model", "Model", model, CallContext.ofHead(head, declared, now));
  }

  /** May the caller make this call, as far as its parsed body tells. */
  Decision invoke(RequestBody body, Set<String> unexamined, Set<String> kept) {
    return ask(
        "invoke",
        "Model",
        body.model(),
        CallContext.ofInvoke(head, declared, facts(body, unexamined, kept), now));
  }

  /** May the call leave, now that it is known what was found in it. */
  Decision send(RequestBody body, Set<String> unexamined, Set<String> kept, Set<String> detected) {
    return ask(
        "send",
        "Model",
        body.model(),
        CallContext.ofSend(head, declared, facts(body, unexamined, kept), detected, now));
  }

  /** The kinds of content that nothing examines, as the policies name them. */
  static Set<String> kinds(List<Unexaminable> parts) {
    Set<String> kinds = new TreeSet<>();
    for (Unexaminable part : parts) {
      kinds.add(
          switch (part.kind()) {
            case IMAGE -> "image";
            case AUDIO -> "audio";
            case FILE -> "file";
            case STORED -> "stored";
            case TOKENS, OPAQUE, UNKNOWN_PART -> "other";
          });
    }
    return kinds;
  }

  private static CallContext.Body facts(
      RequestBody body, Set<String> unexamined, Set<String> kept) {
    return new CallContext.Body(
        body.inputTokens() + body.outputTokens(), body.stream(), body.tools(), unexamined, kept);
  }

  private Decision ask(String action, String type, String id, Map<String, Object> context) {
    return policies.authorize(new AccessRequest(principal, action, type, id, Map.of(), context));
  }
}
