package dev.portcullis.aws;

import dev.portcullis.audit.record.CallRefusal.Kind;
import dev.portcullis.audit.record.CallRefusal.Stage;
import dev.portcullis.authorization.AccessRequest;
import dev.portcullis.authorization.Authentication;
import dev.portcullis.authorization.Authentication.Authenticated;
import dev.portcullis.authorization.Authentication.Rejected;
import dev.portcullis.authorization.Authenticator;
import dev.portcullis.authorization.CallContext;
import dev.portcullis.authorization.Decision;
import dev.portcullis.authorization.Declaration;
import dev.portcullis.authorization.Declaration.Declared;
import dev.portcullis.authorization.PolicyDecider;
import dev.portcullis.authorization.Principal;
import dev.portcullis.authorization.RejectionCode;
import dev.portcullis.authorization.RequestHead;
import dev.portcullis.aws.event.AuthorizerAnswer;
import dev.portcullis.aws.event.AuthorizerEvent;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * May this caller use this route: permitted only by a policy that says so; every refusal is in the
 * audit queue before it is answered, and one that cannot be recorded is answered as "not now".
 *
 * <p>It sees no body. The governed call decides again on the parsed one.
 */
final class RouteAuthorizer {
  /** API Gateway answers 401 to this message and to no other. */
  private static final String UNAUTHORIZED = "Unauthorized";

  private static final String UNAVAILABLE = "the caller could not be checked";

  private final Authenticator authenticator;
  private final PolicyDecider policies;
  private final RefusalRecords records;
  private final InstantSource clock;

  RouteAuthorizer(
      Authenticator authenticator,
      PolicyDecider policies,
      RefusalRecords records,
      InstantSource clock) {
    this.authenticator = Objects.requireNonNull(authenticator, "authenticator");
    this.policies = Objects.requireNonNull(policies, "policies");
    this.records = Objects.requireNonNull(records, "records");
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  /**
   * The gateway's answer.
   *
   * @throws FailedInvocation for 401, and for 503: then its message, which is also the function's
   *     line, names the look-up that failed, and the gateway shows it to nobody
   */
  byte[] answer(AuthorizerEvent event) {
    Instant now = clock.instant();
    Authentication who = authenticator.authenticate(event.head());
    if (who instanceof Rejected rejected) {
      return refuse(event, now, rejected);
    }
    Declaration declaration = Declaration.of(event.head());
    if (!(declaration instanceof Declared declared)) {
      records.send(event, now, Kind.INVALID, Stage.PARSE, "invalid_declaration", 403);
      return AuthorizerAnswer.deny(
          event.methodArn(), "invalid_declaration", "A declaring header is malformed.");
    }
    Decision decision = decide(((Authenticated) who).principal(), event.head(), declared, now);
    if (!decision.permitted()) {
      String code = decision.reason().code();
      records.send(event, now, Kind.DENIED, Stage.ROUTE, code, 403, Optional.of(decision));
      return AuthorizerAnswer.deny(event.methodArn(), code, decision.reason().explanation());
    }
    if (event.wild()) {
      // No route of ours has such a name, so no policy permits one; this is the second lock.
      records.send(event, now, Kind.DENIED, Stage.ROUTE, "unknown_route", 403);
      return AuthorizerAnswer.deny(event.methodArn(), "unknown_route", "There is no such route.");
    }
    return AuthorizerAnswer.allow(event.methodArn());
  }

  private Decision decide(Principal principal, RequestHead head, Declared declared, Instant now) {
    return policies.authorize(
        new AccessRequest(
            principal,
            "route",
            "Route",
            head.method() + " " + head.path(),
            Map.of(),
            CallContext.ofHead(head, declared, now)));
  }

  private byte[] refuse(AuthorizerEvent event, Instant now, Rejected rejected) {
    RejectionCode code = rejected.code();
    Kind kind =
        switch (code.status()) {
          case 400 -> Kind.INVALID;
          case 403 -> Kind.DENIED;
          case 503 -> Kind.UNAVAILABLE;
          default -> Kind.UNAUTHENTICATED;
        };
    try {
      records.send(event, now, kind, Stage.AUTHENTICATE, code.code(), code.status());
    } catch (FailedInvocation unrecorded) {
      // What kept the queue away may be what kept the look-up from its answer: the line says both.
      throw kind == Kind.UNAVAILABLE
          ? new FailedInvocation(unavailable(rejected) + "; " + unrecorded.getMessage())
          : unrecorded;
    }
    return switch (code.status()) {
      case 400, 403 -> AuthorizerAnswer.deny(event.methodArn(), code.code(), code.advice());
      case 401 -> throw new FailedInvocation(UNAUTHORIZED);
      default -> throw new FailedInvocation(unavailable(rejected));
    };
  }

  private static String unavailable(Rejected rejected) {
    return rejected.lookUp().isPresent()
        ? UNAVAILABLE + ": " + rejected.lookUp().get()
        : UNAVAILABLE;
  }
}
