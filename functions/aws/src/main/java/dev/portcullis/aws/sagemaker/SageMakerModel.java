package dev.portcullis.aws.sagemaker;

import dev.portcullis.aws.model.ErrorReply;
import dev.portcullis.aws.model.EventFrames;
import dev.portcullis.aws.model.HttpPost.Answer;
import dev.portcullis.aws.model.ModelJson;
import dev.portcullis.aws.model.PieceStream;
import dev.portcullis.aws.model.SignedHttp;
import dev.portcullis.ports.Model;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/**
 * The model of one SageMaker endpoint whose container takes and gives OpenAI's form, as the
 * containers with vLLM and LMI do; bodies go through as they are.
 *
 * <p>Chat completions and embeddings; responses are refused with 400, because such containers have
 * no address for them behind {@code /invocations}. Written from "InvokeEndpoint" and
 * "InvokeEndpointWithResponseStream"
 * (https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_runtime_InvokeEndpoint.html,
 * https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_runtime_InvokeEndpointWithResponseStream.html).
 * Safe for concurrent use.
 */
public final class SageMakerModel implements Model {
  private static final Pattern ENDPOINT = Pattern.compile("[A-Za-z0-9](-*[A-Za-z0-9]){0,62}");
  private static final Pattern INFERENCE_ID = Pattern.compile("[!-~]{1,64}");
  private static final String JSON = "application/json";
  private static final String FRAMES = "application/vnd.amazon.eventstream";

  private final ModelJson json = new ModelJson();
  private final SignedHttp http;
  private final String endpointName;

  /**
   * The model of an endpoint.
   *
   * @param endpoint {@link #endpoint}, or another server that speaks SageMaker's runtime API
   * @param region the region that requests are signed for
   * @param endpointName the endpoint's name
   * @param credentials asked before each request
   * @param clock the time that is signed
   * @throws IllegalArgumentException if the name is none of an endpoint
   */
  public SageMakerModel(
      URI endpoint,
      String region,
      String endpointName,
      AwsCredentialsProvider credentials,
      InstantSource clock) {
    if (!ENDPOINT.matcher(endpointName).matches()) {
      throw new IllegalArgumentException("not the name of a SageMaker endpoint");
    }
    this.http = new SignedHttp(endpoint, region, "sagemaker", credentials, clock);
    this.endpointName = endpointName;
  }

  /** The address of SageMaker's runtime in a region. */
  public static URI endpoint(String region) {
    return URI.create("https://runtime.sagemaker." + region + ".amazonaws.com");
  }

  @Override
  public Reply send(Call call) {
    return switch (call.operation()) {
      case CHAT_COMPLETIONS -> call.stream() ? streamed(call) : whole(call);
      case EMBEDDINGS -> whole(call);
      case RESPONSES ->
          ErrorReply.of(
              json,
              400,
              "unsupported_field",
              "",
              "models on SageMaker are reached by chat completions and embeddings only");
    };
  }

  private Reply whole(Call call) {
    Answer answer = post(call, "invocations", Map.of("accept", JSON));
    if (answer.status() != 200) {
      return SageMakerErrors.reply(json, answer);
    }
    return new Reply(200, answer.mediaType(), answer.body());
  }

  private Reply streamed(Call call) {
    Answer answer =
        post(
            call,
            "invocations-response-stream",
            Map.of("accept", FRAMES, "x-amzn-sagemaker-accept", "text/event-stream"));
    if (answer.status() != 200) {
      return SageMakerErrors.reply(json, answer);
    }
    boolean framed = answer.mediaType().equals(FRAMES);
    PayloadParts parts = new PayloadParts(new EventFrames(answer.body()));
    PieceStream.Pieces none =
        () -> {
          throw new IOException("the model's reply is not of the type that was asked for");
        };
    return new Reply(
        200,
        Answer.mediaType(answer.header("x-amzn-sagemaker-content-type")),
        new PieceStream(framed ? parts : none, answer.body()));
  }

  private Answer post(Call call, String operation, Map<String, String> further) {
    Map<String, String> headers = new TreeMap<>(further);
    headers.put("content-type", JSON);
    headers.put("user-agent", "portcullis");
    if (INFERENCE_ID.matcher(call.requestId()).matches()) {
      headers.put("x-amzn-sagemaker-inference-id", call.requestId());
    }
    return http.post(
        "/endpoints/" + endpointName + "/" + operation, headers, call.body(), call.timeout());
  }
}
