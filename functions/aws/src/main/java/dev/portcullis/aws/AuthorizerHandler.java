package dev.portcullis.aws;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.portcullis.authorization.CallerAuthenticator;
import dev.portcullis.authorization.GatewayCallers;
import dev.portcullis.authorization.keys.ApiKeyVerifier;
import dev.portcullis.aws.event.AuthorizerEvent;
import dev.portcullis.aws.signed.AuthorizerCalls;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Answers API Gateway's question whether a caller may use a route; see {@link RouteAuthorizer}.
 *
 * <p>It is wired here and not in {@link Wiring}, because its package has none of what others need.
 */
public final class AuthorizerHandler implements RequestStreamHandler {
  private static final String NAME = "authorizer";

  private final Invocations invocations;
  private final Live<RouteAuthorizer> live;

  /** For Lambda; ends the start if the environment cannot be used. */
  public AuthorizerHandler() {
    this(Surroundings.ofProcess());
  }

  AuthorizerHandler(Surroundings surroundings) {
    Environment environment = surroundings.environment();
    environment.require(NAME);
    LogLines lines = new LogLines(NAME, surroundings.out());
    this.invocations = new Invocations(lines);
    PolicyPackage files = new PolicyPackage(environment);
    Preparation policies = Preparation.of(surroundings, files::decider);
    this.live = Live.of(environment, () -> authorizer(surroundings, files, policies, lines));
    policies.decider(); // What is wrong with them ends the start, of a snapshot too.
  }

  private static RouteAuthorizer authorizer(
      Surroundings surroundings, PolicyPackage files, Preparation policies, LogLines lines) {
    Environment environment = surroundings.environment();
    AuthorizerCalls calls =
        new AuthorizerCalls(
            environment.variables(),
            surroundings.clock(),
            surroundings.random().get(),
            Surroundings::sleep,
            lines::callFailed);
    ApiKeyVerifier keys =
        new ApiKeyVerifier(
            calls.keys(environment.table("KEY_TABLE")),
            calls.secrets(environment::secretArn),
            Environment.PEPPER,
            surroundings.clock());
    Emission emission = new Emission(surroundings, NAME);
    return new RouteAuthorizer(
        new CallerAuthenticator(keys, files.tokens(surroundings.clock()), GatewayCallers.none()),
        policies.decider(),
        new RefusalRecords(
            emission.encoder(emission.unlinkable()),
            calls.queue(environment.url("AUDIT_QUEUE").toString()),
            lines),
        surroundings.clock());
  }

  @Override
  public void handleRequest(InputStream event, OutputStream answer, Context context)
      throws IOException {
    invocations.run(
        event, answer, context, fields -> live.get().answer(AuthorizerEvent.read(fields)));
  }
}
