package dev.portcullis.aws.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Bedrock's runtime as its API reference has it: it checks signature, path, headers and every field
 * of a request, and only then lets a model answer.
 */
public final class FakeBedrock implements CutService {
  private static final Pattern PATH =
      Pattern.compile("/model/([A-Za-z0-9._%-]+)/(converse|converse-stream|invoke)");

  private final ObjectMapper json = new ObjectMapper();
  private final SignedBy signature = WireIdentity.signs("bedrock");
  private final Function<JsonNode, CutReply> model;

  /** Bedrock with a model that answers bodies. */
  public FakeBedrock(Function<JsonNode, CutReply> model) {
    this.model = model;
  }

  @Override
  public CutReply answer(WireRequest request) {
    Matcher path = PATH.matcher(request.rawPath());
    if (!request.method().equals("POST") || !path.matches()) {
      return error(404, "UnknownOperationException", "no such operation");
    }
    if (signature.refusal(signedForm(request)).isPresent()) {
      return error(403, "InvalidSignatureException", "signature of " + WireIdentity.ACCESS_KEY);
    }
    if (!request.header("content-type").orElse("").equals("application/json")) {
      return error(400, "ValidationException", "content type");
    }
    try {
      JsonNode body = json.readTree(request.body());
      shape(path.group(1), path.group(2)).check(body, "$");
      turns(body);
      return model.apply(body);
    } catch (IllegalArgumentException | IOException wrong) {
      return error(400, "ValidationException", String.valueOf(wrong.getMessage()));
    }
  }

  /** What is signed is the path encoded once more, for every service but S3. */
  static WireRequest signedForm(WireRequest request) {
    String path =
        String.join(
            "/",
            Arrays.stream(request.rawPath().split("/", -1))
                .map(part -> URLEncoder.encode(part, UTF_8).replace("+", "%20"))
                .toList());
    return new WireRequest(
        request.method(), path, request.rawQuery(), request.headers(), request.body());
  }

  private static Shape shape(String model, String operation) {
    if (!operation.equals("invoke")) {
      return BedrockShapes.CONVERSE;
    }
    return model.contains("titan") ? BedrockShapes.TITAN : BedrockShapes.COHERE;
  }

  private static void turns(JsonNode body) {
    List<String> roles = new ArrayList<>();
    body.path("messages").forEach(message -> roles.add(message.path("role").asText()));
    for (int i = 0; i < roles.size(); i++) {
      if (!roles.get(i).equals(i % 2 == 0 ? "user" : "assistant")) {
        throw new IllegalArgumentException("roles must alternate between user and assistant");
      }
    }
  }

  /** An error as Bedrock writes it. */
  public static CutReply error(int status, String type, String message) {
    return CutReply.whole(
        status,
        Map.of("Content-Type", "application/json", "x-amzn-ErrorType", type + ":http://internal/"),
        ("{\"message\":" + new ObjectMapper().valueToTree(message) + "}").getBytes(UTF_8));
  }

  /** A whole answer. */
  public static CutReply whole(String body) {
    return CutReply.whole(200, Map.of("Content-Type", "application/json"), body.getBytes(UTF_8));
  }

  /** A streamed answer, a chunk of HTTP for each piece. */
  public static CutReply stream(byte[]... pieces) {
    return CutReply.chunked(
        Map.of("Content-Type", "application/vnd.amazon.eventstream"), List.of(pieces));
  }
}
