package dev.portcullis.aws;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.portcullis.authorization.CallerAuthenticator;
import dev.portcullis.authorization.GatewayCallers;
import dev.portcullis.authorization.keys.ApiKeyVerifier;
import dev.portcullis.aws.event.AuthorizerEvent;
import dev.portcullis.aws.event.Fields;
import dev.portcullis.aws.signed.AuthorizerCalls;
import dev.portcullis.ports.PortException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.Supplier;

/**
 * Answers API Gateway's question whether a caller may use a route; see {@link RouteAuthorizer}.
 *
 * <p>It is wired here and not in {@link Wiring}, because its package has none of what others need.
 * It has no lambdas, because its start is every caller's wait and pays twice for each; see {@code
 * docs/performance/aws.md}.
 */
public final class AuthorizerHandler implements RequestStreamHandler {
  private static final String NAME = "authorizer";

  private final Invocations invocations;
  private final Answers answers;

  /** For Lambda; ends the start if the environment cannot be used. */
  public AuthorizerHandler() {
    this(Surroundings.ofProcess());
  }

  AuthorizerHandler(Surroundings surroundings) {
    Environment environment = surroundings.environment();
    PolicyPackage files = new PolicyPackage(environment);
    // First of all, so that it has begun while the rest is read.
    Preparation policies = Preparation.of(environment, files, new Rehearsal(surroundings.clock()));
    environment.require(NAME);
    LogLines lines = new LogLines(NAME, surroundings.out());
    this.invocations = new Invocations(lines);
    this.answers =
        new Answers(Live.of(environment, new Parts(surroundings, files, policies, lines)));
    policies.decider(); // What is wrong with them ends the start, of a snapshot too.
  }

  @Override
  public void handleRequest(InputStream event, OutputStream answer, Context context)
      throws IOException {
    invocations.run(event, answer, context, answers);
  }

  private record Answers(Live<RouteAuthorizer> live) implements Invocations.Step {
    @Override
    public byte[] answer(Fields event) {
      return live.get().answer(AuthorizerEvent.read(event));
    }
  }

  /** Makes what lives from one restore of a snapshot to the next. */
  private record Parts(
      Surroundings surroundings, PolicyPackage files, Preparation policies, LogLines lines)
      implements Supplier<RouteAuthorizer>, AuthorizerCalls.Around {
    @Override
    public RouteAuthorizer get() {
      Environment environment = surroundings.environment();
      AuthorizerCalls calls =
          new AuthorizerCalls(
              environment.variables(), surroundings.clock(), surroundings.random().get(), this);
      Emission emission = new Emission(surroundings, NAME);
      RefusalRecords records =
          new RefusalRecords(
              emission.encoder(emission.unlinkable()),
              calls.queue(environment.url("AUDIT_QUEUE").toString()),
              lines);
      // The first call comes as late as can be: what it needs is being initialised meanwhile.
      ApiKeyVerifier keys =
          new ApiKeyVerifier(
              calls.keys(environment.table("KEY_TABLE")),
              calls.secrets(),
              Environment.PEPPER,
              surroundings.clock());
      return new RouteAuthorizer(
          new CallerAuthenticator(keys, files.tokens(surroundings.clock()), GatewayCallers.none()),
          policies.decider(),
          records,
          surroundings.clock());
    }

    @Override
    public String secretArn(String name) {
      return surroundings.environment().secretArn(name);
    }

    @Override
    public void sleep(long millis) throws InterruptedException {
      Surroundings.sleep(millis);
    }

    @Override
    public void callFailed(PortException why) {
      lines.callFailed(why);
    }
  }
}
