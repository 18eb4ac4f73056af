package dev.portcullis.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.portcullis.aws.wire.WireRequest;
import dev.portcullis.aws.wire.s3.Permission;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which IAM actions a function's calls need, and on which resource of the template: the one that
 * the variable of its own environment holds.
 *
 * <p>Source: the API references of Bedrock's and SageMaker's runtimes; elsewhere an action has its
 * operation's name, but for Lambda's; for S3 see {@link Permission}.
 */
final class IamNeeds {
  /** A part of the log's bucket, as a row of the table names it. */
  private static final Pattern PART = Pattern.compile("LogBucket(/.+/)[*]");

  private static final Map<String, String> MODEL_CALLS =
      Map.of(
          "converse", "bedrock:InvokeModel",
          "invoke", "bedrock:InvokeModel",
          "converse-stream", "bedrock:InvokeModelWithResponseStream",
          "invocations", "sagemaker:InvokeEndpoint",
          "invocations-response-stream", "sagemaker:InvokeEndpointWithResponseStream");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Folders of the log that the function has rights on alone. */
  private final Set<String> narrow = new TreeSet<>();

  /** Values of the environment by the resources of the template that they name. */
  private final Map<String, String> names = new TreeMap<>();

  private final Map<String, Set<String>> found = new TreeMap<>();

  /**
   * Nothing yet.
   *
   * @param row the function's row: what is called in a part of the log that it names needs that
   *     part, and anything else in the bucket all of it
   */
  IamNeeds(Permissions row) {
    for (Set<String> resources : row.calls().values()) {
      for (String resource : resources) {
        Matcher part = PART.matcher(resource);
        if (part.matches()) {
          narrow.add(part.group(1));
        }
      }
    }
  }

  /** The calls from here on are made by a function with these variables. */
  void environment(Map<String, String> variables) {
    names.clear();
    variables.forEach((variable, value) -> resource(variable).ifPresent(r -> names.put(value, r)));
  }

  /** The resource of the template whose name a variable holds. */
  private static Optional<String> resource(String variable) {
    if (variable.equals("PORTCULLIS_WITNESS_FUNCTION")) {
      return Optional.of("WitnessFunction.Alias");
    } else if (variable.equals("PORTCULLIS_MODEL_ENDPOINT")) {
      return Optional.of("SageMakerEndpoint");
    } else if (!variable.matches("PORTCULLIS_[A-Z]+_(TABLE|BUCKET|KEY|SECRET|QUEUE|BUS)")) {
      return Optional.empty();
    }
    StringBuilder name = new StringBuilder();
    for (String part : variable.substring("PORTCULLIS_".length()).split("_")) {
      name.append(part.charAt(0)).append(part.substring(1).toLowerCase(Locale.ROOT));
    }
    return Optional.of(name.toString());
  }

  /** Adds what one call needs; one that nobody signed needs nothing of IAM. */
  void add(WireFunction.Seen seen) {
    WireRequest request = seen.request();
    String service = Cloud.service(request).orElse("");
    switch (service) {
      case "" -> {}
      case "s3" -> s3(seen);
      case "lambda" -> {
        String path = URLDecoder.decode(request.rawPath(), StandardCharsets.UTF_8);
        need("lambda:InvokeFunction", name(path.split("/")[3]));
      }
      case "bedrock" -> need(MODEL_CALLS.get(last(request)), "BedrockModelArns");
      case "sagemaker" -> {
        String endpoint = name(request.path().split("/")[2]);
        need(MODEL_CALLS.get(last(request)), endpoint);
        // By its API reference a stream needs this one; an action of its own name exists, too.
        need("sagemaker:InvokeEndpoint", endpoint);
      }
      default -> {
        String operation = request.header("x-amz-target").orElse(".").split("\\.")[1];
        resources(body(request)).forEach(value -> need(service + ":" + operation, name(value)));
      }
    }
  }

  private static String last(WireRequest request) {
    return request.rawPath().substring(request.rawPath().lastIndexOf('/') + 1);
  }

  private void s3(WireFunction.Seen seen) {
    String[] path = seen.request().path().substring(1).split("/", 2);
    String key = path.length > 1 ? path[1] : "";
    String bucket = name(path[0]);
    for (Permission one : Permission.of(seen.request(), path[0], key)) {
      need(one.action(), key.isEmpty() ? bucket : bucket + prefix(bucket, key));
    }
    // Without it a missing object is a forbidden one.
    if (seen.reply().status() == 404 && !key.isEmpty()) {
      need("s3:ListBucket", bucket);
    }
  }

  private String prefix(String bucket, String key) {
    return narrow.stream()
        .filter(prefix -> bucket.equals("LogBucket") && ("/" + key).startsWith(prefix))
        .findFirst()
        .map(prefix -> prefix + "*")
        .orElse("/*");
  }

  /** The members of a request that name what it is about. */
  private static List<String> resources(JsonNode body) {
    List<String> values = new ArrayList<>();
    for (String member : List.of("TableName", "SecretId", "KeyId", "QueueUrl")) {
      if (body.hasNonNull(member)) {
        values.add(body.get(member).textValue());
      }
    }
    body.path("Entries").forEach(entry -> values.add(entry.path("EventBusName").textValue()));
    return values.isEmpty() ? List.of("nothing") : values;
  }

  private static JsonNode body(WireRequest request) {
    try {
      return JSON.readTree(request.body());
    } catch (IOException notJson) {
      throw new UncheckedIOException(notJson);
    }
  }

  private String name(String value) {
    return names.getOrDefault(value, "no variable of this function: " + value);
  }

  private void need(String action, String resource) {
    found.computeIfAbsent(action, key -> new TreeSet<>()).add(resource);
  }

  /** The resources of each action; a part of a bucket is left out where all of it is needed. */
  Map<String, Set<String>> calls() {
    Map<String, Set<String>> calls = new TreeMap<>();
    found.forEach(
        (action, resources) -> {
          Set<String> widest = new TreeSet<>(resources);
          for (String prefix : narrow) {
            widest.removeIf(
                one -> one.endsWith(prefix + "*") && resources.contains(one.replace(prefix, "/")));
          }
          calls.put(action, widest);
        });
    return calls;
  }
}
