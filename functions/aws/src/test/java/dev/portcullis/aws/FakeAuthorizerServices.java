package dev.portcullis.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.portcullis.authorization.json.StrictJson;
import dev.portcullis.aws.wire.SignedBy;
import dev.portcullis.aws.wire.WireIdentity;
import dev.portcullis.aws.wire.WireReply;
import dev.portcullis.aws.wire.WireRequest;
import dev.portcullis.aws.wire.WireService;
import dev.portcullis.ports.RecordStore;
import dev.portcullis.ports.SecretStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * DynamoDB's GetItem, Secrets Manager's GetSecretValue and SQS's SendMessage as their JSON
 * protocols have them; refuses what is not signed, and members that those operations do not have.
 */
final class FakeAuthorizerServices implements WireService {
  private final RecordStore keys;
  private final SecretStore secrets;
  private final Map<String, String> names;
  private final List<String> sent = new ArrayList<>();

  /**
   * Services over stores.
   *
   * @param names the name of a secret by its ARN
   */
  FakeAuthorizerServices(RecordStore keys, SecretStore secrets, Map<String, String> names) {
    this.keys = keys;
    this.secrets = secrets;
    this.names = names;
  }

  /** The messages in the queue. */
  List<String> sent() {
    synchronized (sent) {
      return List.copyOf(sent);
    }
  }

  @Override
  public WireReply answer(WireRequest request) {
    String target = request.header("x-amz-target").orElse("");
    try {
      Map<String, Object> body = new StrictJson(16).readObject(new String(request.body(), UTF_8));
      return switch (target) {
        case "DynamoDB_20120810.GetItem" -> signed(request, "dynamodb", "1.0", () -> item(body));
        case "secretsmanager.GetSecretValue" ->
            signed(request, "secretsmanager", "1.1", () -> secret(body));
        case "AmazonSQS.SendMessage" -> signed(request, "sqs", "1.0", () -> message(body));
        default -> error("UnknownOperationException");
      };
    } catch (StrictJson.Malformed bad) {
      return error("SerializationException");
    }
  }

  private interface Step {
    WireReply reply();
  }

  private static WireReply signed(WireRequest request, String service, String version, Step step) {
    Optional<SignedBy.Refusal> refusal = WireIdentity.signs(service).refusal(request);
    boolean typed =
        request.header("content-type").equals(Optional.of("application/x-amz-json-" + version));
    boolean post = request.method().equals("POST") && request.rawPath().equals("/");
    if (!typed || !post) {
      return error("SerializationException");
    }
    return refusal.isPresent() ? error("InvalidSignatureException") : step.reply();
  }

  private WireReply item(Map<String, Object> body) {
    if (!body.keySet().equals(Set.of("TableName", "Key", "ConsistentRead"))
        || !Boolean.TRUE.equals(body.get("ConsistentRead"))
        || !(body.get("Key") instanceof Map<?, ?> key)
        || !key.keySet().equals(Set.of("pk", "sk"))) {
      return error("ValidationException");
    }
    Map<String, Object> answer = new LinkedHashMap<>();
    keys.read(text(key.get("pk")) + "/" + text(key.get("sk")))
        .ifPresent(
            record ->
                answer.put(
                    "Item",
                    Map.of(
                        "pk", key.get("pk"),
                        "sk", key.get("sk"),
                        "version", Map.of("S", record.version()),
                        "body", Map.of("B", Base64.getEncoder().encodeToString(record.body())))));
    return ok(answer, "application/x-amz-json-1.0");
  }

  private static String text(Object attribute) {
    return attribute instanceof Map<?, ?> map ? String.valueOf(map.get("S")) : "";
  }

  private WireReply secret(Map<String, Object> body) {
    if (!Set.of("SecretId", "VersionId").containsAll(body.keySet())) {
      return error("ValidationException");
    }
    String name = names.getOrDefault(String.valueOf(body.get("SecretId")), "none");
    Optional<SecretStore.Secret> found =
        body.get("VersionId") instanceof String version
            ? secrets.read(name, version.replaceAll("[.]+$", ""))
            : secrets.read(name);
    if (found.isEmpty()) {
      return error("ResourceNotFoundException");
    }
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("ARN", body.get("SecretId"));
    answer.put("Name", name);
    answer.put("VersionId", found.get().version());
    answer.put("SecretString", found.get().value().reveal());
    answer.put("VersionStages", List.of("AWSCURRENT"));
    answer.put("CreatedDate", found.get().created().getEpochSecond());
    return ok(answer, "application/x-amz-json-1.1");
  }

  private WireReply message(Map<String, Object> body) {
    if (!body.keySet().equals(Set.of("QueueUrl", "MessageBody"))) {
      return error("AWS.SimpleQueueService.UnsupportedOperation");
    }
    synchronized (sent) {
      sent.add(String.valueOf(body.get("MessageBody")));
    }
    return ok(
        Map.of("MessageId", "m-" + sent.size(), "MD5OfMessageBody", "unchecked"),
        "application/x-amz-json-1.0");
  }

  private static WireReply ok(Map<String, Object> body, String type) {
    return WireReply.of(200, type, StrictJson.write(body));
  }

  static WireReply error(String name) {
    return error(400, name);
  }

  static WireReply error(int status, String name) {
    return WireReply.of(
        status,
        "application/x-amz-json-1.0",
        "{\"__type\":\"com.amazonaws.example#" + name + "\",\"message\":\"planted message\"}");
  }
}
