package dev.portcullis.aws.event;

import dev.portcullis.authorization.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an authorizer answers: a policy with one statement on exactly the one method that was asked
 * about.
 *
 * <p>Source: API Gateway developer guide, "Output from an API Gateway Lambda authorizer"; context
 * values are strings, numbers or booleans only.
 */
public final class AuthorizerAnswer {
  private AuthorizerAnswer() {}

  /** Lets this one request through. */
  public static byte[] allow(String methodArn) {
    return answer("Allow", methodArn, Map.of("status", "permitted"));
  }

  /**
   * Refuses with 403 and a reason.
   *
   * @param code stable, {@code [a-z0-9_]}
   * @param message ours alone: the gateway puts it into JSON as it is, so it may hold no quote, no
   *     backslash and no control character
   * @throws IllegalArgumentException if the message would break that JSON
   */
  public static byte[] deny(String methodArn, String code, String message) {
    boolean plain = message.chars().allMatch(c -> c >= ' ' && c < 127 && c != '"' && c != '\\');
    if (!plain || !code.matches("[a-z0-9_]{1,64}")) {
      throw new IllegalArgumentException("a reason that is no plain text");
    }
    Map<String, Object> context = new LinkedHashMap<>();
    context.put("status", "refused");
    context.put("code", code);
    context.put("message", message);
    return answer("Deny", methodArn, context);
  }

  private static byte[] answer(String effect, String methodArn, Map<String, Object> context) {
    Map<String, Object> statement = new LinkedHashMap<>();
    statement.put("Action", "execute-api:Invoke");
    statement.put("Effect", effect);
    statement.put("Resource", methodArn);
    Map<String, Object> answer = new LinkedHashMap<>();
    // Not the caller: it goes into the access log and into the next function's event.
    answer.put("principalId", "caller");
    answer.put("policyDocument", Map.of("Version", "2012-10-17", "Statement", List.of(statement)));
    answer.put("context", context);
    return StrictJson.write(answer).getBytes(StandardCharsets.UTF_8);
  }
}
