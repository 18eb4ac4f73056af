package dev.portcullis.aws;

import dev.portcullis.audit.record.Digests;
import dev.portcullis.audit.record.Emitter;
import dev.portcullis.audit.record.RecordEncoder;
import dev.portcullis.authorization.CallerAuthenticator;
import dev.portcullis.authorization.CredentialVerifier;
import dev.portcullis.authorization.GatewayCallers;
import dev.portcullis.authorization.PolicyDecider;
import dev.portcullis.authorization.keys.ApiKeyVerifier;
import dev.portcullis.aws.event.AuthorizerEvent;
import dev.portcullis.aws.event.Fields;
import dev.portcullis.aws.signed.AuthorizerCalls;
import dev.portcullis.aws.signed.MadeUp;
import dev.portcullis.ports.SecretBytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Set;

/**
 * One made-up question, answered by the authorizer's own code and the deployment's policies before
 * the first real one comes, so that the classes which that needs are loaded and initialised.
 *
 * <p>It reads nothing, calls nothing, writes no record and no line, uses no randomness and keeps
 * nothing; it knows no key but one that no deployment accepts.
 */
final class Rehearsal implements Preparation.Rehearsed {
  private static final String EVENT =
      "{\"type\":\"REQUEST\",\"methodArn\":"
          + "\"arn:aws:execute-api:nowhere:000000000000:a/live/POST/v1/chat/completions\","
          + "\"path\":\"/v1/chat/completions\",\"httpMethod\":\"POST\","
          + "\"multiValueHeaders\":{\"Accept\":[\"*/*\"],\"Authorization\":[\"Bearer "
          + MadeUp.KEY
          + "\"]},\"requestContext\":{\"requestId\":\"rehearsal\","
          + "\"identity\":{\"sourceIp\":\"203.0.113.7\",\"userArn\":null}}}";

  private final InstantSource clock;

  Rehearsal(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public void signature() {
    AuthorizerCalls.rehearseSignature(clock);
  }

  @Override
  public void call(PolicyDecider policies) throws IOException {
    answer(policies);
  }

  /** The answer, which is for nobody. */
  byte[] answer(PolicyDecider policies) throws IOException {
    AuthorizerCalls calls = AuthorizerCalls.rehearsed(clock);
    Emitter emitter =
        new Emitter("rehearsal", "authorizer", "0", "aws", "0", "nowhere", "rehearsal");
    Digests digests = new Digests("rehearsal", SecretBytes.of("digest key", new byte[32]));
    RouteAuthorizer authorizer =
        new RouteAuthorizer(
            new CallerAuthenticator(
                new ApiKeyVerifier(calls.keys("keys"), calls.secrets(), "pepper", clock),
                CredentialVerifier.none(),
                GatewayCallers.none()),
            policies,
            new RefusalRecords(
                new RecordEncoder(emitter, Set.of(), digests, clock),
                calls.queue("https://nowhere"),
                new LogLines("authorizer", new PrintStream(OutputStream.nullOutputStream()))),
            clock);
    byte[] event = EVENT.getBytes(StandardCharsets.US_ASCII);
    return authorizer.answer(AuthorizerEvent.read(Fields.read(new ByteArrayInputStream(event))));
  }
}
