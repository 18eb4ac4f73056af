package dev.portcullis.aws.bedrock;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.aws.model.ErrorReply;
import dev.portcullis.aws.model.EventFrames;
import dev.portcullis.aws.model.HttpPost.Answer;
import dev.portcullis.aws.model.ModelJson;
import dev.portcullis.aws.model.PieceStream;
import dev.portcullis.aws.model.SignedHttp;
import dev.portcullis.ports.Model;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/**
 * The models of Amazon Bedrock in one region: chat completions over Converse and ConverseStream,
 * embeddings of Titan and Cohere over InvokeModel.
 *
 * <p>A request is translated whole or refused with 400 in OpenAI's shape and the field's name, and
 * then nothing is sent. Responses are refused: Converse keeps no conversation and has none of their
 * tools; Bedrock's own OpenAI-compatible address is what {@code OpenAiModel} is for. A whole answer
 * is translated when its body is first read, so that a read fails if it is broken or not
 * translatable. Safe for concurrent use.
 */
public final class BedrockModel implements Model {
  private static final Pattern MODEL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/-]{0,2047}");
  private static final int MOST_REPLY_BYTES = 32 << 20;
  private static final String JSON = "application/json";
  private static final String EVENTS = "application/vnd.amazon.eventstream";

  private final ModelJson json = new ModelJson();
  private final SignedHttp http;
  private final InstantSource clock;

  /**
   * The models of a region.
   *
   * @param endpoint {@link #endpoint}, or another server that speaks Bedrock's API
   * @param region the region that requests are signed for
   * @param credentials asked before each request
   * @param clock the time that is signed and told as the answer's
   */
  public BedrockModel(
      URI endpoint, String region, AwsCredentialsProvider credentials, InstantSource clock) {
    this.http = new SignedHttp(endpoint, region, "bedrock", credentials, clock);
    this.clock = clock;
  }

  /** The address of Bedrock's runtime in a region. */
  public static URI endpoint(String region) {
    return URI.create("https://bedrock-runtime." + region + ".amazonaws.com");
  }

  @Override
  public Reply send(Call call) {
    if (!MODEL.matcher(call.model()).matches()) {
      return refused("model", "model is no name of a model on Bedrock");
    }
    ObjectNode request;
    try {
      request = json.object(call.body());
    } catch (IOException notJson) {
      return refused("", "the request is no JSON object");
    }
    try {
      return switch (call.operation()) {
        case CHAT_COMPLETIONS -> chat(call, request);
        case EMBEDDINGS -> embeddings(call, request);
        case RESPONSES -> refused("", "models on Bedrock are reached by chat completions only");
      };
    } catch (FieldRefusedException refused) {
      return refused(refused.field(), String.valueOf(refused.getMessage()));
    }
  }

  private Reply chat(Call call, ObjectNode request) throws FieldRefusedException {
    ChatRequest chat = ChatRequest.of(json, request, call.model(), call.stream());
    Answered answered =
        new Answered(json, call.requestId(), clock.instant().getEpochSecond(), call.model());
    if (!call.stream()) {
      ChatAnswer translation = new ChatAnswer(answered);
      return whole(post(call, "converse", JSON, chat.body()), translation::completion);
    }
    Answer answer = post(call, "converse-stream", EVENTS, chat.body());
    if (answer.status() != 200) {
      return BedrockErrors.reply(json, answer);
    }
    InputStream frames = expected(answer, EVENTS);
    ChatStream events = new ChatStream(new EventFrames(frames), answered, chat.includeUsage());
    return new Reply(200, "text/event-stream", new PieceStream(events, frames));
  }

  private Reply embeddings(Call call, ObjectNode request) throws FieldRefusedException {
    Embeddings embeddings = Embeddings.of(json, request, call.model());
    Answer answer = post(call, "invoke", JSON, embeddings.body());
    return whole(answer, bytes -> embeddings.answer(bytes, answer));
  }

  /** Makes the caller's answer of the model's. */
  private interface Translation {
    byte[] of(byte[] reply) throws IOException;
  }

  private Reply whole(Answer answer, Translation translation) {
    if (answer.status() != 200) {
      return BedrockErrors.reply(json, answer);
    }
    InputStream body = expected(answer, JSON);
    return new Reply(
        200, JSON, PieceStream.of(upstream -> translation.of(bounded(upstream)), body));
  }

  private static byte[] bounded(InputStream upstream) throws IOException {
    byte[] bytes = upstream.readNBytes(MOST_REPLY_BYTES + 1);
    if (bytes.length > MOST_REPLY_BYTES) {
      throw new IOException("the model's reply is over 32 MiB");
    }
    return bytes;
  }

  /** The body of an answer of this type; one of another is nobody's that we know. */
  private static InputStream expected(Answer answer, String type) {
    if (answer.mediaType().equals(type)) {
      return answer.body();
    }
    return new PieceStream(
        () -> {
          throw new IOException("the model's reply is not of the type that was asked for");
        },
        answer.body());
  }

  private Answer post(Call call, String operation, String accept, ObjectNode body) {
    String path =
        "/model/"
            + URLEncoder.encode(call.model(), StandardCharsets.UTF_8).replace("*", "%2A")
            + "/"
            + operation;
    Map<String, String> headers =
        Map.of("content-type", JSON, "accept", accept, "user-agent", "portcullis");
    return http.post(path, headers, json.bytes(body), call.timeout());
  }

  private Reply refused(String field, String message) {
    return ErrorReply.of(json, 400, "unsupported_field", field, message);
  }
}
