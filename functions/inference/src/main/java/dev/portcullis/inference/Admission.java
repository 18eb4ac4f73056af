package dev.portcullis.inference;

import dev.portcullis.audit.record.CallRefusal.Stage;
import dev.portcullis.authorization.Decision;
import dev.portcullis.authorization.Principal;
import dev.portcullis.limits.Caller;
import dev.portcullis.limits.Grant;
import dev.portcullis.limits.Limits;
import dev.portcullis.limits.Usage;
import dev.portcullis.ports.PortException;
import dev.portcullis.redaction.Scanner;
import dev.portcullis.redaction.json.Unexaminable;
import dev.portcullis.redaction.session.Coverage;
import dev.portcullis.redaction.session.Examination;
import dev.portcullis.redaction.session.RedactionSession;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * The steps between a parsed body and a call that may be made: exact authorization, examination,
 * authorization on what was found, and the hold on the caller's budgets.
 */
final class Admission {
  private static final String USAGE = "\"stream_options\":{\"include_usage\":true},";

  private final Scanner scanner;
  private final Limits limits;
  private final RandomGenerator random;
  private final Settings settings;

  Admission(Scanner scanner, Limits limits, RandomGenerator random, Settings settings) {
    this.scanner = Objects.requireNonNull(scanner, "scanner");
    this.limits = Objects.requireNonNull(limits, "limits");
    this.random = Objects.requireNonNull(random, "random");
    this.settings = Objects.requireNonNull(settings, "settings");
  }

  Admitted admit(CallState call, Route route, RequestBody body, Principal principal, Access access)
      throws RefusedException {
    Set<String> unexamined = Access.kinds(body.unexaminable());
    Set<String> kept = settings.typesKept();
    decide(call, body, access.invoke(body, unexamined, kept), access.invoke(body, Set.of(), kept));
    RedactionSession session = new RedactionSession(scanner, random, kept);
    String redacted = redact(call, route, body, session);
    Set<String> detected = session.coverage().requestFindings().keySet();
    decide(
        call,
        body,
        access.send(body, unexamined, kept, detected),
        access.send(body, Set.of(), kept, detected));
    byte[] bytes = withUsage(redacted, route, body).getBytes(StandardCharsets.UTF_8);
    call.examined(Coverages.request(session.coverage(), bytes.length, true));
    Usage bound = new Usage(body.inputTokens(), body.outputTokens());
    return new Admitted(
        call,
        route,
        body,
        bytes,
        session,
        body.unexaminable().stream().map(Unexaminable::kind).collect(Collectors.toSet()),
        hold(principal, body, bound),
        bound);
  }

  /** Ends the hold of a call that is not made after all; it expires by itself if this fails. */
  void release(Grant.Reservation held) {
    try {
      limits.release(held);
    } catch (PortException unreleased) {
      // The hold counts as used until its windows end, which errs on the safe side.
    }
  }

  /**
   * Refuses what is not permitted.
   *
   * @param otherwise the decision if everything could be examined: if that permits, the caller
   *     learns that the content is what is wrong
   */
  private static void decide(
      CallState call, RequestBody body, Decision decision, Decision otherwise)
      throws RefusedException {
    call.decided(decision);
    if (decision.permitted()) {
      return;
    }
    if (otherwise.permitted() && !body.unexaminable().isEmpty()) {
      if (Access.kinds(body.unexaminable()).equals(Set.of("stored"))) {
        throw Refusal.of(Stage.AUTHORIZE, ErrorCode.STORED_REFERENCE).thrown();
      }
      Unexaminable first = body.unexaminable().get(0);
      throw Refusal.of(
              Stage.AUTHORIZE,
              ErrorCode.UNEXAMINABLE_CONTENT,
              "The content at "
                  + first.where()
                  + " ("
                  + String.join(", ", Access.kinds(body.unexaminable()))
                  + ") cannot be examined, and no policy lets you send it unexamined.")
          .thrown();
    }
    throw Refusal.denied(Stage.AUTHORIZE, decision).thrown();
  }

  private static String redact(
      CallState call, Route route, RequestBody body, RedactionSession session)
      throws RefusedException {
    Examination examination = session.redactJson(body.json(), route.request());
    Coverage coverage = session.coverage();
    call.examined(Coverages.request(coverage, 0, false));
    if (examination instanceof Examination.Withheld withheld) {
      throw Refusal.of(Stage.REDACT, BodyReader.code(withheld.reason())).thrown();
    }
    return ((Examination.Examined) examination).text();
  }

  /** Asks for the usage of a streamed reply, to charge the real one; the caller does not see it. */
  private static String withUsage(String redacted, Route route, RequestBody body) {
    if (route != Route.CHAT || !body.stream() || body.streamOptions()) {
      return redacted;
    }
    int brace = redacted.indexOf('{') + 1;
    return redacted.substring(0, brace) + USAGE + redacted.substring(brace);
  }

  private Grant.Reservation hold(Principal principal, RequestBody body, Usage bound)
      throws RefusedException {
    Optional<String> key =
        principal.type().equals("ApiKey") ? Optional.of(principal.id()) : Optional.empty();
    Caller caller = new Caller(key, principal.type() + "/" + principal.id(), principal.tenant());
    Grant grant;
    try {
      grant = limits.reserve(caller, body.model(), bound);
    } catch (PortException unavailable) {
      throw Refusal.of(Stage.LIMIT, ErrorCode.LIMITS_UNAVAILABLE).thrown();
    }
    if (grant instanceof Grant.Exceeded exceeded) {
      throw Refusal.limit(exceeded.limit(), exceeded.retryAfter()).thrown();
    }
    return (Grant.Reservation) grant;
  }
}
