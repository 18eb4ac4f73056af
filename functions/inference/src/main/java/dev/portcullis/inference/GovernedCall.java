package dev.portcullis.inference;

import dev.portcullis.audit.record.AuditRecord;
import dev.portcullis.audit.record.CallFacts;
import dev.portcullis.audit.record.CallFacts.Operation;
import dev.portcullis.audit.record.CallIntent;
import dev.portcullis.audit.record.CallRefusal.Stage;
import dev.portcullis.audit.record.Digests;
import dev.portcullis.audit.record.Examined;
import dev.portcullis.audit.record.RedactionFinding;
import dev.portcullis.audit.record.RedactionFinding.Direction;
import dev.portcullis.audit.record.SessionAuthorized;
import dev.portcullis.audit.record.TraceContext;
import dev.portcullis.authorization.Authentication;
import dev.portcullis.authorization.Authentication.Authenticated;
import dev.portcullis.authorization.Authentication.Rejected;
import dev.portcullis.authorization.Authenticator;
import dev.portcullis.authorization.Decision;
import dev.portcullis.authorization.Declaration;
import dev.portcullis.authorization.Declaration.Declared;
import dev.portcullis.authorization.PolicyDecider;
import dev.portcullis.authorization.Principal;
import dev.portcullis.inference.reply.ReplyJson;
import dev.portcullis.limits.Limits;
import dev.portcullis.ports.Model;
import dev.portcullis.ports.PortException;
import dev.portcullis.redaction.Scanner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Answers every request, governed: authenticated, authorized on its route and on its parsed body,
 * examined, recorded before and after the model is called; whatever fails is refused and the
 * refusal recorded.
 *
 * <p>The steps stand in {@link #governed} in their order. {@code GET /healthz} needs no credential
 * and leaves no record; paths outside {@code /v1} do not exist. Safe for concurrent use.
 */
public final class GovernedCall {
  private final Authenticator authenticator;
  private final PolicyDecider policies;
  private final Admission admission;
  private final CallLog log;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Settings settings;
  private final ModelCall modelCall;
  private final Refusals refusals;

  /**
   * The governed call over what one deployment has.
   *
   * @param authenticator tells who calls
   * @param policies decides what they may do
   * @param scanner finds personal data and secrets
   * @param limits holds and charges requests, tokens and spend
   * @param models the model behind a name that the policies approved
   * @param log makes records durable
   * @param clock the time of decisions and records
   * @param random a {@code SecureRandom} in production: makes request ids and placeholders
   * @param settings limits of this deployment
   */
  public GovernedCall(
      Authenticator authenticator,
      PolicyDecider policies,
      Scanner scanner,
      Limits limits,
      Function<String, Model> models,
      CallLog log,
      InstantSource clock,
      RandomGenerator random,
      Settings settings) {
    this.authenticator = Objects.requireNonNull(authenticator, "authenticator");
    this.policies = Objects.requireNonNull(policies, "policies");
    this.admission = new Admission(scanner, limits, random, settings);
    this.log = Objects.requireNonNull(log, "log");
    this.clock = Objects.requireNonNull(clock, "clock");
    this.random = Objects.requireNonNull(random, "random");
    this.settings = Objects.requireNonNull(settings, "settings");
    this.refusals = new Refusals(log);
    this.modelCall =
        new ModelCall(
            Objects.requireNonNull(models, "models"),
            settings,
            new ReplyJson(),
            new Outcomes(log, limits, clock));
  }

  /** Answers one request; never throws for what the request holds or what a port answers. */
  public void handle(Inbound request, Outbound answer) {
    String requestId = requestId();
    String path = request.head().path();
    try {
      if (path.equals("/healthz")) {
        health(answer, requestId);
      } else if (!path.startsWith("/v1/")) {
        ErrorCode code = ErrorCode.UNKNOWN_ROUTE;
        answer.send(
            code.status(),
            ErrorAnswer.headers("application/problem+json", requestId),
            ErrorAnswer.problem(code, requestId));
      } else {
        govern(new CallState(facts(request, requestId)), request, answer);
      }
    } catch (IOException callerGone) {
      // The call is recorded; there is nobody left to tell.
    }
  }

  private void health(Outbound answer, String requestId) throws IOException {
    boolean ready = !policies.policyVersion().isEmpty();
    String body = ready ? "{\"status\":\"ok\"}" : "{\"status\":\"no policies are loaded\"}";
    answer.send(
        ready ? 200 : 503,
        ErrorAnswer.headers(ErrorAnswer.JSON, requestId),
        body.getBytes(StandardCharsets.UTF_8));
  }

  private void govern(CallState call, Inbound request, Outbound answer) throws IOException {
    Refusal refusal;
    try {
      governed(call, request, answer);
      return;
    } catch (RefusedException refused) {
      refusal = refused.refusal();
    } catch (RuntimeException | StackOverflowError failed) {
      // The cause may quote the request, so only that something failed is known.
      refusal = Refusal.of(Stage.PARSE, ErrorCode.INTERNAL_ERROR);
    }
    refusals.refuse(call, refusal, answer);
  }

  private void governed(CallState call, Inbound request, Outbound answer)
      throws RefusedException, IOException {
    Principal principal = authenticate(call, request);
    Route route = route(request);
    Access access =
        new Access(policies, principal, request.head(), declared(request), call.facts().received());
    permit(call, Stage.ROUTE, access.route(route));
    if (route == Route.MODELS) {
      list(call, access, answer);
      return;
    }
    RequestBody body = read(call, request, route, access.declared());
    Admitted admitted = admission.admit(call, route, body, principal, access);
    intend(admitted);
    // From here on the call ends in an outcome, never in a refusal.
    modelCall.run(admitted, answer);
  }

  private Principal authenticate(CallState call, Inbound request) throws RefusedException {
    Authentication who = authenticator.authenticate(request.head());
    if (who instanceof Rejected rejected) {
      throw Refusal.unauthenticated(rejected).thrown();
    }
    Principal principal = ((Authenticated) who).principal();
    try {
      call.learn(call.facts().withCaller(log.caller(principal)));
    } catch (PortException noPseudonym) {
      throw Refusal.of(Stage.AUTHENTICATE, ErrorCode.AUDIT_UNAVAILABLE).thrown();
    }
    return principal;
  }

  private static Route route(Inbound request) throws RefusedException {
    Optional<Route> route = Route.of(request.head());
    if (route.isEmpty()) {
      throw Refusal.of(Stage.ROUTE, ErrorCode.UNKNOWN_ROUTE).thrown();
    } else if (!route.get().method().equals(request.head().method())) {
      throw Refusal.of(Stage.ROUTE, ErrorCode.METHOD_NOT_ALLOWED).thrown();
    }
    return route.get();
  }

  private static Declared declared(Inbound request) throws RefusedException {
    Declaration declaration = Declaration.of(request.head());
    if (declaration instanceof Declaration.Malformed malformed) {
      throw Refusal.of(
              Stage.PARSE,
              ErrorCode.INVALID_DECLARATION,
              "The header " + malformed.header() + " is malformed. " + malformed.fix())
          .thrown();
    }
    return (Declared) declaration;
  }

  private static void permit(CallState call, Stage stage, Decision decision)
      throws RefusedException {
    call.decided(decision);
    if (!decision.permitted()) {
      throw Refusal.denied(stage, decision).thrown();
    }
  }

  private void list(CallState call, Access access, Outbound answer)
      throws RefusedException, IOException {
    CallFacts facts = call.facts();
    record(
        List.of(
            new SessionAuthorized(
                facts.requestId(),
                facts.received(),
                facts.caller().orElseThrow(),
                facts.origin(),
                call.decision().orElseThrow())));
    answer.send(
        200,
        ErrorAnswer.headers(ErrorAnswer.JSON, facts.requestId()),
        ModelList.of(policies, access));
  }

  private RequestBody read(CallState call, Inbound request, Route route, Declared declared)
      throws RefusedException {
    byte[] bytes;
    try {
      bytes = request.body().read(settings.mostBodyBytes() + 1);
    } catch (IOException gone) {
      throw Refusal.of(Stage.PARSE, ErrorCode.CLIENT_GONE).thrown();
    }
    RequestBody body = BodyReader.read(request, bytes, route, settings);
    Digests.Running digest = log.digests().running("body");
    digest.update(bytes, 0, bytes.length);
    Map<String, Object> known = policies.facts("Model", body.model());
    CallFacts.Target target =
        new CallFacts.Target(
            Optional.of(body.model()),
            Optional.ofNullable(known.get("provider")).map(Object::toString),
            Optional.of(declared.purpose()),
            Optional.ofNullable(known.get("region")).map(Object::toString),
            Optional.empty());
    call.learn(call.facts().withBody(digest.finish(), body.stream(), target));
    return body;
  }

  private void intend(Admitted admitted) throws RefusedException {
    boolean recorded = false;
    try {
      record(intent(admitted));
      recorded = true;
    } finally {
      if (!recorded) {
        admission.release(admitted.held());
      }
    }
  }

  private List<AuditRecord> intent(Admitted admitted) {
    CallState call = admitted.state();
    Digests.Running sent = log.digests().running("body");
    sent.update(admitted.redacted(), 0, admitted.redacted().length);
    Examined request = call.request().orElseThrow();
    List<AuditRecord> records = new ArrayList<>();
    records.add(
        new CallIntent(call.facts(), call.decision().orElseThrow(), request, sent.finish()));
    if (request.found() > 0) {
      records.add(new RedactionFinding(call.facts(), clock.instant(), Direction.REQUEST, request));
    }
    return records;
  }

  private void record(List<AuditRecord> records) throws RefusedException {
    try {
      log.append(records);
    } catch (PortException unrecorded) {
      throw Refusal.of(Stage.INTENT, ErrorCode.AUDIT_UNAVAILABLE).thrown();
    }
  }

  private CallFacts facts(Inbound request, String requestId) {
    Instant now = clock.instant();
    return new CallFacts(
        requestId,
        now,
        Route.of(request.head()).map(Route::recorded).orElse(Operation.UNKNOWN),
        false,
        Optional.empty(),
        log.origin(request.head().sourceIp(), request.head().vpcEndpoint()),
        request.head().single("traceparent").map(TraceContext::parse).orElse(TraceContext.none()),
        CallFacts.Target.unknown(),
        Optional.empty());
  }

  private String requestId() {
    byte[] id = new byte[12];
    random.nextBytes(id);
    return "req_" + HexFormat.of().formatHex(id);
  }
}
