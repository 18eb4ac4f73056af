package dev.portcullis.aws.wire;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * One function of Lambda, invoked directly, whose answer the test chooses.
 *
 * <p>Source: AWS Lambda API reference, version 2015-03-31, Invoke.
 */
public final class FakeLambda implements WireService {
  public static final String FUNCTION =
      "arn:aws:lambda:eu-central-1:123456789012:function:portcullis-witness:live";

  private static final String BEFORE = "/2015-03-31/functions/";
  private static final String AFTER = "/invocations";

  private final SignedBy signature = WireIdentity.signs("lambda");
  private final List<String> events = new ArrayList<>();
  private Optional<String> failure = Optional.empty();
  private UnaryOperator<String> function = event -> "null";

  /** From now on the function returns this. */
  public synchronized void returns(String json) {
    runs(event -> json);
  }

  /** From now on this is the function; what it throws is an unhandled error of it. */
  public synchronized void runs(UnaryOperator<String> code) {
    function = code;
    failure = Optional.empty();
  }

  /** From now on it fails; how is {@code Handled} or {@code Unhandled}. */
  public synchronized void fails(String how, String json) {
    function = event -> json;
    failure = Optional.of(how);
  }

  /** What it was invoked with. */
  public synchronized List<String> events() {
    return List.copyOf(events);
  }

  @Override
  public synchronized WireReply answer(WireRequest request) {
    try {
      signature.refusal(FakeBedrock.signedForm(request)).ifPresent(JsonService::unsigned);
      String path = request.rawPath();
      if (!request.method().equals("POST")
          || !path.startsWith(BEFORE)
          || !path.endsWith(AFTER)
          || !request.rawQuery().isEmpty()) {
        throw new JsonRefusal(404, "UnknownOperationException", "no operation of this service");
      }
      String name = path.substring(BEFORE.length(), path.length() - AFTER.length());
      if (!URLDecoder.decode(name, StandardCharsets.UTF_8).equals(FUNCTION)) {
        throw new JsonRefusal(404, "ResourceNotFoundException", "Function not found: " + name);
      }
      if (!request.header("x-amz-invocation-type").orElse("").equals("RequestResponse")) {
        throw new JsonRefusal("InvalidParameterValueException", "another invocation type");
      }
      JsonCall.parse(request.body());
      String event = new String(request.body(), StandardCharsets.UTF_8);
      events.add(event);
      return run(event);
    } catch (JsonRefusal refusal) {
      return refusal.reply("application/json", "");
    }
  }

  private WireReply run(String event) {
    try {
      WireReply reply = reply(function.apply(event));
      return failure.map(how -> reply.with("X-Amz-Function-Error", how)).orElse(reply);
    } catch (JsonRefusal refused) {
      throw refused;
    } catch (RuntimeException thrown) {
      return reply("{\"errorMessage\":\"the function failed\"}")
          .with("X-Amz-Function-Error", "Unhandled");
    }
  }

  private static WireReply reply(String payload) {
    return new WireReply(
        200,
        Map.of("Content-Type", "application/json", "X-Amz-Executed-Version", "1"),
        payload.getBytes(StandardCharsets.UTF_8));
  }
}
