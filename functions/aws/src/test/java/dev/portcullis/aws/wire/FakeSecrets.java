package dev.portcullis.aws.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Secrets Manager as far as secrets in stages use it: a version never changes, a label is on one
 * version, and moving one needs the name of the version that it is on.
 *
 * <p>Source: AWS Secrets Manager API reference, version 2017-10-17.
 */
public final class FakeSecrets extends JsonService {
  private static final String ARN = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:";

  private final Map<String, SecretVersionsOf> secrets = new HashMap<>();
  private final int mostVersions;

  /**
   * Without secrets.
   *
   * @param mostVersions no page of a list has more
   */
  public FakeSecrets(int mostVersions) {
    super("secretsmanager", "1.1", "", WireIdentity.signs("secretsmanager"));
    this.mostVersions = mostVersions;
    operation("CreateSecret", this::createSecret);
    operation("DescribeSecret", this::describeSecret);
    operation("ListSecretVersionIds", this::listSecretVersionIds);
    operation("GetSecretValue", this::getSecretValue);
    operation("PutSecretValue", this::putSecretValue);
    operation("UpdateSecretVersionStage", this::updateSecretVersionStage);
  }

  /** Another one with the same secrets, which go their own way from now on. */
  public synchronized FakeSecrets copy() {
    FakeSecrets copy = new FakeSecrets(mostVersions);
    secrets.forEach((arn, secret) -> copy.secrets.put(arn, secret.copy()));
    return copy;
  }

  /** The current version of a secret by its ARN; empty if it has none. */
  public synchronized Optional<String> current(String arn) {
    return secret(arn).holder(SecretVersionsOf.CURRENT);
  }

  /** Without a value only, as the template makes them. */
  private ObjectNode createSecret(JsonCall call) {
    String name = call.text("Name", 1, 512);
    call.text("ClientRequestToken", 32, 64);
    call.end();
    if (secrets.putIfAbsent(ARN + name, new SecretVersionsOf()) != null) {
      throw new JsonRefusal("ResourceExistsException", "the secret exists already");
    }
    return answer(ARN + name);
  }

  private ObjectNode describeSecret(JsonCall call) {
    String id = id(call);
    call.end();
    SecretVersionsOf secret = secret(id);
    ObjectNode answer = answer(id);
    if (!secret.versions.isEmpty()) {
      ObjectNode stages = answer.putObject("VersionIdsToStages");
      secret.versions.keySet().stream()
          .filter(version -> !secret.labelsOf(version).isEmpty())
          .forEach(version -> stages.set(version, stages(secret, version)));
    }
    return answer;
  }

  private ObjectNode listSecretVersionIds(JsonCall call) {
    String id = id(call);
    int most = Math.min(mostVersions, call.number("MaxResults", 1, 100).orElse(100));
    int from = call.text("NextToken").map(Integer::parseInt).orElse(0);
    call.end();
    SecretVersionsOf secret = secret(id);
    List<String> listed =
        secret.versions.keySet().stream()
            .filter(version -> !secret.labelsOf(version).isEmpty())
            .toList();
    ObjectNode answer = answer(id);
    ArrayNode versions = answer.putArray("Versions");
    int to = Math.min(listed.size(), from + most);
    for (String version : listed.subList(Math.min(from, to), to)) {
      ObjectNode one = versions.addObject().put("VersionId", version);
      one.put("CreatedDate", secret.versions.get(version).created());
      one.set("VersionStages", stages(secret, version));
    }
    if (to < listed.size()) {
      answer.put("NextToken", Integer.toString(to));
    }
    return answer;
  }

  /** Also of a version without a label, which the service keeps for a while. */
  private ObjectNode getSecretValue(JsonCall call) {
    String id = id(call);
    Optional<String> asked = call.text("VersionId");
    Optional<String> label = call.text("VersionStage");
    call.end();
    SecretVersionsOf secret = secret(id);
    String version =
        asked
            .or(() -> secret.holder(label.orElse(SecretVersionsOf.CURRENT)))
            .filter(secret.versions::containsKey)
            .orElseThrow(() -> missing("Secrets Manager can't find the specified secret value"));
    if (label.isPresent() && !secret.labelsOf(version).contains(label.get())) {
      throw new JsonRefusal("InvalidRequestException", "the version has another label");
    }
    ObjectNode answer = answer(id).put("VersionId", version);
    answer.put("SecretString", secret.versions.get(version).value());
    answer.put("CreatedDate", secret.versions.get(version).created());
    answer.set("VersionStages", stages(secret, version));
    return answer;
  }

  private ObjectNode putSecretValue(JsonCall call) {
    String id = id(call);
    String token = call.text("ClientRequestToken", 32, 64);
    String value = call.text("SecretString", 1, 65_536);
    List<String> labels = call.texts("VersionStages");
    call.end();
    if (value.getBytes(StandardCharsets.UTF_8).length > 65_536
        || labels.size() > 20
        || labels.stream().anyMatch(label -> label.isEmpty() || label.length() > 256)) {
      throw invalid("a parameter is out of range");
    }
    SecretVersionsOf secret = secret(id);
    SecretVersionsOf.Stored present = secret.versions.get(token);
    if (present != null && !present.value().equals(value)) {
      // The service does not quote the value; a fake that does shows whether anything passes it on.
      throw new JsonRefusal("ResourceExistsException", "another value than " + value);
    }
    if (present == null) {
      store(secret, token, value, labels);
    }
    ObjectNode answer = answer(id).put("VersionId", token);
    answer.set("VersionStages", stages(secret, token));
    return answer;
  }

  private static void store(
      SecretVersionsOf secret, String token, String value, List<String> labels) {
    TreeSet<String> all = new TreeSet<>(labels);
    if (labels.isEmpty() || secret.versions.isEmpty()) {
      all.add(SecretVersionsOf.CURRENT); // The first version is the current one, unasked.
    }
    all.forEach(label -> secret.move(label, token));
    double now = System.currentTimeMillis() / 1_000.0;
    secret.versions.put(token, new SecretVersionsOf.Stored(value, now));
  }

  private ObjectNode updateSecretVersionStage(JsonCall call) {
    String id = id(call);
    String label = call.text("VersionStage", 1, 256);
    Optional<String> to = call.text("MoveToVersionId");
    Optional<String> from = call.text("RemoveFromVersionId");
    call.end();
    SecretVersionsOf secret = secret(id);
    Optional<String> holder = secret.holder(label);
    to.filter(version -> !secret.versions.containsKey(version))
        .ifPresent(
            version -> {
              throw missing("no such version");
            });
    if (from.isPresent() && !from.equals(holder)) {
      throw invalid("The label is not attached to the version in RemoveFromVersionId");
    }
    if (to.isPresent() && from.isEmpty() && holder.isPresent() && !holder.equals(to)) {
      throw invalid("The label is attached to another version; RemoveFromVersionId is needed");
    }
    if (to.isEmpty() && (from.isEmpty() || label.equals(SecretVersionsOf.CURRENT))) {
      throw invalid("AWSCURRENT can be moved only, and without a version nothing can be");
    }
    to.ifPresentOrElse(version -> secret.move(label, version), () -> secret.remove(label));
    return answer(id);
  }

  private SecretVersionsOf secret(String id) {
    SecretVersionsOf secret = secrets.get(id);
    if (secret == null) {
      throw missing("Secrets Manager can't find the specified secret.");
    }
    return secret;
  }

  private static String id(JsonCall call) {
    return call.text("SecretId", 1, 2_048);
  }

  private static ArrayNode stages(SecretVersionsOf secret, String version) {
    ArrayNode stages = JsonNodeFactory.instance.arrayNode();
    secret.labelsOf(version).forEach(stages::add);
    return stages;
  }

  private static ObjectNode answer(String arn) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    return answer.put("ARN", arn).put("Name", arn.substring(ARN.length()));
  }

  private static JsonRefusal missing(String message) {
    return new JsonRefusal("ResourceNotFoundException", message);
  }

  private static JsonRefusal invalid(String message) {
    return new JsonRefusal("InvalidParameterException", message);
  }
}
