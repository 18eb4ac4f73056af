package dev.portcullis.aws.event;

import dev.portcullis.authorization.GatewayCaller;
import dev.portcullis.authorization.RequestHead;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What both of API Gateway's events say of a request: its head, exactly as the client sent it, and
 * who the gateway itself says is calling.
 *
 * <p>Headers are read from {@code multiValueHeaders} alone. {@code headers} holds one value of each
 * name, so a header sent twice would be seen once there: an event that has only that is refused.
 */
final class GatewayRequest {
  private static final String IAM = "aws-iam";

  private GatewayRequest() {}

  static RequestHead head(Fields event) {
    Map<String, List<String>> headers = event.lists("multiValueHeaders");
    if (headers.isEmpty()
        && event.optionalObject("headers").isPresent()
        && !event.has("multiValueHeaders")) {
      throw new BadEventException("multiValueHeaders is missing");
    }
    Fields identity = event.object("requestContext").object("identity");
    return new RequestHead(
        event.text("httpMethod"),
        event.text("path"),
        headers,
        identity.optionalText("sourceIp"),
        identity.optionalText("vpceId"),
        caller(identity));
  }

  /** Only the gateway writes {@code userArn}, after it checked the caller's signature. */
  private static Optional<GatewayCaller> caller(Fields identity) {
    Optional<String> arn = identity.optionalText("userArn");
    if (arn.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> account = identity.optionalText("accountId");
    return Optional.of(
        new GatewayCaller(
            IAM, arn.get(), account.isPresent() ? Map.of("account", account.get()) : Map.of()));
  }
}
