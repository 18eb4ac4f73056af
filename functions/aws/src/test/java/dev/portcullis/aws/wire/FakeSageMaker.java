package dev.portcullis.aws.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * SageMaker's runtime with one endpoint, as its API reference has it: it checks signature, path and
 * headers, and lets the container answer.
 */
public final class FakeSageMaker implements CutService {
  private static final Set<String> HEADERS =
      Set.of(
          "accept",
          "authorization",
          "connection",
          "content-length",
          "content-type",
          "host",
          "user-agent",
          "x-amz-content-sha256",
          "x-amz-date",
          "x-amz-security-token",
          "x-amzn-sagemaker-accept",
          "x-amzn-sagemaker-inference-id");

  private final SignedBy signature = WireIdentity.signs("sagemaker");
  private final String endpoint;
  private final Function<WireRequest, CutReply> container;

  /** An endpoint and what its container answers. */
  public FakeSageMaker(String endpoint, Function<WireRequest, CutReply> container) {
    this.endpoint = endpoint;
    this.container = container;
  }

  @Override
  public CutReply answer(WireRequest request) {
    if (signature.refusal(FakeBedrock.signedForm(request)).isPresent()) {
      return FakeBedrock.error(403, "InvalidSignatureException", WireIdentity.ACCESS_KEY);
    }
    String path = "/endpoints/" + endpoint + "/invocations";
    boolean known =
        request.rawPath().equals(path) || request.rawPath().equals(path + "-response-stream");
    if (!known || !HEADERS.containsAll(request.headers().keySet())) {
      return FakeBedrock.error(400, "ValidationError", "endpoint of account 123456789012");
    }
    return container.apply(request);
  }

  /** The container's bytes in frames. */
  public static CutReply stream(String contentType, byte[]... frames) {
    return CutReply.chunked(
        Map.of(
            "Content-Type",
            "application/vnd.amazon.eventstream",
            "X-Amzn-SageMaker-Content-Type",
            contentType),
        List.of(frames));
  }

  /** One part of the container's answer. */
  public static byte[] part(String text) {
    return Frames.event("PayloadPart", "application/octet-stream", text.getBytes(UTF_8));
  }
}
