package dev.portcullis.aws.event;

import dev.portcullis.authorization.RequestHead;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The question of a REQUEST authorizer of a REST API.
 *
 * <p>Source: API Gateway developer guide, "Input to an API Gateway Lambda authorizer".
 *
 * @param methodArn the one method that is asked about
 * @param requestId the gateway's id of the request, which its answers carry too
 * @param head the request without its body, which an authorizer never gets
 */
public record AuthorizerEvent(String methodArn, String requestId, RequestHead head) {
  private static final Pattern METHOD_ARN =
      Pattern.compile("arn:aws[a-z-]*:execute-api:[a-z0-9-]+:[0-9]{12}:[a-z0-9]+/[^/]+/[A-Z]+/.*");

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  public AuthorizerEvent {
    Objects.requireNonNull(methodArn, "methodArn");
    Objects.requireNonNull(requestId, "requestId");
    Objects.requireNonNull(head, "head");
  }

  /** Reads the event; BadEventException if it is none, or if its ARN names another method. */
  public static AuthorizerEvent read(Fields event) {
    if (!event.text("type").equals("REQUEST")) {
      throw new BadEventException("type is not REQUEST");
    }
    String arn = event.text("methodArn");
    RequestHead head = GatewayRequest.head(event);
    // What is allowed must be what was asked about: the last parts of the ARN are method and path.
    if (!METHOD_ARN.matcher(arn).matches() || !arn.endsWith("/" + head.method() + head.path())) {
      throw new BadEventException("methodArn does not name the request's method and path");
    }
    String requestId = event.object("requestContext").text("requestId");
    if (!ID.matcher(requestId).matches()) {
      throw new BadEventException("requestContext.requestId is not an id");
    }
    return new AuthorizerEvent(arn, requestId, head);
  }

  /**
   * True if a policy on the ARN would cover more than this method: IAM reads these as wildcards.
   */
  public boolean wild() {
    return methodArn.indexOf('*') >= 0 || methodArn.indexOf('?') >= 0 || methodArn.contains("${");
  }
}
