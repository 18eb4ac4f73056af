package dev.portcullis.aws.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.zip.CRC32;

/**
 * A fake service with an AWS JSON protocol: an operation in a header, an object in, an object out;
 * whatever is not signed, not named or not known is refused as the service refuses it.
 *
 * <p>Source: Smithy, "AWS JSON 1.0 and 1.1 protocols". One request at a time, as if the service
 * were one record.
 */
abstract class JsonService implements WireService {
  private final String target;
  private final String contentType;
  private final String namespace;
  private final SignedBy signature;
  private final Map<String, Function<JsonCall, ObjectNode>> operations = new LinkedHashMap<>();

  /**
   * A service without operations.
   *
   * @param target what stands before the operation in {@code X-Amz-Target}
   * @param version of the protocol, 1.0 or 1.1
   * @param namespace what stands before an error's name
   */
  JsonService(String target, String version, String namespace, SignedBy signature) {
    this.target = target + ".";
    this.contentType = "application/x-amz-json-" + version;
    this.namespace = namespace;
    this.signature = signature;
  }

  final void operation(String name, Function<JsonCall, ObjectNode> answer) {
    operations.put(name, answer);
  }

  @Override
  public final synchronized WireReply answer(WireRequest request) {
    try {
      signature.refusal(request).ifPresent(JsonService::unsigned);
      String named = request.header("x-amz-target").orElse("");
      if (!request.method().equals("POST")
          || !request.rawPath().equals("/")
          || !request.rawQuery().isEmpty()
          || !named.startsWith(target)
          || !request.header("content-type").orElse("").equals(contentType)) {
        throw new JsonRefusal("UnknownOperationException", "no operation of this service");
      }
      Function<JsonCall, ObjectNode> operation = operations.get(named.substring(target.length()));
      if (operation == null) {
        throw new JsonRefusal("UnknownOperationException", "no operation " + named);
      }
      JsonCall call = JsonCall.parse(request.body());
      String body = operation.apply(call).toString();
      return WireReply.of(200, contentType, body)
          .with("x-amzn-RequestId", "00000000-0000-4000-8000-000000000000")
          .with("x-amz-crc32", checksum(body));
    } catch (JsonRefusal refusal) {
      return refusal.reply(contentType, namespace);
    }
  }

  /** A refusal of this service, for a fault. */
  final WireReply refusal(int status, String code, String message) {
    return new JsonRefusal(status, code, message).reply(contentType, namespace);
  }

  /** The services quote what was signed, with the session token in it. */
  static void unsigned(SignedBy.Refusal refusal) {
    String quoted = "x-amz-security-token:" + WireIdentity.SESSION_TOKEN;
    switch (refusal) {
      case MISSING -> throw new JsonRefusal("MissingAuthenticationTokenException", quoted);
      case UNKNOWN_KEY, UNKNOWN_TOKEN ->
          throw new JsonRefusal("UnrecognizedClientException", quoted);
      default -> throw new JsonRefusal("InvalidSignatureException", refusal + " " + quoted);
    }
  }

  private static String checksum(String body) {
    CRC32 crc = new CRC32();
    crc.update(body.getBytes(StandardCharsets.UTF_8));
    return Long.toString(crc.getValue());
  }
}
